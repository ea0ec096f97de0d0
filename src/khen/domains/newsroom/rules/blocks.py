"""Where words stand once marks that are not kept are gone: in paragraphs, and in lists where Word drew them with signs."""

import re
from collections.abc import Callable, Iterator
from html import unescape

PART, CELL = "\x1e", "\x1f"  # stand where the mark of a block or of a cell stood, until it is known what stands beside them
WHOLE = {"p", "h3", "h4", "ul", "ol", "li", "blockquote", "hr"}  # stand by themselves
SINGLE = {"br", "hr", PART}  # open nothing
MARK = re.compile(rf"<(/?)([a-z][a-z0-9]*)[^>]*>|{PART}")
TOKEN = re.compile(
    rf"(?P<block></?(?:{'|'.join(sorted(WHOLE))}|br)\b[^>]*>)|(?P<inline><[^>]*>)|(?P<sign>[{PART}{CELL}])"
    rf"|(?P<blank>(?:[^\S{PART}{CELL}]|&nbsp;)+(?=[<{PART}{CELL}]|$))|(?P<words>[^<{PART}{CELL}]+)"
)
HEAD, TAIL = re.compile(r"(?:<br>|&nbsp;|\s)*"), re.compile(r"(?:>rb<|;psbn&|\s)*")  # the latter of a text read backwards
ITEM = (
    r"<p>((?:<(?:strong|b|em|i)>)*)"
    r"(?:[·•▪●◦■□○❖➢✓✔]\s*&nbsp;|[oOvqØü§*+–-]\s*&nbsp;\s*&nbsp;)(?:&nbsp;|\s)*((?:(?!</p>).)*)</p>"
)
ONE, SEVERAL = re.compile(ITEM, re.S), re.compile(rf"(?:{ITEM}\s*)+", re.S)
HOLLOW = re.compile(r"<(strong|b|em|i)></\1>")


def in_paragraphs(html: str, apart: Callable[[str], str]) -> str:
    """Clean HTML in which PART and CELL stand: what stood in such a block, and what stands beside one, as paragraphs. What stays
    inside a kept block or an inline mark is told `apart`."""
    stood = ((apart(piece), whole) for piece, whole in _pieces(html))
    return "".join(piece if whole else _paragraph(piece) for piece, whole in stood)


def _paragraph(piece: str) -> str:
    words = trimmed(piece)
    return f"<p>{words}</p>" if has_words(words) else ""


def has_words(html: str) -> bool:
    return bool(unescape(MARK.sub("", html)).strip())


def trimmed(html: str) -> str:
    """Without breaks and blanks at either end; takes time in proportion to its length."""
    html = html[_end(HEAD, html) :]
    return html[: len(html) - _end(TAIL, html[::-1])]


def _end(edge: re.Pattern[str], text: str) -> int:
    found = edge.match(text)
    return found.end() if found else 0


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """The runs of words with their inline marks and, told by True, the blocks; PART parts two runs."""
    begun = opened = depth = 0
    whole = False
    for mark in MARK.finditer(html):
        name = mark[2] or PART
        if not depth:
            opened, whole = mark.start(), False
        whole = whole or name in WHOLE
        if name not in SINGLE:
            depth += -1 if mark[1] else 1
        if not depth and (whole or name == PART):
            yield html[begun:opened], False
            yield html[opened : mark.end()] if whole else "", True
            begun = mark.end()
    yield html[begun:], False


def parted(html: str) -> str:
    """Without PART and CELL: what stood in a block or a cell of its own does not run into its neighbour, 9 | 27 and never 927.
    Nothing stands for them beside a mark that is a block's or a break, however many inline marks and blanks are between."""
    kept: list[str] = []
    signs, place, stands = "", 0, False  # PART and CELL since the last words, where they began, whether there are words to part
    for token in TOKEN.finditer(html):
        kind, piece = token.lastgroup, token[0]
        if kind == "sign":
            signs, place, piece = signs + piece, place if signs else len(kept), ""
        elif kind == "blank" and signs:
            piece = ""
        elif kind == "words" and signs and stands:
            kept[place], piece = _sign(signs), piece.lstrip()
        if kind in {"words", "block"}:
            signs, stands = "", kind == "words"
        kept.append(piece)
    return "".join(kept)


def _sign(signs: str) -> str:
    return "<br>" if PART in signs else f" |{' |' * (signs.count(CELL) // 2 - 1)} "


def listed(html: str) -> str:
    """Clean HTML with Word's lists as lists: a sign and hard blanks before the words of each paragraph were all that was left."""
    return SEVERAL.sub(_as_list, html)


def _as_list(found: re.Match[str]) -> str:
    items = (HOLLOW.sub("", f"{marks}{words}").strip() for marks, words in ONE.findall(found.group()))
    kept = "".join(f"<li>{item}</li>" for item in items if has_words(item))
    return f"<ul>{kept}</ul>" if kept else found.group()
