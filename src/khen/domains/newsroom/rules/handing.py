"""What stands in the name of somebody whose post ends is put into another's. Values in, reasons out.

The house's own policy: the versions keep who wrote them, and whoever takes a text over does not approve it either."""

from django.utils.translation import gettext_lazy as _

from khen.domains.newsroom.rules.texts import Reasons
from khen.domains.newsroom.terms import Standing

UNFINISHED = (Standing.DRAFT, Standing.RETURNED, Standing.SUBMITTED)


def reasons_about_successor(*, governs: bool, same: bool, able: bool, name: str) -> Reasons:
    """`able` when the successor may do what is left to do, today or from the day the post ends."""
    if not governs:
        yield _("Only an administrator of the body hands over what stands in somebody's name.")
    if same:
        yield _("It stands in the name of %(name)s already.") % {"name": name}
    if not able:
        yield _("%(name)s holds no post that allows it there; give them that post first.") % {"name": name}


def reasons_not_to_hand_over(*, standing: str) -> Reasons:
    if standing not in UNFINISHED:
        yield _("This text is approved already: nothing of it waits for its author.")
