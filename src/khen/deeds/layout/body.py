"""Rules 36-46: running text, sections, citations, end mark (Appendix I, part I.II.6)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from khen.deeds.layout.anatomy import Anatomy
from khen.deeds.layout.finding import Fault, Rule, Severity
from khen.deeds.layout.lines import Line
from khen.deeds.numerals import ordinal

_TITLE = 120
"""Characters; a numbered line that is longer, or ends like a sentence, is a paragraph and no heading."""
_CITED = re.compile(
    r"\b(Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị|Kế hoạch|Công văn|Luật)(?: số)? (\d+/(?:\d{4}/)?[A-ZĐ][\w-]*)(.{0,40})"
)
_INDENTS = ((510, 620), (660, 790))
"""Twips around 1 cm (567) and 1.27 cm (720)."""


def _size(paper: Anatomy) -> Iterator[Fault]:
    yield from (Fault(line) for line in paper.body if not line.sized(13, 14))


def _justified(paper: Anatomy) -> Iterator[Fault]:
    yield from (Fault(line) for line in _text(paper) if line.align != "both")


def _indent(paper: Anatomy) -> Iterator[Fault]:
    for line in _text(paper):
        if not any(low <= line.first <= high for low, high in _INDENTS):
            yield Fault(line, {"found": f"{line.first / 567:.2f}".replace(".", ",")})


def _gap(paper: Anatomy) -> Iterator[Fault]:
    yield from (Fault(line, {"found": f"{line.after:g}".replace(".", ",")}) for line in _text(paper) if line.after < 6)


def _spacing(paper: Anatomy) -> Iterator[Fault]:
    for line in _text(paper):
        if line.spacing is not None and not 0.99 <= line.spacing <= 1.51:
            yield Fault(line, {"found": f"{line.spacing:.2f}".replace(".", ",")})


def _first_level(paper: Anatomy) -> Iterator[Fault]:
    for line in _headings(paper, 1):
        if line.text != line.text.upper() or not line.all("bold", True) or not line.all("italic", False):
            yield Fault(line)


def _second_level(paper: Anatomy) -> Iterator[Fault]:
    for line in _headings(paper, 2):
        if not line.all("bold", True) or line.text == line.text.upper():
            yield Fault(line)


def _third_level(paper: Anatomy) -> Iterator[Fault]:
    for line in paper.body:
        if paper.level(line) == 3 and not (line.all("bold", False) and line.all("italic", False)):
            yield Fault(line)


def _counting(paper: Anatomy) -> Iterator[Fault]:
    last: dict[int, int] = {}
    for line in paper.body:
        level = paper.level(line)
        place = ordinal(re.split(r"[.)]", line.text)[0], level) if level else None
        if place is None:
            continue
        if place != last.get(level, 0) + 1:
            yield Fault(line)
        last = {above: seen for above, seen in last.items() if above < level} | {level: place}


def _citations(paper: Anatomy) -> Iterator[Fault]:
    seen: set[str] = set()
    for line in paper.body:
        for kind, number, following in _CITED.findall(line.text):
            if number not in seen and not re.search(r"ngày .{4,30}", following):
                yield Fault(line, {"cited": f"{kind} {number}"})
            seen.add(number)


def _end_mark(paper: Anatomy) -> Iterator[Fault]:
    last = paper.body[-1] if paper.body else None
    if last is None or not last.text.endswith("./."):
        yield Fault(last)


def _text(paper: Anatomy) -> Iterator[Line]:
    """Running text: no headings of the first two levels."""
    return (line for line in paper.body if paper.level(line) not in (1, 2) or not _is_title(line))


def _headings(paper: Anatomy, level: int) -> Iterator[Line]:
    return (line for line in paper.body if paper.level(line) == level and _is_title(line))


def _is_title(line: Line) -> bool:
    return len(line.text) <= _TITLE and line.text[-1] not in ".;:"


RULES = (
    Rule(36, "I.II.6.e", _("The text is not in size 13 to 14."), _size),
    Rule(37, "I.II.6.e", _("The text is not justified on both sides."), _justified),
    Rule(38, "I.II.6.e", _("The first line is indented by %(found)s cm, not by 1 or 1.27 cm."), _indent),
    Rule(39, "I.II.6.e", _("After the paragraph there are %(found)s pt; at least 6 pt are asked for."), _gap),
    Rule(40, "I.II.6.e", _("The lines are %(found)s apart; single to one and a half is asked for."), _spacing),
    Rule(41, "I.V.6.b", _("A heading numbered I, II, III is not in upright bold capitals."), _first_level),
    Rule(42, "I.II.6.đ", _("A heading numbered 1, 2, 3 is not in bold small letters."), _second_level),
    Rule(43, "I.II.6.đ", _("A point a), b), c) is not in upright letters."), _third_level),
    Rule(44, "I.II.6.c", _("The number of this section does not follow the one before it."), _counting),
    Rule(45, "I.II.6.b", _("%(cited)s is named for the first time without its day."), _citations, Severity.WARNING),
    Rule(46, "III.1.4", _("The text does not end with “./.”."), _end_mark),
)
