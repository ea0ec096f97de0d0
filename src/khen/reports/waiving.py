"""The warnings with which a report was approved, as its annex prints them: what each said, why it may stand, who signed that."""

from collections.abc import Iterable, Mapping
from typing import Any

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
    entries = Entry.objects.filter(about=Report._meta.label_lower, about_id=report.pk).select_related("by").order_by("seq")
    approved = entries.filter(kind=ReportApproved.kind).first()
    if approved is not None:
        return [_told(one, {}) for one in entries.filter(kind=WarningPassed.kind, **_named_by(approved))]
    found = looked_at(report).found if report.standing == Standing.OPEN else []
    said = {one.key: str(one.finding.message) for one in found}
    return [_told(one, said) for one in entries.filter(pk__in=standing(report, found))]


def left(report: Report) -> int:
    """How many warnings of a report that is written nobody has let pass yet."""
    return sum(one.warns for one in looked_at(report).found) if report.as_of is None else 0


def _named_by(approved: Entry) -> dict[str, Any]:
    """Which entries an approval rests on. One before shape 3 does not name them: all that came before it."""
    passed = approved.payload.get("passed")
    return {"seq__lt": approved.seq} if passed is None else {"pk__in": passed}


def standing(report: Report, found: Iterable[Found]) -> list[int]:
    """The numbers of the entries by which those of these findings were let pass that were. One query."""
    passed = {one.key for one in found if one.passed}
    entries = Entry.objects.filter(about=Report._meta.label_lower, about_id=report.pk, kind=WarningPassed.kind).order_by("seq")
    return [entry.pk for entry in entries if entry.payload["finding"] in passed]


def _told(entry: Entry, said: Mapping[str, str]) -> Waived:
    told = entry.payload
    return Waived(warning_in(told, said), told["reason"], str(entry.by or ""), day_in_digits(entry.on), where(told["finding"]))


def warning_in(told: Mapping[str, Any], said: Mapping[str, str]) -> str:
    """What a warning said that was let pass. Entries of the first shape kept its key alone: its words are looked up in `said`,
    else the figure or heading of which it spoke is named."""
    if words := told.get("warning") or said.get(told["finding"]):
        return str(words)
    place = where(told["finding"])
    return str(FIGURES[place].title) if place in FIGURES else place


def where(key: str) -> str:
    """Of which figure or heading a finding speaks that has this key."""
    return key.partition(":")[2].rpartition(":")[0]
