"""Letters and rings on their way: marked before they are handed over, each try a row, what became of it written down afterwards.

Between the two no transaction is open. Whoever dies there leaves a parcel of which nobody knows whether it arrived: it stays
that and is never sent again."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Q

from khen.atoms import clock
from khen.egress import rules
from khen.egress.invitations import CUT_OFF, DEAD
from khen.egress.leases import STATES
from khen.egress.terms import Outcome, Result, State
from khen.egress.turns import cut_off, due
from khen.tidings.models import Parcel, ParcelTry, Receiver
from khen.tidings.terms import Road

T = TypeVar("T")
STALE = {Road.MAIL: (rules.GIVES_UP_AFTER, rules.ENOUGH), Road.PUSH: (timedelta(hours=12), 0)}
"""After so long and so many tries nothing is tried any more; what rings too late says nothing."""


def give_up_on_the_dead(now: datetime) -> int:
    """Whatever was begun too long ago was cut off. Returns how many."""
    over = {"state": State.UNKNOWN, "detail": CUT_OFF, "moved_at": now}
    with transaction.atomic():
        found = list(Parcel.objects.filter(cut_off(now, DEAD), state=State.ATTEMPTING).values_list("pk", flat=True))
        open_ones = ParcelTry.objects.filter(parcel__in=found, outcome=Outcome.OPEN)
        if found:
            open_ones.update(outcome=Outcome.UNKNOWN, detail=CUT_OFF, ended_at=now)
        return Parcel.objects.filter(pk__in=found, state=State.ATTEMPTING).update(**over) if found else 0


def send_next(road: Road, which: Q, *, write: Callable[[Parcel], T | None], hand_over: Callable[[T], Result]) -> int:
    """Hand over the next parcel of this road and of `which` that is due. What it says is asked for now, not when it was made:
    `write` gives None where there is nothing to say any more. Returns how much was done, 0 when idle."""
    now = clock.now()
    waiting = Parcel.objects.filter(due(now), which, road=road, state=State.PENDING).select_related("person", "receiver")
    parcel = waiting.order_by("not_before", "pk").first()
    if parcel is None:
        return 0
    if begun := _begin(parcel, now, write):
        _record(parcel, begun[0], hand_over(begun[1]))
    return 1


def _begin(parcel: Parcel, now: datetime, write: Callable[[Parcel], T | None]) -> tuple[ParcelTry, T] | None:
    """Mark it as being sent, committed before anything is; None when another worker was faster or there is nothing to say. What
    it says is asked for in the same transaction: until then more may join it, from then on nothing."""
    with transaction.atomic():
        mine = Parcel.objects.filter(pk=parcel.pk, state=State.PENDING)
        if not mine.update(moved_at=now):
            return None
        said = write(parcel)
        if said is None:
            mine.update(state=State.CANCELLED)
            return None
        mine.update(state=State.ATTEMPTING, tries=parcel.tries + 1)
        return ParcelTry.objects.create(parcel=parcel, began_at=now, outcome=Outcome.OPEN), said


def _record(parcel: Parcel, taken: ParcelTry, result: Result) -> None:
    now, detail = clock.now(), result.detail
    state = STATES.get(result.outcome, State.PENDING)
    again = rules.next_try(parcel.tries + 1, now)
    span, tries = STALE[Road(parcel.road)]
    if state == State.PENDING and again >= parcel.made_at + span and parcel.tries + 1 >= tries:
        state = State.REFUSED
    with transaction.atomic():
        moved = {"state": state, "detail": detail, "moved_at": now, "not_before": again}
        Parcel.objects.filter(pk=parcel.pk, state=State.ATTEMPTING).update(**moved)
        ParcelTry.objects.filter(pk=taken.pk).update(outcome=result.outcome, detail=detail, ended_at=now)
        if result.of_all:  # the others wait with it
            waiting = Parcel.objects.filter(road=parcel.road, state=State.PENDING, not_before__lt=again)
            waiting.update(not_before=again, detail=detail)
        if result.bounced and parcel.receiver_id:
            Receiver.objects.filter(pk=parcel.receiver_id).delete()
