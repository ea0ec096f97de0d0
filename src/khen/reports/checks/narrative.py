"""Numbers typed into sentences: each should have been set by its key, so that it has a source and follows it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from khen.atoms import vietnamese
from khen.reports.checks.finding import Finding, Severity
from khen.reports.checks.sheet import SOURCED, Figure, Kind, Passage, Sheet

UNSOURCED = "narrative.unsourced"
PEOPLE = "narrative.reach_called_people"

_NAMES = re.compile(
    r"https?://\S+|\b[\w-]+(?:\.[\w-]+)+/?\S*(?<=[a-z])"  # addresses
    r"|\b[0-9]+(?:/[0-9]{4})?/[A-ZĐ][\w-]*(?:-[A-ZĐ]\w*)*"  # papers: 265/KH-UBND, 30/2020/NĐ-CP
    r"|\b[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{4})?\b|\b[0-9]{1,2}/[0-9]{4}\b"  # days
    r"|\b(?:ngày|tháng|năm|quý|giai đoạn|thế kỷ|khóa|nhiệm kỳ)\s+[0-9]{1,4}(?:\s*[-–]\s*[0-9]{1,4})?"  # times
    r"|\b[0-9]{1,2}\s+tháng\b|\b(?:19|20)[0-9]{2}\s*[-–]\s*(?:19|20)[0-9]{2}\b"  # periods
    r"|\b(?:số|Điều|điều|khoản|điểm|mục|Mục|Phần|Phụ lục|Dự án|Mẫu)\s+[0-9]+(?:\.[0-9]+)*"  # places in papers
    r"|\b[0-9]\s+cấp\b|\b[^\W\d_]+-?[0-9]+\b|\b[0-9]+[^\W\d_][\w-]*",  # levels of government; COVID-19, 4G, B1
    re.UNICODE,
)
_NUMBER = re.compile(r"(?<![\w.,/-])[0-9]+(?:\.[0-9]{3})*(?:,[0-9]+)?(?:\s?%)?(?![\w/])")
_PEOPLE_AFTER = re.compile(r"\s*(?:người|lượt người)\b")


def findings(sheet: Sheet) -> Iterator[Finding]:
    """A warning for each typed number, with the figures that print the same; and for reach that a sentence calls people."""
    for passage in sheet.passages:
        for part in (passage.title, passage.text):
            yield from _typed(sheet, passage, part)
        yield from _called_people(sheet, passage)


def _typed(sheet: Sheet, passage: Passage, text: str) -> Iterator[Finding]:
    plain = _NAMES.sub(lambda found: " " * len(found[0]), text)
    for found in _NUMBER.finditer(plain):
        written = found[0]
        near = text[max(0, found.start() - 30) : found.end() + 30].replace(SOURCED, "…").replace("\n", " ").strip()
        alike = tuple(figure.key for figure in sheet.figures if _same(figure, written))
        data = {"number": written, "near": near, "alike": alike, "heading": passage.where, "at": found.start()}
        saying = _("%(heading)s: the number %(number)s (“…%(near)s…”) was typed by hand and has no source. Set it as a figure.")
        yield Finding(UNSOURCED, Severity.WARN, passage.where, saying, data)


def _same(figure: Figure, written: str) -> bool:
    return figure.value is not None and figure.value == _value(written) and (figure.unit == "%") == written.endswith("%")


def _value(written: str) -> Decimal | None:
    try:
        return vietnamese.read_number(written.rstrip("% "))
    except vietnamese.UnreadableError:
        return None


def _called_people(sheet: Sheet, passage: Passage) -> Iterator[Finding]:
    for figure in sheet.figures:
        at = passage.text.find(figure.printed) if figure.kind is Kind.REACH and figure.printed else -1
        if at >= 0 and _PEOPLE_AFTER.match(passage.text, at + len(figure.printed)):
            data = {"label": figure.label, "value": figure.printed, "heading": passage.where, "key": figure.key}
            saying = _("%(heading)s: %(value)s is a sum of reach, so one person counts many times: write “lượt”, not “người”.")
            yield Finding(PEOPLE, Severity.WARN, passage.where, saying, data)
