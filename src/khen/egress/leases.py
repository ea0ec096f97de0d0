"""Working a chunk by a lease: claimed by one statement, fenced at every commit, taken over when its time is up."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_noop

from khen.atoms import clock
from khen.atoms.text import legible
from khen.egress import holders, rules, turns
from khen.egress.models import Attempt, Chunk, Delivery, Dispatch
from khen.egress.terms import LONGEST_DETAIL, UNANSWERED, ChannelKey, Course, Hold, Lease, Outcome, Result, State
from khen.egress.turns import DUE, Turn

STATES = {Outcome.ACCEPTED: State.ACCEPTED, Outcome.REFUSED: State.REFUSED, Outcome.UNKNOWN: State.UNKNOWN}


class LeaseLost(RuntimeError):
    """Another worker holds the chunk by now: nothing of what this one found may be written."""


def claim(*, seconds: int, channels: Collection[str] = tuple(ChannelKey), turn: Turn = Turn.ARRIVAL) -> Lease | None:
    """Take the chunk of these channels whose turn it is, for so many seconds; None when nothing is due.

    What its last holder left `attempting` becomes `unknown`."""
    now, token = clock.now(), holders.token()
    until = now + timedelta(seconds=seconds)
    moment, end = (connection.ops.adapt_datetimefield_value(one) for one in (now, until))
    due, asked = turns.next_one(turn, tuple(channels)), turns.asked(tuple(channels), now)
    with connection.cursor() as cursor:
        cursor.execute(due, asked)  # a plain read: an idle worker takes no lock
        if cursor.fetchone() is None:
            return None
        skip = "FOR UPDATE OF c SKIP LOCKED" if connection.vendor == "postgresql" else ""
        cursor.execute(
            f"""UPDATE egress_chunk AS c SET hold = 'leased', token = %s, lease_until = %s, attempts = attempts + 1
            WHERE c.id = ({due} {skip}) AND {DUE} RETURNING id, dispatch_id, lo, hi, attempts""",
            [token, end, *asked, moment, moment],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    chunk, dispatch, lo, hi, attempts = row
    lease = Lease(chunk=chunk, dispatch=dispatch, lo=lo, hi=hi, attempts=attempts, token=token, seconds=seconds, taken_at=now)
    _take_over(lease)
    return lease


def call_back() -> int:
    """What was put off or held while the clock ran ahead is due at once when it is right again; what waits for the first day of
    its window is not, nor what somebody still works at. Returns how many chunks. One query where there are none."""
    now = clock.now()
    late, over, today = now + rules.LONGEST_WAIT, now - timedelta(microseconds=1), now.astimezone(clock.VIETNAM).date()
    put_off = Q(hold=Hold.FREE, not_before__gt=late, dispatch__since__lte=today) & ~Q(dispatch__course=Course.SCHEDULED)
    told = Chunk.objects.filter(put_off | Q(hold=Hold.LEASED, lease_until__gt=late))
    found = [row for row in told.values_list("pk", "dispatch", "token") if not holders.lives(row[2])]
    if found:
        chunks = Chunk.objects.filter(pk__in=[chunk for chunk, _dispatch, _token in found])
        chunks.filter(hold=Hold.FREE, not_before__gt=late).update(not_before=now)
        chunks.filter(hold=Hold.LEASED, lease_until__gt=late).update(lease_until=over)
        Dispatch.objects.filter(pk__in=[one for _chunk, one, _token in found], next_try__gt=late).update(next_try=now)
    return len(found)


def end_those_of_the_dead() -> int:
    """Let go at once of what processes of this machine held when they were killed. Returns how many chunks are due by that."""
    ended, over = 0, clock.now() - timedelta(microseconds=1)
    for pk, token in Chunk.objects.filter(hold=Hold.LEASED, lease_until__gt=over).values_list("pk", "token"):
        if holders.is_dead(token):
            ended += Chunk.objects.filter(pk=pk, token=token, hold=Hold.LEASED).update(lease_until=over)
    return ended


def _take_over(lease: Lease) -> None:
    """The dispatch has its turn. Nobody knows what became of letters whose sender died between DATA and the reply."""
    said = gettext_noop("the sender stopped before the reply was written down")
    with transaction.atomic():
        fence(lease)
        Dispatch.objects.filter(pk=lease.dispatch).update(served_at=lease.taken_at)
        Dispatch.objects.filter(pk=lease.dispatch, course=Course.SCHEDULED).update(course=Course.GOING, next_try=None)
        _leave_unknown(lease, said)


def _leave_unknown(lease: Lease, said: str) -> None:
    """Of what is under way nobody will know whether it arrived."""
    left = list(rows(lease).filter(state=State.ATTEMPTING).values_list("pk", flat=True))
    if left:
        now = clock.now()
        Delivery.objects.filter(pk__in=left).update(state=State.UNKNOWN, detail=said, moved_at=now)
        open_ones = Attempt.objects.filter(delivery__in=left, outcome=Outcome.OPEN)
        open_ones.update(outcome=Outcome.UNKNOWN, detail=said, ended_at=now)


def fence(lease: Lease) -> None:
    """Hold the chunk for as long again, as the first statement of a transaction. Raises LeaseLost."""
    until = clock.now() + timedelta(seconds=lease.seconds)
    held = Chunk.objects.filter(pk=lease.chunk, token=lease.token, hold=Hold.LEASED).update(lease_until=until)
    if held != 1:
        raise LeaseLost(f"chunk {lease.chunk} is held by somebody else")


def rows(lease: Lease) -> QuerySet[Delivery]:
    """The chunk's deliveries."""
    return Delivery.objects.filter(dispatch=lease.dispatch, position__gte=lease.lo, position__lt=lease.hi)


