"""What becomes of what stands in somebody's name when their post ends. Values in, reasons out."""

from django.utils.translation import gettext_lazy as _

from khen.domains.organisation.rules.names import Reasons


def reasons_without_successor(*, left: int, successor: bool, same: bool) -> Reasons:
    """`left`: things with which the person may do nothing any more once the post has ended. The house's own policy: nothing
    stays with a post that has ended."""
    if left and not successor:
        yield _("Things that stand in this person's name: %(count)d. Say who takes them over.") % {"count": left}
    if same:
        yield _("Somebody else takes over, not the person whose post ends.")
