"""What the newsroom's entries prove."""

import json
from datetime import date
from typing import Any

import pytest

from khen.atoms.fact import Cancelled, Fact, Kind, Restated, Said
from khen.bodies.terms import OutletKind
from khen.book.models import Entry
from khen.domains.newsroom import acts, facts
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db
YEARS_LATER = date(2026, 11, 26)
SYSTEMS = (Kind.SYSTEM_TICKED, Kind.SYSTEM_POPPED)
BY_HAND = (Kind.POSTED_ELSEWHERE, Kind.REACHED_ELSEWHERE, Kind.LINK_PLACED)


def proved() -> list[Said]:
    return [fact for entry in Entry.objects.order_by("seq") for fact in facts.read(entry)]


def test_a_publication_proves_one_fact_for_each_system() -> None:
    room = Newsroom()
    outlets = [room.outlet(), room.outlet(OutletKind.TICKER, key="email"), room.outlet(OutletKind.POPUP, key="office")]
    bulletin = room.published(*outlets)
    assert proved() == [
        Fact(kind=Kind.BULLETIN_WRITTEN, on=DAY, body=room.body.pk, topic="dich-vu-cong", subject=str(bulletin.pk)),
        Fact(kind=Kind.SYSTEM_TICKED, on=DAY, body=room.body.pk, place="email", topic="dich-vu-cong", subject="email"),
        Fact(kind=Kind.SYSTEM_POPPED, on=DAY, body=room.body.pk, place="office", topic="dich-vu-cong", subject="office"),
        Restated(topic="dich-vu-cong", subject=str(bulletin.pk), kinds=BY_HAND),
    ]


def test_what_shows_from_a_later_day_is_proved_for_that_day() -> None:
    room = Newsroom()
    room.published(room.outlet(OutletKind.TICKER), since=date(2020, 4, 1))
    assert [fact.on for fact in proved() if isinstance(fact, Fact) and fact.kind in SYSTEMS] == [date(2020, 4, 1)]


def test_a_correction_restates_the_topic_of_all_and_the_beginning_of_what_has_not_begun() -> None:
    room = Newsroom()
    bulletin = room.published(room.outlet(OutletKind.TICKER), since=date(2020, 4, 1))
    acts.correct(bulletin, by=room.publisher, on=DAY, reason="Sửa", topic="y-te", since=date(2020, 5, 1))
    about: dict[str, Any] = {"about": "newsroom.bulletin", "about_id": bulletin.pk}
    assert proved()[-2:] == [
        Restated(topic="y-te", begins=date(2020, 5, 1), kinds=SYSTEMS, **about),
        Restated(topic="y-te", subject=str(bulletin.pk), kinds=BY_HAND),
    ]


@pytest.mark.parametrize(("kind", "shape"), [("newsroom.published", 3), ("newsroom.corrected", 4)])
def test_entries_of_earlier_shapes_count_as_they_did_when_they_were_written(kind: str, shape: int) -> None:
    said = {"bulletin": 2, "topic": "covid", "since": "2020-04-01", "tickers": ["email"], "popups": []}
    entry = Entry(kind=kind, version=shape, on=DAY, body_id=3, canon=json.dumps({"payload": said}))
    counted = [Fact(kind=Kind.SYSTEM_TICKED, on=DAY, body=3, place="email", topic="covid", subject="email")]
    assert list(facts.read(entry)) == (counted if kind.endswith("published") else [])


def test_a_withdrawn_bulletin_runs_nowhere_but_was_written() -> None:
    room = Newsroom()
    bulletin = acts.withdraw(room.published(), by=room.publisher, on=DAY, reason="Sai sót")
    assert proved()[-1] == Cancelled(about="newsroom.bulletin", about_id=bulletin.pk, kinds=SYSTEMS)


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
    entry = Entry(kind="newsroom.reach_read", version=1, on=DAY, body_id=3, canon=json.dumps({"payload": said}))
    assert [(fact.quantity, fact.on) for fact in facts.read(entry) if isinstance(fact, Fact)] == [(-4, DAY)]


def test_a_link_on_a_system_is_counted_as_a_link() -> None:
    room = Newsroom()
    system, bulletin = room.outlet(OutletKind.LINK, key="cong-dvc"), room.approved()
    acts.post_elsewhere(bulletin, by=room.publisher, on=DAY, outlet=system, link="https://y-te.example/huong-dan")
    last = proved()[-1]
    assert isinstance(last, Fact) and (last.kind, last.place, last.quantity) == (Kind.LINK_PLACED, "cong-dvc", 1)
