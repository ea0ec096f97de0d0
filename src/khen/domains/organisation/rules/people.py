"""What must hold in the register of people, their posts and their passwords. Values in, reasons out."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from khen.atoms.lineage import Span
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.terms import Role
from khen.domains.organisation.rules.governors import reasons_about_ungoverned
from khen.domains.organisation.rules.names import (
    Reasons,
    holds,
    lasts_until,
    reasons_about_day,
    reasons_about_email,
    reasons_about_full_name,
    reasons_about_username,
)
from khen.domains.organisation.terms.doors import Failed

LONGEST_PASSWORD = 128
LONGEST_REASON = 500


def reasons_not_to_register(*, username: str, full_name: str, email: str, taken: bool, borne: bool) -> Reasons:
    """The account of one person, never shared (Decree 85/2016 on securing information systems by level)."""
    yield from reasons_about_username(username)
    if taken:
        yield _("The user name %(username)s is already in use.") % {"username": username[:60]}
    yield from _reasons_about_person(full_name, email, borne)


def reasons_not_to_correct(*, full_name: str, email: str, changed: bool, borne: bool) -> Reasons:
    """What is put right was wrong before."""
    if not changed:
        yield _("Nothing is different from before.")
    yield from _reasons_about_person(full_name, email, borne)


def reasons_not_to_govern_person(*, posts: int, within_reach: bool) -> Reasons:
    """Only who governs everything that the person reaches, now or later; whoever holds no post belongs to nobody."""
    if not posts:
        yield _("Give this person a post first.")
    if not within_reach:
        yield _("This person holds posts outside your reach.")


def _reasons_about_person(full_name: str, email: str, borne: bool) -> Reasons:
    yield from reasons_about_email(email, borne=borne)
    yield from reasons_about_full_name(full_name)


def reasons_not_to_give_post(
    *, role: str, own: bool, within_reach: bool, overlapping: bool, body: Span, since: date, until: date | None, active: bool
) -> Reasons:
    """Nobody gives a post outside their reach, nor one to themselves."""
    if role not in Role.values:
        yield _("No such role: %(role)s.") % {"role": role[:40]}
    yield from reasons_not_to_give_posts(own=own, active=active)
    if not within_reach:
        yield _("That post would reach further than you may govern.")
    yield from reasons_about_day(since)
    if not holds(body, since):
        yield _("The body does not exist on that day.")
    if until is not None and until <= since:
        yield _("A post ends after it begins.")
    if overlapping:
        yield _("This person already holds that post in these days.")


def reasons_not_to_give_posts(*, own: bool, active: bool) -> Reasons:
    """Whatever the post."""
    if own:
        yield _("Nobody gives a post to themselves.")
    if not active:
        yield _("This person has left.")


def reasons_about_no_post(*, held: bool) -> Reasons:
    if not held:
        yield _("This person holds no post that you may end.")


DONE_TODAY = _("Something was done by it today: end it from %(day)s on. To keep the person out at once, close the account.")
DONE_SINCE = _("Something was done by it as late as %(last)s: end it from %(day)s on.")


def end_of_post(*, since: date, until: date, on: date) -> date:
    """The first day on which it counts no longer; one that has not begun by then counts on no day and ends on its first."""
    return max(since, until) if since > on else until


def reasons_not_to_end_post(
    *, since: date, ended: date | None, until: date, on: date, done: date | None, ungoverned: date | None
) -> Reasons:
    """On its first day, as if it had never been given, only until that day is over and while nothing rests on it; never on a day
    before something was `done` by it, which would then have been done without right. `ungoverned` from the day on which nobody
    would govern something that it reaches."""
    if until < since or until == since < on:
        yield _("A post ends after it begins.")
    elif done is not None:
        words = {"last": day_in_digits(done), "day": day_in_digits(done + timedelta(days=1))}
        yield (DONE_TODAY if done == on else DONE_SINCE) % words
    if ended == since:
        yield _("It is cancelled already.")
    elif ended is not None and ended <= until:
        yield lasts_until(ended)
    yield from reasons_about_ungoverned(ungoverned)


def reasons_not_to_issue_password(*, own: bool, active: bool, posts: int, within_reach: bool) -> Reasons:
    """Whoever sets a password can act as that person: so only who governs everything that the person reaches."""
    if own:
        yield _("Change your own password yourself.")
    yield from reasons_about_closed(active=active)
    yield from reasons_not_to_govern_person(posts=posts, within_reach=within_reach)


def reasons_not_to_change_password(*, own: bool, known: bool, old: str, new: str) -> Reasons:
    """`known` when the old password is right."""
    if not own:
        yield _("Everybody changes only their own password.")
    if not known:
        yield Failed(_("The old password is not right."))
    if new == old:
        yield _("The new password must differ from the old one.")
    if len(new) > LONGEST_PASSWORD:
        yield _("A password has at most %(longest)s letters.") % {"longest": LONGEST_PASSWORD}


def reasons_not_to_close_account(*, own: bool, active: bool, ungoverned: date | None, posts: int, within_reach: bool) -> Reasons:
    """Whoever leaves hands back the means to come in (Decree 85/2016 on securing information systems by level).

    `ungoverned` from the day on which nobody would govern something that they govern."""
    if own:
        yield _("Nobody closes their own account.")
    if not active:
        yield _("This account is closed already.")
    yield from reasons_about_ungoverned(ungoverned)
    yield from reasons_not_to_govern_person(posts=posts, within_reach=within_reach)


def reasons_not_to_reopen_account(*, own: bool, active: bool, posts: int, within_reach: bool) -> Reasons:
    if own:
        yield _("Nobody opens their own account.")
    if active:
        yield _("This account is open.")
    yield from reasons_not_to_govern_person(posts=posts, within_reach=within_reach)


def reasons_about_an_address_given_on(*, borne: bool) -> Reasons:
    """A closed account frees its e-mail address."""
    if borne:
        yield _("The e-mail address of this account is somebody else's by now: correct it, then open the account.")


def reasons_about_closed(*, active: bool) -> Reasons:
    """Nothing by which somebody comes in is handed to whoever has left."""
    if not active:
        yield _("This account is closed; open it first.")


def reasons_about_reason(reason: str) -> Reasons:
    if not reason or len(reason) > LONGEST_REASON:
        yield _("Say why, in at most %(longest)s letters.") % {"longest": LONGEST_REASON}
