"""The calendar: what is planned, overdue and published, on which day, for whom."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person, signed_in
from khen.book.models import Entry
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.models.calendar import PlannedDay
from khen.domains.newsroom.reads.calendar import days
from khen.domains.newsroom.rules.calendar import days_between, month_of, week_of
from khen.domains.newsroom.terms.calendar import Place
from khen.domains.newsroom.tests.makers import DAY, Newsroom
from khen.domains.newsroom.tests.test_screens import shown

SOON = DAY + timedelta(days=3)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


def places(first: date, end: date, today: date = DAY) -> dict[date, list[tuple[str, str]]]:
    found = days(Bulletin.objects.all(), first, end, today)
    return {one.day: [(item.place, item.bulletin.title) for item in one.items] for one in found if one.items}


def test_weeks_begin_on_monday_and_months_end_where_the_next_begins() -> None:
    assert week_of(date(2020, 3, 1)) == (date(2020, 2, 24), date(2020, 3, 2))
    assert month_of(date(2020, 2, 29)) == (date(2020, 2, 1), date(2020, 3, 1))
    assert month_of(date(2020, 12, 5)) == (date(2020, 12, 1), date(2021, 1, 1))
    assert len(days_between(*month_of(date(2020, 2, 10)))) == 29


@pytest.mark.django_db
def test_a_planned_day_is_kept_moved_and_taken_off() -> None:
    room = Newsroom()
    bulletin = room.draft(title="Lịch tiêm phòng")
    for day in (DAY, SOON, None):
        acts.plan(bulletin, by=room.author, on=DAY, day=day)
    entries = Entry.objects.filter(kind="newsroom.planned").order_by("seq")
    assert [one.payload["day"] for one in entries] == [DAY.isoformat(), SOON.isoformat(), None]
    assert places(*month_of(DAY)) == {}


@pytest.mark.django_db
def test_the_calendar_tells_planned_overdue_and_published_apart() -> None:
    room = Newsroom()
    acts.plan(room.draft(title="Tin sẽ đăng"), by=room.author, on=DAY, day=SOON)
    room.draft(title="Tin theo khung ngày", since=SOON)
    room.published(title="Tin đã đăng")
    room.draft(title="Tin chưa hẹn ngày")
    assert places(*month_of(DAY)) == {
        DAY: [(Place.PUBLISHED, "Tin đã đăng")],
        SOON: [(Place.PLANNED, "Tin sẽ đăng"), (Place.PLANNED, "Tin theo khung ngày")],
    }
    late = places(*month_of(DAY), today=SOON + timedelta(days=1))
    assert [place for place, _title in late[SOON]] == [Place.LATE, Place.LATE]


@pytest.mark.django_db
def test_a_published_text_stands_on_the_day_it_appeared_not_on_the_day_it_was_meant_for() -> None:
    room = Newsroom()
    bulletin = room.approved(title="Tin đăng sớm")
    acts.plan(bulletin, by=room.author, on=DAY, day=SOON)
    acts.publish(bulletin, by=room.publisher, on=DAY, outlets=[room.outlet()])
    assert list(places(*month_of(DAY))) == [DAY]


@pytest.mark.django_db
def test_a_text_that_was_taken_down_again_stands_there_as_withdrawn() -> None:
    room = Newsroom()
    acts.withdraw(room.published(title="Tin nhầm"), by=room.publisher, on=DAY, reason="Nhầm ngày")
    assert places(*month_of(DAY)) == {DAY: [(Place.WITHDRAWN, "Tin nhầm")]}


@pytest.mark.django_db
def test_a_day_that_makes_no_sense_is_refused() -> None:
    room = Newsroom()
    bulletin = room.draft(until=SOON)
    for day in (DAY - timedelta(days=1), SOON + timedelta(days=1)):
        with pytest.raises(Refusal):
            acts.plan(bulletin, by=room.author, on=DAY, day=day)
    with pytest.raises(Refusal):
        acts.plan(room.published(), by=room.author, on=DAY, day=SOON)
    assert not PlannedDay.objects.exists()


@pytest.mark.django_db
def test_a_month_of_many_bulletins_is_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    room = Newsroom()
    for number in range(5):
        acts.plan(room.draft(title=f"Tin số {number}"), by=room.author, on=DAY, day=SOON)
    with django_assert_num_queries(1):
        found = days(Bulletin.objects.all(), *month_of(DAY), DAY)
        assert [str(item.bulletin.body) for one in found for item in one.items] == [str(room.body)] * 5


CALENDAR = "/quan-tri/ban-tin/lich/"


@pytest.mark.django_db
def test_the_page_is_planned_on_and_narrowed() -> None:
    room, other = Newsroom(), Newsroom("Cơ quan bên cạnh")
    client = signed_in(room.author)
    assert "Chưa có tin nào được hẹn hoặc đăng" in shown(client.get(CALENDAR))
    bulletin = room.draft(title="Tin của mình", topic="khac")
    theirs = acts.plan(other.draft(title="Tin nhà bên"), by=other.author, on=DAY, day=SOON)
    answer = client.post(reverse("ban-tin:dat-ngay", args=[bulletin.pk]), {"planned": SOON.isoformat()})
    assert answer.status_code == 302
    for asked in ({}, {"kieu": "tuan"}, {"topic": bulletin.topic_id}, {"body": room.body.pk}):
        said = shown(client.get(CALENDAR, asked))
        assert "Tin của mình" in said and theirs.title not in said
    assert "Tin của mình" not in shown(client.get(CALENDAR, {"topic": theirs.topic_id}))
    assert "Tin của mình" not in shown(client.get(CALENDAR, {"ngay": "2020-05-01"}))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked", [{"ngay": "hôm qua"}, {"ngay": "9999-12-31"}, {"ngay": "0001-01-01"}, {"kieu": "nam"}, {"topic": "x" * 500}]
)
def test_a_calendar_that_nobody_keeps_is_refused_in_words(asked: dict[str, str]) -> None:
    answer = signed_in(Newsroom().author).get(CALENDAR, asked)
    assert answer.status_code == 200 and 'role="alert"' in shown(answer)


@pytest.mark.django_db
def test_another_bodys_name_and_texts_stay_unseen() -> None:
    room, other = Newsroom(), Newsroom("Cơ quan kín")
    bulletin = acts.plan(other.draft(title="Tin kín"), by=other.author, on=DAY, day=SOON)
    client = signed_in(room.author)
    said = shown(client.get(CALENDAR, {"body": other.body.pk}))
    assert "Tin kín" not in said and "Cơ quan kín" not in said
    assert client.post(reverse("ban-tin:dat-ngay", args=[bulletin.pk]), {"planned": "2020-03-09"}).status_code == 404
    viewer = signed_in(a_person(Role.VIEWER, body=other.body))
    assert viewer.post(reverse("ban-tin:dat-ngay", args=[bulletin.pk]), {"planned": "2020-03-09"}).status_code == 403


@pytest.mark.django_db
def test_whoever_publishes_one_text_sees_the_day_that_is_planned_for_it() -> None:
    room = Newsroom()
    bulletin, other = room.approved(title="Lịch tiêm phòng"), room.approved(title="Tin không hẹn")
    acts.plan(bulletin, by=room.author, on=DAY, day=SOON)
    outlet, address = room.outlet(), reverse("ban-tin:dang", args=[bulletin.pk])
    page = signed_in(room.publisher).get(address).content.decode()
    assert "Hẹn đăng ngày 05/03/2020" in page and page.index("Hẹn đăng ngày") < page.index('class="desk-actions"')
    assert "Hẹn đăng ngày" not in signed_in(room.publisher).get(reverse("ban-tin:dang", args=[other.pk])).content.decode()
    acts.publish(bulletin, by=room.publisher, on=DAY, outlets=[outlet])
    room.outlet()
    assert "Hẹn đăng ngày" not in signed_in(room.publisher).get(address).content.decode()


@pytest.mark.django_db
def test_whoever_publishes_several_texts_sees_the_planned_day_beside_each_that_has_one() -> None:
    room = Newsroom()
    planned, plain = [room.approved(title=f"Tin hẹn {one}") for one in range(3)], room.approved(title="Tin không hẹn")
    for text in planned:
        acts.plan(text, by=room.author, on=DAY, day=SOON)
    client, address = signed_in(room.publisher), reverse("ban-tin:dang", args=[1]).replace("/1/dang/", "/nhieu/dang/")
    asked = []
    for chosen in ([planned[0], plain], [*planned, plain]):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address, {"chon": [one.pk for one in chosen]}).content.decode()
        assert page.count("· Hẹn đăng ngày 05/03/2020") == len(chosen) - 1
        asked.append(sum("planned" in one["sql"] for one in queries.captured_queries))
    assert asked[0] == asked[1] > 0
    assert client.get(address, {"moi": "1"}).content.decode().count("· Hẹn đăng ngày 05/03/2020") == len(planned)
    acts.plan(planned[0], by=room.author, on=DAY, day=None)
    assert "Hẹn đăng ngày" not in client.get(address, {"chon": planned[0].pk}).content.decode()
