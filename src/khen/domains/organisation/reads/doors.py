"""Failed tries to sign in lately: how the door stands for a name, and whose names were tried."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from axes.helpers import get_cool_off
from axes.models import AccessFailureLog
from django.conf import settings
from django.db.models import Count, Max, Min, OuterRef, QuerySet, Subquery, Sum

from khen.atoms import clock
from khen.bodies.models import Person
from khen.domains.organisation import rules, terms
from khen.domains.organisation.models import counting_failures
from khen.domains.organisation.reads import reached

SHOWN_FOR = timedelta(days=7)  # a failure stands on the list


def tried(username: str, at: datetime) -> list[terms.Tried]:
    """The failures of a name that still count, place by place, the latest first. One query."""
    rows = counting_failures(at).filter(username=username).values("ip_address")
    found = rows.annotate(times=Sum("failures_since_start"), last=Max("attempt_time")).order_by("-last")
    return [terms.Tried(address=row["ip_address"] or "", times=row["times"], last=row["last"]) for row in found]


def locked_elsewhere(tries: Sequence[terms.Tried], at: datetime) -> datetime | None:
    """Until when a name is locked for browsers that are new to its owner; None while it is not."""
    wait = timedelta(minutes=settings.NAME_LOCK_MINUTES)
    until = rules.locked_elsewhere(tries, limit=settings.NAME_ADDRESS_LIMIT, wait=wait)
    return until if until and until > at else None


def door(username: str, at: datetime) -> terms.Door:
    """How the door stands for a name at this moment. One query."""
    tries, wait, limit = tried(username, at), get_cool_off() or timedelta(), settings.AXES_FAILURE_LIMIT
    places = tuple((one, rules.locked_at(one, limit=limit, wait=wait)) for one in tries)
    return terms.Door(places=places, elsewhere=locked_elsewhere(tries, at))


def failing(people: QuerySet[Person], at: datetime) -> QuerySet[Person]:
    """Those whose names were tried with wrong passwords in the last days: how many `failures` at how many `places`, from
    `first` to `last`, `whence` last; and when they locked the door at a place (`shut`) or everywhere (`spread`)."""
    failures = AccessFailureLog.objects.filter(username=OuterRef("username"), attempt_time__gte=at - SHOWN_FOR).order_by()
    told: dict[str, Any] = {"failures": Count("pk"), "places": Count("ip_address", distinct=True)}
    told |= {"first": Min("attempt_time"), "last": Max("attempt_time")}
    shown = {name: Subquery(failures.values("username").annotate(n=count).values("n")) for name, count in told.items()}
    shown["whence"] = Subquery(failures.order_by("-attempt_time", "-pk").values("ip_address")[:1])
    counting = counting_failures(at).filter(username=OuterRef("username"))
    latest, places = Max("attempt_time"), Count("ip_address", distinct=True)
    at_place = counting.values("ip_address").annotate(n=Sum("failures_since_start"), at=latest)
    anywhere = counting.values("username").annotate(n=places, at=latest)
    shown["shut"] = Subquery(at_place.filter(n__gte=settings.AXES_FAILURE_LIMIT).order_by("-at").values("at")[:1])
    shown["spread"] = Subquery(anywhere.filter(n__gte=settings.NAME_ADDRESS_LIMIT).values("at"))
    annotated: Any = people.annotate(**shown)
    found: QuerySet[Person] = annotated.filter(failures__gt=0)
    return found


def locked_until(row: Any, at: datetime) -> datetime | None:
    """When the last lock of one of the `failing` ends; None while their door is open. No query."""
    locks = ((row.shut, get_cool_off() or timedelta()), (row.spread, timedelta(minutes=settings.NAME_LOCK_MINUTES)))
    return max((since + wait for since, wait in locks if since and since + wait > at), default=None)


def against_unlocking(record: Person, person: Person, day: date) -> Iterator[object]:
    held = reached.to_answer_for(record, person, day)
    return rules.reasons_not_to_unlock(
        failures=len(tried(record.username, clock.now())),
        posts=len(held.posts),
        within_reach=held.within_reach,
    )
