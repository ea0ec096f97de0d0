"""Who is away, and who looks after their work. Values in, reasons out.

The house's own policy: whoever is away names somebody of the same body; what that person is shown they may do only by posts of
their own or by a delegation (rules/delegations.py)."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits
from khen.domains.organisation.rules.names import Reasons, reasons_about_day
from khen.domains.organisation.terms.limits import Limits


def reasons_not_to_announce(*, own: bool, governed: bool, active: bool, held: bool, again: bool) -> Reasons:
    """`own` when the person says so of themself, `governed` when whoever says so governs the body; `held` when the person holds
    a post there over all these days; `again` when they are away in these days already."""
    if not own and not governed:
        yield _("This lies outside what you may govern.")
    if not active:
        yield _("This person has left.")
    if not held:
        yield _("The person who is away holds no post at that body in these days.")
    if again:
        yield _("This leave overlaps one that was announced before; end that one first.")


def reasons_about_deputy(*, oneself: bool, active: bool, held: bool, away: bool) -> Reasons:
    """`held` when the deputy holds a post of their own at the same body over all these days; `away` when not there either."""
    if oneself:
        yield _("Nobody looks after their own work while they are away; name somebody else.")
    if not active:
        yield _("Whoever is to look after the work has left.")
    if not held:
        yield _("Whoever is to look after the work holds no post of their own at that body in these days.")
    if away:
        yield _("Whoever is to look after the work is away in these days too.")


def reasons_not_to_change_deputy(*, governed: bool, over: bool) -> Reasons:
    if not governed:
        yield _("This lies outside what you may govern.")
    if over:
        yield _("This leave is over already.")


def reasons_about_leave(*, since: date, until: date, on: date, limits: Limits) -> Reasons:
    yield from reasons_about_day(since)
    if until <= since:
        yield _("The first day back lies after the first day of the leave.")
    if since < on:
        yield _("A leave is announced for today or a later day.")
    yield from reasons_about_far_days(since=since, until=until, on=on, limits=limits)


def reasons_about_far_days(*, since: date, until: date, on: date, limits: Limits) -> Reasons:
    """Of a leave, and of acting in another's place: `limits` are those of the day `on`, rows with their source."""
    if limits.ahead is not None and since > on + timedelta(days=limits.ahead):
        yield _("%(day)s lies more than %(days)d days ahead: check the year, or say so nearer to the time.") % {
            "day": day_in_digits(since),
            "days": limits.ahead,
        }
    elif limits.length is not None and until > since + timedelta(days=limits.length):
        yield _("That is more than %(days)d days: end on %(day)s at the latest, and announce the rest once it has begun.") % {
            "days": limits.length,
            "day": day_in_digits(since + timedelta(days=limits.length)),
        }


def reasons_not_to_end_leave(*, concerned: bool, since: date, until: date, ended: date, on: date) -> Reasons:
    """Back on `until`: earlier than was said. Before its first day it is called off by the same act."""
    if not concerned:
        yield _("Only whoever is away or their administrator ends a leave.")
    if ended <= max(since, on):
        yield _("This leave is over already.")
    elif until < max(since, on):
        yield _("The first day back is today or later, and no earlier than the leave began.")
    elif until >= ended:
        yield _("The first day back must lie before the one that was announced.")
