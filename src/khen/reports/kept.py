"""A report's own columns, and the warnings that were let pass in it, as the journal tells them."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from khen.book.comparing import UNTOLD, Retold
from khen.book.models import Entry
from khen.reports.models import PassedWarning, Report
from khen.reports.terms import (
    NumberCorrected,
    ReportApproved,
    ReportCalledOff,
    ReportNumbered,
    ReportOpened,
    ScanEntered,
    Standing,
    WarningPassed,
)

STANDINGS = {
    ReportOpened.kind: Standing.OPEN,
    ReportApproved.kind: Standing.APPROVED,
    ReportNumbered.kind: Standing.NUMBERED,
    ScanEntered.kind: Standing.SIGNED,
    ReportCalledOff.kind: Standing.CALLED_OFF,
}
COLUMNS = (
    "body_id",
    "period",
    "outline",
    "standing",
    "as_of",
    "approved_by_id",
    "approved_on",
    "number",
    "signed_on",
    "signed_as",
)
BEFORE = {**dict.fromkeys(("as_of", "approved_by_id", "approved_on", "number", "signed_on")), "completeness": "", "signed_as": ""}


def sha256(text: str) -> str:
    """Of a text, "" for none."""
    return text and hashlib.sha256(text.encode()).hexdigest()


def _told(entries: Iterable[Entry]) -> dict[str, Any]:
    stands: dict[str, Any] = {}
    for entry in entries:
        said = entry.payload
        match entry.kind:
            case ReportOpened.kind:
                stands = {**BEFORE, "body_id": entry.body_id, "period": said["period"], "outline": said["outline"]}
            case ReportApproved.kind:
                stands |= {"as_of": said["as_of"], "approved_by_id": entry.by_id, "approved_on": entry.on}
                stands["completeness"] = said.get("completeness", UNTOLD)
                stands["signed_as"] = "\n".join(said.get("signature", []))  # nothing was kept of it before shape 7
            case ReportNumbered.kind | NumberCorrected.kind:
                stands |= {"number": said["number"], "signed_on": date.fromisoformat(said["signed_on"])}
            case WarningPassed.kind:
                passed = said.get("findings") or [said["finding"]]
                stands |= {f"passed {one}": (said["reason"], entry.by_id, entry.on) for one in passed}
        if entry.kind in STANDINGS:
            stands["standing"] = STANDINGS[entry.kind]
    return stands


def _stands(after: int, last: int) -> Mapping[int, dict[str, Any]]:
    """Two queries."""
    found: dict[int, dict[str, Any]] = {}
    for row in Report.objects.filter(pk__gt=after, pk__lte=last):
        found[row.pk] = {name: getattr(row, name) for name in COLUMNS} | {"completeness": sha256(row.completeness)}
    for one in PassedWarning.objects.filter(report__gt=after, report__lte=last):
        found.setdefault(one.report_id, {})[f"passed {one.finding}"] = (one.reason, one.by_id, one.on)
    return found


REPORTS = Retold(Report, (*STANDINGS, NumberCorrected.kind, WarningPassed.kind), _told, _stands)
