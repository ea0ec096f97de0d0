"""The numbers of sections: none twice, none left out, each level counted from one under its heading."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from khen.deeds.numerals import numeral, ordinal
from khen.reports.checks.finding import Finding, Severity
from khen.reports.checks.sheet import Passage, Sheet

DUPLICATED = "outline.duplicated"
SKIPPED = "outline.skipped"
_HEADINGS = (
    re.compile(r"\s*([IVXL]+)\.\s+(\S.*)"),
    re.compile(r"\s*([0-9]{1,2})\.\s+(\S.*)"),
    re.compile(r"\s*([a-zđ])\)\s+(\S.*)"),
)


def findings(sheet: Sheet) -> Iterator[Finding]:
    """A warning for each number that does not follow the one before it; counting goes on from the number printed."""
    last: dict[int, tuple[int, str]] = {}
    for passage in sheet.passages:
        place = ordinal(passage.numeral, passage.level)
        if place is None:
            continue
        before, heading = last.get(passage.level, (0, ""))
        if place != before + 1:
            yield _broken(passage, before, place, heading)
        last = {level: seen for level, seen in last.items() if level < passage.level}
        last[passage.level] = (place, passage.where)


def passages(text: str) -> tuple[Passage, ...]:
    """The sections of a plain text by its headings "I. ", "1. ", "a) " at line starts; what precedes the first is left out."""
    found: list[Passage] = []
    for line in text.splitlines():
        heading = _heading(line)
        if heading is not None:
            found.append(heading)
        elif found and line.strip():
            last = found[-1]
            found[-1] = Passage(last.numeral, last.level, last.title, f"{last.text}\n{line.strip()}".strip())
    return tuple(found)


def _heading(line: str) -> Passage | None:
    for level, pattern in enumerate(_HEADINGS, start=1):
        if match := pattern.fullmatch(line.rstrip()):
            return Passage(match[1], level, match[2])
    return None


def _broken(passage: Passage, before: int, place: int, heading: str) -> Finding:
    expected = numeral(before + 1, passage.level)
    data: dict[str, object] = {"heading": passage.where, "numeral": passage.numeral, "expected": expected, "before": heading}
    if place <= before:
        saying = _("The number %(numeral)s of “%(heading)s” was used already, by “%(before)s”; %(expected)s would follow.")
        return Finding(DUPLICATED, Severity.WARN, passage.where, saying, data)
    saying = _("Before “%(heading)s” a number is missing: %(expected)s would follow, %(numeral)s is printed.")
    return Finding(SKIPPED, Severity.WARN, passage.where, saying, data)
