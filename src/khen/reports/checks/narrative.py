"""Numbers typed into sentences: each should have been set by its key, so that it has a source and follows it."""

import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from khen.atoms import vietnamese
from khen.reports.checks import named
from khen.reports.checks.finding import Finding, Severity
from khen.reports.checks.sheet import SOURCED, Figure, Kind, Passage, Sheet

UNSOURCED = "narrative.unsourced"
PEOPLE = "narrative.reach_called_people"

_NUMBER = re.compile(
    r"(?<![\w.,/])(?:(?<![\w)])-)?\d+(?:\.\d+)*(?:,\d+)?(?:/\d+(?:[.,]\d+)*)*(?:\s?%)?|(?<=[^\W\d_])\d+(?:[.,]\d+)*"
)
_PEOPLE_AFTER = re.compile(r"\s*(?:người|lượt người)\b")


def findings(sheet: Sheet) -> Iterator[Finding]:
    """A warning for each typed number, with the figures that print the same; and for reach that a sentence calls people."""
    for passage in sheet.passages:
        for part in (passage.title, passage.text):
            yield from _typed(sheet, passage, part)
        yield from _called_people(sheet, passage)


def _typed(sheet: Sheet, passage: Passage, text: str) -> Iterator[Finding]:
    for found in _NUMBER.finditer(named.blanked(named.plain(text))):
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
    for key, printed, end in (*_set(sheet, passage), *_written(sheet, passage)):
        figure = sheet.by_key[key]
        if figure.kind is Kind.REACH and _PEOPLE_AFTER.match(passage.text, end):
            data = {"label": figure.label, "value": printed, "heading": passage.where, "key": key}
            saying = _("%(heading)s: %(value)s is a sum of reach, so one person counts many times: write “lượt”, not “người”.")
            yield Finding(PEOPLE, Severity.WARN, passage.where, saying, data)


def _set(sheet: Sheet, passage: Passage) -> Iterator[tuple[str, str, int]]:
    """Figures set by their keys: key, what is printed, and where the words behind it begin."""
    marks = (at + len(SOURCED) for at, sign in enumerate(passage.text) if sign == SOURCED)
    for key, end in zip(passage.keys, marks, strict=False):
        if key in sheet.by_key:
            yield key, sheet.by_key[key].printed, end


def _written(sheet: Sheet, passage: Passage) -> Iterator[tuple[str, str, int]]:
    """The same of figures whose value was typed by hand, once each."""
    for figure in sheet.figures:
        at = passage.text.find(figure.printed) if figure.printed else -1
        if at >= 0:
            yield figure.key, figure.printed, at + len(figure.printed)
