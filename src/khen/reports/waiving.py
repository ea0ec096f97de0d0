"""The warnings with which a report was approved, as its annex prints them: what each said, why it may stand, who signed that."""

from collections.abc import Iterable

from khen.atoms.vietnamese import day_in_digits
from khen.book.models import Entry
from khen.reports.composing import Waived
from khen.reports.findings import Found, findings
from khen.reports.models import Report
from khen.reports.terms import ReportApproved, WarningPassed


def waived(report: Report) -> list[Waived]:
    """Those that stood at approval; of a report that is written those that stand now. What was mended after all is left out."""
    entries = Entry.objects.filter(about=Report._meta.label_lower, about_id=report.pk).select_related("by")
    approved = entries.filter(kind=ReportApproved.kind).first()
    if approved is not None and "passed" in approved.payload:
        return [_told(one, {}) for one in entries.filter(pk__in=approved.payload["passed"]).order_by("seq")]
    found = findings(report)
    said = {one.key: str(one.finding.message) for one in found}
    return [_told(one, said) for one in entries.filter(pk__in=standing(report, found)).order_by("seq")]


def standing(report: Report, found: Iterable[Found]) -> list[int]:
    """The numbers of the entries by which those of these findings were let pass that were. One query."""
    passed = {one.key for one in found if one.passed}
    entries = Entry.objects.filter(about=Report._meta.label_lower, about_id=report.pk, kind=WarningPassed.kind).order_by("seq")
    return [entry.pk for entry in entries if entry.payload["finding"] in passed]


def _told(entry: Entry, said: dict[str, str]) -> Waived:
    """Entries of the first shape kept the finding's key alone: its words are looked up in `said`."""
    told = entry.payload
    warning = told.get("warning") or said.get(told["finding"], told["finding"])
    return Waived(warning, told["reason"], str(entry.by or ""), day_in_digits(entry.on))
