"""What the newsroom's entries prove."""

import json
from datetime import date

import pytest

from khen.atoms.fact import Cancelled, Fact, Kind
from khen.bodies.terms import OutletKind
from khen.book.models import Entry
from khen.domains.newsroom import acts, facts
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db
YEARS_LATER = date(2026, 11, 26)


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


def test_reach_read_again_counts_on_the_day_of_the_post_in_place_of_what_was_read_before() -> None:
    room = Newsroom()
    page, bulletin = room.outlet(OutletKind.FACEBOOK, key="fanpage"), room.approved()
    made = acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=page, link="https://facebook.example/1", reach=100)
    for reach in (260, 0, 250):
        acts.read_reach(made, by=room.publisher, on=YEARS_LATER, reach=reach)
    reached = [fact for fact in proved() if isinstance(fact, Fact) and fact.kind == Kind.REACHED_ELSEWHERE]
    assert [(fact.quantity, fact.on) for fact in reached] == [(100, DAY), (260, DAY), (250, DAY)]
    taken = Cancelled(about="newsroom.elsewhere", about_id=made.pk, kinds=(Kind.REACHED_ELSEWHERE,))
    assert proved().count(taken) == 3
    assert {(fact.channel, fact.place, fact.subject) for fact in reached} == {("facebook", "fanpage", str(bulletin.pk))}
    acts.annul_elsewhere(made, by=room.publisher, on=DAY, reason="Nhập nhầm")
    assert proved()[-1] == Cancelled(about="newsroom.elsewhere", about_id=made.pk)


def test_an_entry_written_before_it_named_the_day_of_the_post_is_understood() -> None:
    said = {"elsewhere": 1, "bulletin": 2, "outlet": "fanpage", "channel": "facebook", "topic": "covid", "before": 9, "reach": 5}
    entry = Entry(kind="newsroom.reach_read", on=DAY, body_id=3, canon=json.dumps({"payload": said}))
    assert [(fact.quantity, fact.on) for fact in facts.read(entry) if isinstance(fact, Fact)] == [(-4, DAY)]


def test_a_link_on_a_system_is_counted_as_a_link() -> None:
    room = Newsroom()
    system, bulletin = room.outlet(OutletKind.LINK, key="cong-dvc"), room.approved()
    acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=system, link="https://y-te.example/huong-dan")
    last = proved()[-1]
    assert isinstance(last, Fact) and (last.kind, last.place, last.quantity) == (Kind.LINK_PLACED, "cong-dvc", 1)
