"""One slip of the finger: which numbers could have been meant when this one was typed."""

import re
from collections.abc import Iterator
from decimal import Decimal

from khen.atoms import vietnamese
from khen.reports.checks.intervals import Interval

_KEYS = "0123456789,"
_TYPED = re.compile(r"[0-9]+(?:,[0-9]+)?")


def candidates(printed: str, feasible: Interval) -> tuple[str, ...]:
    """The numbers in `feasible` that one slip turns into `printed`, in ascending order, as Vietnamese writes them.

    A slip is one key left out, struck too often, struck wrongly, two neighbours swapped, or the comma in another place. Dots
    between thousands are layout, not keys. `printed` has no unit or sign ("9,27", "2.317.313"). These are proposals only.
    """
    typed = printed.replace(".", "")
    values = {Decimal(text.replace(",", ".")) for text in _edits(typed) if _TYPED.fullmatch(text) and _well_begun(text)}
    values.discard(Decimal(typed.replace(",", ".")) if _TYPED.fullmatch(typed) else Decimal(-1))
    return tuple(vietnamese.number(value) for value in sorted(values) if value in feasible)


def _edits(typed: str) -> Iterator[str]:
    for at in range(len(typed) + 1):
        before, after = typed[:at], typed[at:]
        yield from (before + key + after for key in _KEYS)
        if after:
            yield before + after[1:]
            yield from (before + key + after[1:] for key in _KEYS)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
    yield from _comma_elsewhere(typed)


def _comma_elsewhere(typed: str) -> Iterator[str]:
    digits = typed.replace(",", "")
    if "," in typed:
        yield from (f"{digits[:at]},{digits[at:]}" for at in range(1, len(digits)))
        yield digits


def _well_begun(text: str) -> bool:
    """Nobody writes 092,7 or 00: a leading zero stands before the comma or before a single digit (02)."""
    whole = text.partition(",")[0]
    return not whole.startswith("0") or len(whole) == 1 or (len(whole) == 2 and "," not in text)
