"""What is looked at before a report may be approved: values in, findings out. Nothing is ever corrected here."""

from collections.abc import Callable, Iterable, Iterator

from khen.reports.checks import bounds, means, narrative, outline, returns, sums
from khen.reports.checks.finding import Finding, Severity
from khen.reports.checks.sheet import Sheet

CHECKS: tuple[Callable[[Sheet], Iterator[Finding]], ...] = (
    returns.findings,
    sums.findings,
    means.findings,
    bounds.findings,
    outline.findings,
    narrative.findings,
)
_ORDER = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.HINT: 2}


def run(sheet: Sheet, more: Iterable[Finding] = ()) -> tuple[Finding, ...]:
    """All findings, those that block first, otherwise in the order of CHECKS and of the report; `more` were found elsewhere."""
    found = [*(finding for check in CHECKS for finding in check(sheet)), *more]
    return tuple(sorted(found, key=lambda finding: _ORDER[finding.severity]))
