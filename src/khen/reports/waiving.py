"""The warnings with which a report was approved, as its annex prints them: what each said, why it may stand, who signed that."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet

from khen.atoms.vietnamese import day_in_digits
from khen.book.models import Entry
from khen.figures.catalogue import FIGURES
from khen.reports.composing import Waived
from khen.reports.findings import Found, looked_at
from khen.reports.models import Report
from khen.reports.terms import ReportApproved, Standing, WarningPassed


def waived(report: Report) -> list[Waived]:
    """Those that stood at approval, as the journal has them; of a report that is written those that stand now. What was mended
    after all is left out. Two queries once it is approved."""
    entries = _with_names(Entry.objects.filter(about=Report._meta.label_lower, about_id=report.pk))
    approved = entries.filter(kind=ReportApproved.kind).first()
    if approved is not None:
        stood = approved.payload.get("stood")
        passed = entries.filter(kind=WarningPassed.kind, **_named_by(approved))
        return [one for entry in passed for one in _told(entry, {}) if stood is None or one.key in stood]
    found = looked_at(report).found if report.standing == Standing.OPEN else []
    said = {one.key: str(one.finding.message) for one in found}
    return [one for entry, keys in standing(report, found).items() for one in _told(entry, said) if one.key in keys]


def left(report: Report) -> int:
    """How many warnings of a report that is written nobody has let pass yet."""
    return sum(one.warns for one in looked_at(report).found) if report.as_of is None else 0


def _named_by(approved: Entry) -> dict[str, Any]:
    """Which entries an approval rests on. One before shape 3 does not name them: all that came before it."""
    passed = approved.payload.get("passed")
    return {"seq__lt": approved.seq} if passed is None else {"pk__in": passed}


def standing(report: Report, found: Iterable[Found]) -> dict[Entry, list[str]]:
    """The entries by which those of these findings were let pass that were, each with the keys of them. One query."""
    passed = {one.key for one in found if one.passed}
    entries = Entry.objects.filter(about=Report._meta.label_lower, about_id=report.pk, kind=WarningPassed.kind)
    told = {entry: [key for key in warnings_in(entry.payload) if key in passed] for entry in _with_names(entries)}
    return {entry: keys for entry, keys in told.items() if keys}


def _with_names(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    return entries.select_related("by").order_by("seq")


def _told(entry: Entry, said: Mapping[str, str]) -> list[Waived]:
    by, on, reason = str(entry.by or ""), day_in_digits(entry.on), entry.payload["reason"]
    return [Waived(words, reason, by, on, where(key), key) for key, words in warnings_in(entry.payload, said).items()]


def warnings_in(told: Mapping[str, Any], said: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """What an entry let pass: the finding's key -> what it said. Entries of the first shape kept the key alone: its words are
    looked up in `said`, else the figure or heading of which it spoke is named."""
    keys = told.get("findings") or [told["finding"]]
    words = told.get("warnings") or [told.get("warning", "")]
    return {key: str(one or said.get(key) or _place(key)) for key, one in zip(keys, words, strict=True)}


def _place(key: str) -> str:
    place = where(key)
    return str(FIGURES[place].title) if place in FIGURES else place


def where(key: str) -> str:
    """Of which figure or heading a finding speaks that has this key."""
    return key.partition(":")[2].rpartition(":")[0]
