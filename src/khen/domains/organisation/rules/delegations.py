"""Who may act in another's place. Values in, reasons out.

The house's own policy: who stands in is named in writing and for certain days, with no wider power than the post gives, passes it
on to nobody, and the power to give posts is never handed on by its holder alone."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from khen.atoms.lineage import Span
from khen.atoms.vietnamese import day_in_digits
from khen.domains.organisation.rules.leaves import reasons_about_far_days
from khen.domains.organisation.rules.names import Reasons, lasts_until, reasons_about_day
from khen.domains.organisation.terms.limits import Limits


def reasons_not_to_delegate(
    *, own: bool, governed: bool, governs: bool, of_deputy: bool, delegated: bool, active: bool, again: bool, to_oneself: bool
) -> Reasons:
    """`own` when the holder names the deputy, `governed` when who names them governs all that the post reaches; `governs` when
    the post is an administrator's; `of_deputy` when the deputy is its holder; `again` when somebody acts for it already."""
    if not own and not governed:
        yield _("This lies outside what you may govern.")
    if governs and not governed or governs and own:
        yield _("An administrator's post is delegated by another administrator, not by its holder alone.")
    if of_deputy:
        yield _("Nobody acts in their own place.")
    if to_oneself and not own:
        yield _("Nobody gives a post to themselves.")
    if delegated:
        yield _("A post that is held in another's place is not passed on.")
    if not active:
        yield _("One of the two has left.")
    if again:
        yield _("Somebody acts for this post in these days already.")


def reasons_about_stand_in(*, of_body: bool) -> Reasons:
    """`of_body` when the deputy holds a post of their own at the same body over all these days."""
    if not of_body:
        yield _("Whoever acts for it must hold a post of their own at the same body in all these days.")


def reasons_about_days(*, post: Span, since: date, until: date, on: date, limits: Limits) -> Reasons:
    """Nobody delegates more than they have: the days lie within the post's."""
    yield from reasons_about_day(since)
    if until <= since:
        yield _("A post ends after it begins.")
    if since < on:
        yield _("A delegation begins today at the earliest.")
    yield from reasons_about_far_days(since=since, until=until, on=on, limits=limits)
    if since < post[0] or (post[1] is not None and until > post[1]):
        yield _("The post itself does not last over all these days.")


def earliest_end(*, since: date, on: date, done: date | None = None) -> date:
    """The first day on which it can count no more: posts hold for whole days, and it was there on its first one, and on the last
    on which something was done by it."""
    return max(on, (done or since) + timedelta(days=1))


def reasons_not_to_cancel_delegation(*, concerned: bool, since: date, until: date | None, on: date) -> Reasons:
    """Before it begins, by the holder, the deputy, or who governs."""
    if not concerned:
        yield _("Only the two concerned or their administrator end a delegation.")
    if until == since:
        yield _("It is cancelled already.")
    elif since <= on and until is not None and until <= earliest_end(since=since, on=on):
        yield lasts_until(until)
    elif since <= on:
        yield _("It has begun; it can be ended early instead.")


def reasons_not_to_end_delegation(
    *, concerned: bool, until: date, since: date, ended: date, on: date, done: date | None = None
) -> Reasons:
    """Ended early by the holder, the deputy, or who governs; `done` is the last day on which something was done by it."""
    earliest = earliest_end(since=since, on=on, done=done)
    if not concerned:
        yield _("Only the two concerned or their administrator end a delegation.")
    if ended == since:
        yield _("It is cancelled already.")
    elif ended <= max(until, earliest):
        yield lasts_until(ended)
    elif until < earliest:
        yield _("It counts for whole days: the first day on which it no longer counts is %(day)s at the earliest.") % {
            "day": day_in_digits(earliest)
        }
