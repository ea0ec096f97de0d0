"""Forms of people who are signed in, refused for want of right, are counted by person, day, act and kind.

Not in the journal: whoever hammers would make its length, and its lock, theirs (measurements in volume do not enter it). What is
kept here is bounded, and once a row is full nothing is written any more. It is written when the answer is decided, in a short
transaction of its own; where that fails the answer stays as it is."""

import logging
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse

from khen.atoms import clock
from khen.bodies.models import Person
from khen.domains.organisation.models import Rebuff
from khen.domains.organisation.rules.rebuffs import KEPT, MOST_ROWS, MOST_TIMES, refused
from khen.domains.organisation.terms.rebuffs import Refused
from khen.web.gate import DESK

LOG = logging.getLogger(__name__)


class Rebuffs:
    """Stands behind every gate of the back office: what these turn away, and forms without their mark, never come to it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.answer(request)
        if request.__dict__.get("came_through"):
            noted(request, answer)
        return answer

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        match = request.resolver_match
        at_a_counter = match is not None and match.route.startswith(DESK) and bool(match.namespaces)
        request.__dict__["came_through"] = request.method == "POST" and at_a_counter


def noted(request: HttpRequest, answer: HttpResponse) -> None:
    """Count the answer where it is a refusal of somebody who is signed in."""
    match, person = request.resolver_match, request.user
    if match is None or not isinstance(person, Person):
        return
    shown: Any = getattr(answer, "context_data", None) or {}
    forged = bool(shown.get("unmet")) or getattr(shown.get("form"), "is_forged", False)
    if kind := refused(status=answer.status_code, of_a_record=bool(match.kwargs), forged=forged):
        note(person.pk, match.view_name, kind)


def note(person: int, act: str, kind: Refused) -> None:
    """Count one attempt; never in the way of the answer."""
    try:
        count(person, act, kind, on=clock.today(), at=clock.now())
    except DatabaseError:
        LOG.exception("A refused attempt was not written down: %s, %s", act, kind)


def count(person: int, act: str, kind: Refused, *, on: date, at: datetime) -> None:
    """One more in the row of the day, as far as rows go. What is full is only read."""
    mine = Rebuff.objects.filter(person=person, day=on)
    same = mine.filter(act=act, kind=kind)
    times = same.values_list("times", flat=True).first()
    if mine.count() >= MOST_ROWS if times is None else times >= MOST_TIMES:
        return
    with transaction.atomic():
        if times is None:
            Rebuff.objects.filter(day__lt=on - KEPT).delete()
            new = Rebuff(person_id=person, day=on, act=act, kind=kind, last=at)
            Rebuff.objects.bulk_create([new], ignore_conflicts=True)
        same.filter(times__lt=MOST_TIMES).update(times=F("times") + 1, last=at)