def waiting(lease: Lease, *, after: int) -> int:
    """How many deliveries of the chunk beyond this position still wait."""
    return rows(lease).filter(state=State.PENDING, position__gt=after).count()


def cancel(lease: Lease, *, but: QuerySet[Delivery, str] | None = None) -> None:
    """Nothing of the chunk that still waits is sent any more, but for those addresses."""
    waits = rows(lease).filter(state=State.PENDING)
    waits = waits if but is None else waits.exclude(subscriber__folded__in=but)
    waits.update(state=State.CANCELLED, moved_at=clock.now())


def begin(lease: Lease, *, window: int, after: int = 0) -> list[Delivery]:
    """Mark the next pending deliveries as being attempted, each with an open attempt; committed before anything is sent."""
    with transaction.atomic():
        fence(lease)
        pending = rows(lease).filter(state=State.PENDING, position__gt=after).order_by("position")
        taken = list(pending.select_related("subscriber__outlet").select_for_update(of=("self",))[:window])
        now = clock.now()
        Delivery.objects.filter(pk__in=[one.pk for one in taken]).update(state=State.ATTEMPTING, moved_at=now)
        Attempt.objects.bulk_create(
            Attempt(dispatch_id=lease.dispatch, delivery=one, token=lease.token, began_at=now, outcome=Outcome.OPEN)
            for one in taken
        )
    return taken


def record(lease: Lease, taken: Sequence[Delivery], results: Sequence[Result]) -> None:
    """Write down what became of a window; one transaction. Raises LeaseLost."""
    now = clock.now()
    with transaction.atomic():
        fence(lease)
        tries = {one.delivery_id: one for one in Attempt.objects.filter(token=lease.token, outcome=Outcome.OPEN)}
        for delivery, result in zip(taken, results, strict=True):
            delivery.state = STATES.get(result.outcome, State.PENDING)
            delivery.detail, delivery.moved_at = result.detail, now
            attempt = tries[delivery.pk]
            attempt.outcome, attempt.detail, attempt.ended_at = result.outcome, result.detail, now
        Delivery.objects.bulk_update(taken, ["state", "detail", "moved_at"])
        Attempt.objects.bulk_update(list(tries.values()), ["outcome", "detail", "ended_at"])
        if any(one.outcome != Outcome.DEFERRED for one in results):
            Chunk.objects.filter(pk=lease.chunk).update(attempts=1)


def put_off(lease: Lease, *, because: str, tried: Outcome | None = None, of_all: bool = False) -> None:
    """Give the chunk back until the next try, and say on the dispatch why it waits; too late for another, it ends refused.

    `tried` is what came of the chunk as a whole, for a row of its own. `of_all`: the dispatch's other chunks would fare no
    better, and wait or end with it."""
    now, because = clock.now(), legible(because, LONGEST_DETAIL)
    with transaction.atomic():
        fence(lease)
        dispatch = Dispatch.objects.get(pk=lease.dispatch)
        if tried:
            _tried(lease, tried, because)
        others = Chunk.objects.filter(dispatch=lease.dispatch, hold=Hold.FREE) if of_all else Chunk.objects.none()
        if rules.is_late(max(dispatch.frozen_at, clock.midnight(dispatch.since)), now) and _tries(lease) >= rules.ENOUGH:
            _refuse_all(lease, others, because)
            return
        again = rules.next_try(lease.attempts, now)
        Chunk.objects.filter(pk=lease.chunk).update(hold=Hold.FREE, token="", lease_until=None, not_before=again)
        others.filter(not_before__lt=again).update(not_before=again)
        waits = {"course": Course.WAITING, "held_because": because, "next_try": again}
        Dispatch.objects.filter(pk=dispatch.pk).update(**waits)


