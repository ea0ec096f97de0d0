"""What the newsroom's entries prove."""

import pytest

from khen.atoms.fact import Cancelled, Fact, Kind
from khen.bodies.terms import OutletKind
from khen.book.models import Entry
from khen.domains.newsroom import acts, facts
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db


def proved() -> list[Fact | Cancelled]:
    return [fact for entry in Entry.objects.order_by("seq") for fact in facts.read(entry)]


def test_a_publication_proves_one_fact_for_each_system() -> None:
    room = Newsroom()
    outlets = [room.outlet(), room.outlet(OutletKind.TICKER, key="email"), room.outlet(OutletKind.POPUP, key="office")]
    bulletin = room.published(*outlets)
    assert proved() == [
        Fact(kind=Kind.BULLETIN_WRITTEN, on=DAY, body=room.body.pk, topic="dich-vu-cong", subject=str(bulletin.pk)),
        Fact(kind=Kind.SYSTEM_TICKED, on=DAY, body=room.body.pk, place="email", topic="dich-vu-cong", subject="email"),
        Fact(kind=Kind.SYSTEM_POPPED, on=DAY, body=room.body.pk, place="office", topic="dich-vu-cong", subject="office"),
    ]


def test_a_withdrawn_bulletin_runs_nowhere_but_was_written() -> None:
    room = Newsroom()
    bulletin = acts.withdraw(room.published(), by=room.publisher, on=DAY, reason="Sai sót")
    kinds = (Kind.SYSTEM_TICKED, Kind.SYSTEM_POPPED)
    assert proved()[-1] == Cancelled(about="newsroom.bulletin", about_id=bulletin.pk, kinds=kinds)


def test_reach_is_added_up_by_what_is_new() -> None:
    room = Newsroom()
    page, bulletin = room.outlet(OutletKind.FACEBOOK, key="fanpage"), room.approved()
    made = acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link="https://facebook.example/1", reach=100)
    acts.read_reach(made, by=room.publisher, on=DAY, reach=260)
    acts.read_reach(made, by=room.publisher, on=DAY, reach=250)
    reached = [fact for fact in proved() if isinstance(fact, Fact) and fact.kind == Kind.REACHED_ELSEWHERE]
    assert [fact.quantity for fact in reached] == [100, 160, -10]
    assert {(fact.channel, fact.place, fact.subject) for fact in reached} == {("facebook", "fanpage", str(bulletin.pk))}
    acts.annul_elsewhere(made, by=room.publisher, on=DAY, reason="Nhập nhầm")
    assert proved()[-1] == Cancelled(about="newsroom.elsewhere", about_id=made.pk)


def test_a_link_on_a_system_is_counted_as_a_link() -> None:
    room = Newsroom()
    system, bulletin = room.outlet(OutletKind.LINK, key="cong-dvc"), room.approved()
    acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=system, link="https://y-te.example/huong-dan")
    last = proved()[-1]
    assert isinstance(last, Fact) and (last.kind, last.place, last.quantity) == (Kind.LINK_PLACED, "cong-dvc", 1)
