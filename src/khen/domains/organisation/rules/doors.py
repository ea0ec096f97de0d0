"""When the door stays locked for a name after wrong passwords. Pure arithmetic; the numbers stand in settings/entrance.py.

A name is locked at once place by place: an attacker elsewhere keeps nobody out of their office. Failures from many places at
once lock it everywhere, shortly, and not for browsers in which its owner has signed in before: so an attack on a name keeps its
owner out of no place where they usually work."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from khen.domains.organisation.rules.names import Reasons
from khen.domains.organisation.rules.people import reasons_not_to_govern_person
from khen.domains.organisation.terms.doors import Tried


def locked_at(tried: Tried, *, limit: int, wait: timedelta) -> datetime | None:
    """Until when the name is locked at this place, at the latest; no try while it is locked lengthens that."""
    return tried.last + wait if tried.times >= limit else None


def locked_elsewhere(tries: Sequence[Tried], *, limit: int, wait: timedelta) -> datetime | None:
    """Until when the name is locked for browsers that are new to its owner, after failures from so many places."""
    return max(tried.last for tried in tries) + wait if len(tries) >= limit else None


def reasons_not_to_unlock(*, failures: int, posts: int, within_reach: bool) -> Reasons:
    """Whoever answers for an account may open its door again."""
    if not failures:
        yield _("There are no failed tries to forget: the door is open.")
    yield from reasons_not_to_govern_person(posts=posts, within_reach=within_reach)
