"""Who is next: emergencies, then a fresh letter, then whoever has waited longest; nothing waits for ever."""

from datetime import timedelta
from itertools import cycle, islice
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khen.atoms import clock
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.tests.makers import DAY
from khen.egress import freeze, leases, run
from khen.egress.channels import email
from khen.egress.models import Chunk, Delivery, Dispatch
from khen.egress.terms import Hold, Lease, State
from khen.egress.tests.makers import Desk, Server
from khen.egress.turns import Turn, asked, next_one

pytestmark = pytest.mark.django_db
TURNS = (Turn.NEWEST, Turn.LONGEST)
ROUNDS = 60


def mailed(desk: Desk, number: int, klass: str = "news") -> Dispatch:
    """A letter to every subscriber, frozen."""
    desk.mailed(title=f"Bản tin số {number}", klass=klass)
    freeze.follow()
    return Dispatch.objects.latest("pk")


def taken(turn: Turn) -> Lease:
    lease = leases.claim(seconds=60, channels=run.LETTERS, turn=turn)
    assert lease is not None
    return lease


def order() -> list[int]:
    """The dispatches in the order of their turns, until nothing is left; each turn works off a whole chunk."""
    found: list[int] = []
    for turn in cycle(TURNS):
        lease = leases.claim(seconds=60, channels=run.LETTERS, turn=turn)
        if lease is None:
            return found
        leases.finish(lease)
        found.append(lease.dispatch)
    return found


def test_a_fresh_letter_does_not_wait_for_those_before_it() -> None:
    desk = Desk()
    desk.subscribers(1)
    old = [mailed(desk, number).pk for number in range(6)]
    leases.finish(taken(Turn.NEWEST))
    fresh = mailed(desk, 7).pk
    assert order()[:2] in ([fresh, old[0]], [old[0], fresh])


def test_emergencies_go_before_everything_else_in_any_turn() -> None:
    desk = Desk()
    desk.subscribers(1)
    plain = [mailed(desk, number).pk for number in range(3)]
    urgent = {mailed(desk, number, "emergency").pk for number in range(3)}
    mailed(desk, 7)
    assert set(order()[:3]) == urgent and not urgent & set(plain)


def test_a_withdrawal_does_not_wait_until_each_chunk_of_the_old_text_has_had_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freeze, "CHUNK", 2)
    desk = Desk()
    desk.subscribers(12)
    for number in range(3):
        mailed(desk, number)
    bulletin = desk.mailed(title="Tin nhầm số liệu")
    freeze.follow()
    old = Dispatch.objects.latest("pk")
    begun = taken(Turn.NEWEST)
    assert begun.dispatch == old.pk
    leases.begin(begun, window=1)
    leases.hand_back(begun)
    newsroom.withdraw(bulletin, by=desk.publisher, on=DAY, reason="Sai số liệu")
    freeze.follow()
    withdrawal, chunks = Dispatch.objects.latest("pk"), Chunk.objects.filter(dispatch=old).count()
    assert withdrawal.deliveries.count() == 1 and chunks == 6
    turns = order()
    assert turns[:chunks] == [old.pk] * chunks and withdrawal.pk in turns[chunks : chunks + 2]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_comes_a_fresh_letter_leaves_soon_and_nothing_starves(seed: int) -> None:
    """Any mixture of arrivals and of lists that need one turn or many. Every second turn is for the newest that had none;
    and whoever begins to wait beside n others has a turn within 2n + 2."""
    chance, desk, began = Random(seed), Desk(), clock.now()
    desk.subscribers(1)
    patience: dict[int, int] = {}  # dispatch that waits -> turns within which it must have its own
    fresh: set[int] = set()
    for number, turn in enumerate(islice(cycle(TURNS), ROUNDS)):
        with clock.held(began + timedelta(seconds=2 * number)):
            for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
                new = mailed(desk, number).pk
                fresh.add(new)
                patience[new] = 2 * len(patience) + 2
        if not patience:
            continue
        with clock.held(began + timedelta(seconds=2 * number + 1)):
            served = taken(turn)
            assert turn == Turn.LONGEST or not fresh or served.dispatch == max(fresh)
            fresh.discard(served.dispatch)
            patience = {one: turns - 1 for one, turns in patience.items() if one != served.dispatch}
            assert all(turns > 0 for turns in patience.values())
            if chance.random() < 0.6:
                leases.finish(served)
            else:
                leases.hand_back(served)
                patience[served.dispatch] = 2 * len(patience) + 2


def test_a_letter_published_behind_a_long_mailing_is_there_within_two_turns(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(email, "SLICE", 0.0)
    desk = Desk()
    desk.subscribers(25)
    mailed(desk, 1)
    run.mail()
    few = desk.outlet("mailing", key="it-nguoi")
    desk.subscribers(1, outlet=few)
    desk.published(few, title="Tin mới trong khi thư cũ đang đi")
    freeze.follow()
    run.mail()
    run.mail()
    assert server.addresses.count("doc-gia-1@vidu.example") == 2
    while run.mail():
        pass
    assert len(server.took) == 26 and not Delivery.objects.filter(state=State.PENDING).exists()


def questions() -> int:
    with CaptureQueriesContext(connection) as asked:
        assert run.mail()
    return len(asked)


def test_a_chunk_asks_as_much_beside_many_as_alone(server: Server) -> None:
    desk = Desk()
    desk.subscribers(3)
    mailed(desk, 1)
    alone = questions()
    for number in range(12):
        mailed(desk, number)
    assert questions() == alone <= 50


def plan(turn: Turn) -> str:
    """How the database looks for the chunk whose turn it is."""
    word = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(f"{word} {next_one(turn, run.LETTERS)}", asked(run.LETTERS, clock.now()))
        return "\n".join(str(row) for row in cursor.fetchall())


@pytest.mark.parametrize("turn", Turn, ids=lambda turn: turn.name)
def test_looking_for_the_next_reads_nothing_of_what_is_done(turn: Turn) -> None:
    desk = Desk()
    desk.subscribers(1)
    dispatch = mailed(desk, 1)
    done = (Chunk(dispatch=dispatch, lo=lo, hi=lo + 1, hold=Hold.DONE, not_before=clock.now()) for lo in range(10, 5000))
    Chunk.objects.bulk_create(done)
    assert "chunk_due" in plan(turn)
