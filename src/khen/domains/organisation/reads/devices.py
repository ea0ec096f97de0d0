"""Where somebody is signed in."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import QuerySet

from khen.bodies.models import Person
from khen.domains.organisation import rules
from khen.domains.organisation.models import Device
from khen.domains.organisation.reads import reached


def open_sessions(person: Person, at: datetime) -> QuerySet[Device]:
    """The browsers in which a person is signed in at this moment, the one used last first. One query."""
    return Device.objects.filter(person=person, session__expire_date__gt=at).order_by("-last_used", "-pk")


def against_ending_sessions(record: Person, person: Person, day: date) -> Iterator[object]:
    held = reached.to_answer_for(record, person, day)
    return rules.reasons_not_to_end_sessions(
        own=record == person,
        open_ones=Device.objects.filter(person=record).exclude(session=None).count(),
        posts=len(held.posts),
        within_reach=held.within_reach,
    )


def is_known(username: str, digest: str) -> bool:
    """Has the person of this name signed in before by the browser that keeps the word of this digest? One query."""
    return Device.objects.filter(person__username=username, digest=digest).exists()