def _tries(lease: Lease) -> int:
    """How often the chunk, or the dispatch as a whole, was tried in vain."""
    mine = Q(delivery=None) | Q(delivery__position__gte=lease.lo, delivery__position__lt=lease.hi)
    tried = Attempt.objects.filter(mine, dispatch=lease.dispatch, outcome__in=UNANSWERED)
    return tried.order_by().values("token").distinct().count()


def _refuse_all(lease: Lease, others: QuerySet[Chunk], because: str) -> None:
    """What waits in the chunk and in those others ends refused, and they with it."""
    ended = [one.pk for one in others.select_for_update()]
    theirs = Chunk.objects.filter(pk__in=ended, lo__lte=OuterRef("position"), hi__gt=OuterRef("position"))
    whole = Delivery.objects.filter(Exists(theirs), dispatch=lease.dispatch)
    for rest in (rows(lease), whole):
        rest.filter(state=State.PENDING).update(state=State.REFUSED, detail=because, moved_at=clock.now())
    Chunk.objects.filter(pk__in=ended).update(hold=Hold.DONE, attempts=0)
    finish(lease)


def break_off(lease: Lease, *, because: str, over: bool) -> None:
    """Something that nobody foresaw stopped the work: it is tried again later, or not any more when the text is taken back."""
    because = legible(because, LONGEST_DETAIL)
    with transaction.atomic():
        fence(lease)
        _leave_unknown(lease, because)
        if not over:
            put_off(lease, because=because, tried=Outcome.BROKEN)
            return
        _tried(lease, Outcome.BROKEN, because)
        cancel(lease)
        finish(lease)


def _tried(lease: Lease, outcome: Outcome, detail: str) -> None:
    """A row for an attempt at the chunk as a whole."""
    said = {"outcome": outcome, "detail": detail, "began_at": lease.taken_at, "ended_at": clock.now()}
    Attempt.objects.create(dispatch_id=lease.dispatch, token=lease.token, **said)


def hand_back(lease: Lease) -> None:
    """Let go of a chunk with letters left in it, behind others that are due by now. Raises LeaseLost."""
    with transaction.atomic():
        fence(lease)
        free = {"hold": Hold.FREE, "token": "", "lease_until": None, "attempts": 0, "not_before": clock.now()}
        Chunk.objects.filter(pk=lease.chunk).update(**free)


def finish(lease: Lease) -> None:
    """The chunk is done; with the last one the dispatch ends. Raises LeaseLost."""
    with transaction.atomic():
        fence(lease)
        Chunk.objects.filter(pk=lease.chunk).update(hold=Hold.DONE, token="", lease_until=None, attempts=0)
        Dispatch.objects.select_for_update().get(pk=lease.dispatch)
        left = Chunk.objects.filter(dispatch=lease.dispatch).exclude(hold=Hold.DONE)
        waits = left.filter(not_before__gt=clock.now()).exists()
        course = Course.WAITING if waits else Course.GOING if left.exists() else Course.ENDED
        row = {"course": course} if waits else {"course": course, "held_because": "", "next_try": None}
        Dispatch.objects.filter(pk=lease.dispatch).update(**row)


def settle(lease: Lease, result: Result, refused: Mapping[str, str] | None = None) -> None:
    """Every pending delivery of the chunk ends alike, but for the addresses that refused it, each with its reason; and the chunk
    with them. Inside the caller's transaction."""
    now, against = clock.now(), refused or {}
    taken = list(rows(lease).filter(state=State.PENDING).select_for_update())
    ends = [Result(outcome=Outcome.REFUSED, detail=against[one.address]) if one.address in against else result for one in taken]
    Attempt.objects.bulk_create(
        Attempt(
            dispatch_id=lease.dispatch,
            delivery=one,
            token=lease.token,
            began_at=lease.taken_at,
            ended_at=now,
            outcome=end.outcome,
            detail=end.detail,
        )
        for one, end in zip(taken, ends, strict=True)
    )
    for one, end in zip(taken, ends, strict=True):
        one.state, one.detail, one.moved_at = STATES[end.outcome], end.detail, now
    Delivery.objects.bulk_update(taken, ["state", "detail", "moved_at"], batch_size=2000)
    finish(lease)
