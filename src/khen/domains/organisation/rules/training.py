"""When a body for training is opened, joined and ended. Values in, reasons out."""

from django.utils.translation import gettext_lazy as _

from khen.domains.organisation.rules.names import Reasons
from khen.domains.organisation.rules.people import LONGEST_REASON


def reasons_about_whole_province(*, governs: bool) -> Reasons:
    """One body for training serves the whole house, so whoever governs a part of it alone neither opens nor ends it."""
    if not governs:
        yield _("A round of training is opened and ended by an administrator of the whole province.")


def reasons_not_to_open_training(*, opened: bool) -> Reasons:
    if opened:
        yield _("A round of training is open already. End it first, then open the next one.")


def reasons_not_to_join(*, opened: bool, joined: bool, officer: bool) -> Reasons:
    """`officer`: holds a post today, and one that is not practised in."""
    if not opened:
        yield _("No round of training is open. Ask an administrator of the province to open one.")
    if joined:
        yield _("You have joined this round already: open the page anew and go on.")
    if not officer:
        yield _("Only officers who hold a post join a round of training.")


def reasons_not_to_end_training(*, opened: bool, reason: str) -> Reasons:
    if not opened:
        yield _("No round of training is open: there is nothing to end.")
    if not reason or len(reason) > LONGEST_REASON:
        yield _("Say why, in at most %(most)d letters.") % {"most": LONGEST_REASON}
