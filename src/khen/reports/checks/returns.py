"""Returns that are not accepted: nothing may be approved while a figure is still somebody's draft."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from khen.reports.checks.finding import Finding, Severity
from khen.reports.checks.sheet import Sheet

UNACCEPTED = "return.unaccepted"
MISSING = "return.missing"
PARTLY = "return.partly"
ACCEPTED = "accepted"
NOT_SENT = "missing"
SENT_IN_PART = "partly"


def findings(sheet: Sheet) -> Iterator[Finding]:
    """A block for what was sent and is not accepted, a warning for what never came or came in part; their data say how far
    all who were asked for the same form came."""
    asked = Counter(one.form for one in sheet.returns)
    accepted = Counter(one.form for one in sheet.returns if one.state == ACCEPTED)
    for one in sheet.returns:
        told = {"accepted": accepted[one.form], "expected": asked[one.form]}
        data = {"body": one.body, "form": one.form, "state": one.state, **told}
        if one.state == NOT_SENT:
            saying = _("%(body)s has not sent the return “%(form)s” (%(accepted)s of %(expected)s are accepted).")
            yield Finding(MISSING, Severity.WARN, one.body, saying, data)
        elif one.state == SENT_IN_PART:
            told_of = {**data, "sent": one.sent, "items": one.items}
            saying = _("%(body)s has sent %(sent)s of %(items)s items of “%(form)s” (%(accepted)s of %(expected)s are accepted).")
            yield Finding(PARTLY, Severity.WARN, one.body, saying, told_of)
        elif one.state != ACCEPTED:
            saying = _("The return “%(form)s” of %(body)s has not been accepted (%(accepted)s of %(expected)s are).")
            yield Finding(UNACCEPTED, Severity.BLOCK, one.body, saying, data)
