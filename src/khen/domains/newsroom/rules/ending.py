"""Cells, rows and options end where the next begins, also where nobody wrote their end."""

import re

LEVELS = {"caption": 1, "colgroup": 1, "thead": 1, "tbody": 1, "tfoot": 1, "tr": 2, "td": 3, "th": 3}
CHOICES = {"optgroup": 1, "option": 2}
ROOTS = {"table", "select"}
MARK = re.compile(rf"<(/?)({'|'.join((*LEVELS, *CHOICES, *ROOTS))})(?=[\s/>])[^<>]*>", re.I)


def ended(html: str) -> str:
    """The same, where each of them bears the mark of its end."""
    stand: list[str] = []

    def with_ends(found: re.Match[str]) -> str:
        name = found[2].lower()
        at = _closes(stand, name) if found[1] else _makes_way(stand, name)
        if at is None:  # closes nothing that stands open here
            return found[0]
        ends = "".join(f"</{one}>" for one in reversed(stand[at + bool(found[1]) :]))
        stand[at:] = [] if found[1] else [name]
        return ends + found[0]

    return MARK.sub(with_ends, html)


def _since(stand: list[str]) -> int:
    """Where what stands open in the innermost table or choice begins."""
    return next((at + 1 for at in range(len(stand) - 1, -1, -1) if stand[at] in ROOTS), 0)


def _closes(stand: list[str], name: str) -> int | None:
    first = 0 if name in ROOTS else _since(stand)
    return next((at for at in range(len(stand) - 1, first - 1, -1) if stand[at] == name), None)


def _makes_way(stand: list[str], name: str) -> int:
    """From where on all that stands open ends before this one begins."""
    at, first = len(stand), _since(stand)
    if name in CHOICES:
        while at > first and CHOICES.get(stand[at - 1], 0) >= CHOICES[name]:
            at -= 1
    elif name in LEVELS:
        at = next((one for one in range(first, at) if LEVELS.get(stand[one], 0) >= LEVELS[name]), at)
    return at
