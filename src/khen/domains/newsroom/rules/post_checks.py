"""Post-check: what goes out at once is checked within so many working days by an approver who has no hand in it.

Ordinary news by a named author, only where the body's regulations say so; and every correction, as wrong text must not stand.
Everything else takes the usual road, and two people stand behind each text."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from khen.domains.newsroom.rules.texts import LONGEST_REASON, reasons_about_marks
from khen.domains.newsroom.terms import Klass, Origin, Standing
from khen.domains.newsroom.terms.post_checks import Verdict

Reasons = Iterator[object]

MOST_DAYS = 30  # working days
DAYS_OF_A_CORRECTION = 2  # working days, where no regulation says otherwise


def days_to_check(regulated: int | None) -> int:
    """Working days for a check: those of the regulation under which the text went out, else those of a correction."""
    return regulated or DAYS_OF_A_CORRECTION


def is_ordinary(*, klass: str, origin: str) -> bool:
    """News of our own; neither pressing nor paid for nor somebody else's."""
    return klass == Klass.NEWS and origin == Origin.OWN


def reasons_not_to_publish_unapproved(*, standing: str, klass: str, origin: str, regulated: bool, writes: bool) -> Reasons:
    """`regulated`: the body's regulations name this author on that day; `writes`: the publisher had a hand in the text."""
    if not regulated:
        yield _("The regulations of this body do not let texts of this author out before approval.")
    elif not is_ordinary(klass=klass, origin=origin):
        yield _("Only ordinary news of our own goes out before approval.")
    if standing != Standing.SUBMITTED:
        yield _("Only a submitted text goes out before approval.")
    if writes:
        yield _("Nobody publishes a text of their own before somebody has approved it.")


def reasons_to_keep_ordinary(*, unapproved: bool, klass: str, origin: str) -> Reasons:
    """What went out before approval stays ordinary news of our own, whatever is corrected in it."""
    if unapproved and not is_ordinary(klass=klass, origin=origin):
        yield _("This text went out before approval; it can only stay ordinary news of our own.")


def reasons_not_to_post_check(*, unapproved: bool, checked: bool, own: bool) -> Reasons:
    """`unapproved`: some version went out so; `checked`: each of them is checked; `own`: the checker wrote it or let it out."""
    if not unapproved:
        yield _("Nothing of this text went out before approval; there is nothing to check afterwards.")
    elif checked:
        yield _("This text has been checked.")
    if own:
        yield _("Nobody checks a text that they wrote, corrected or published themselves.")


def reasons_about_verdict(*, verdict: str, reason: str) -> Reasons:
    if verdict not in Verdict.values:
        yield _("Choose what the check found.")
    if verdict in {Verdict.REMINDED, Verdict.REMOVED} and not reason:
        yield _("Give the reason.")
    if len(reason) > LONGEST_REASON:
        yield _("The reason is longer than %(most)d characters.") % {"most": LONGEST_REASON}
    yield from reasons_about_marks(reason)


def reasons_about_scope(*, author: bool, writes_there: bool, days: int | None) -> Reasons:
    """What a regulation on post-checks has to name: an author of the body, and working days."""
    if not author:
        yield _("Name the author whose news may go out.")
    elif not writes_there:
        yield _("That person does not write for this body.")
    if days is None or not 1 <= days <= MOST_DAYS:
        yield _("The check takes 1 to %(most)d working days.") % {"most": MOST_DAYS}
