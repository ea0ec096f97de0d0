"""Returns that are not accepted: nothing may be approved while a figure is still somebody's draft."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from khen.reports.checks.finding import Finding, Severity
from khen.reports.checks.sheet import Sheet

UNACCEPTED = "return.unaccepted"
ACCEPTED = "accepted"


def findings(sheet: Sheet) -> Iterator[Finding]:
    """A block for every return that is not accepted; its data say how far all of them came."""
    accepted = sum(1 for one in sheet.returns if one.state == ACCEPTED)
    for one in sheet.returns:
        if one.state != ACCEPTED:
            data = {"body": one.body, "form": one.form, "state": one.state, "accepted": accepted, "expected": len(sheet.returns)}
            saying = _("The return “%(form)s” of %(body)s has not been accepted (%(accepted)s of %(expected)s are).")
            yield Finding(UNACCEPTED, Severity.BLOCK, one.body, saying, data)
