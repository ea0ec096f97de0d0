"""A text leaves the house on the first day of its window and not before, by letter as by every other channel."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.tests.makers import DAY
from khen.domains.portals.models import Placement
from khen.egress import acts, leases, run, watch
from khen.egress.models import Chunk, Dispatch, Showing
from khen.egress.reads import first_days
from khen.egress.terms import ChannelKey, Course, Hold, Look
from khen.egress.tests.makers import Desk, Server, tried_often

pytestmark = pytest.mark.django_db
BEGINS = DAY + timedelta(days=8)
TITLED: dict[object, dict[str, str]] = {newsroom.correct: {"title": "Lịch đã sửa"}}


@pytest.fixture(autouse=True)
def _on_its_day() -> Iterator[None]:
    with clock.held(datetime(DAY.year, DAY.month, DAY.day, 9, tzinfo=clock.VIETNAM)):
        yield


def letters() -> Dispatch:
    return Dispatch.objects.filter(channel=ChannelKey.EMAIL).latest("pk")


def test_letters_wait_for_the_first_moment_of_the_window(server: Server) -> None:
    desk = Desk()
    desk.subscribers(3)
    desk.everywhere(since=BEGINS)
    run.work()
    assert not server.took and letters().course == Course.SCHEDULED and letters().next_try == clock.midnight(BEGINS)
    with clock.held(clock.midnight(BEGINS) - timedelta(seconds=1)):
        run.work()
        assert not server.took
    with clock.held(clock.midnight(BEGINS)):
        run.work()
    assert len(server.took) == 3 and letters().course == Course.ENDED and "/tin/" in server.letter().as_string()


def test_officers_read_what_the_letters_wait_for_and_are_not_alarmed() -> None:
    desk = Desk()
    desk.subscribers(1)
    desk.mailed(since=BEGINS)
    run.work()
    client = Client()
    client.force_login(desk.publisher)
    page = client.get(reverse("luot-gui:record", args=[letters().pk])).content.decode()
    assert "Chờ đến ngày đăng" in page and "10/03/2020" in page
    listed = client.get(reverse("luot-gui:index"), {"look": Look.SCHEDULED}).content.decode()
    assert "chờ đến 10/03/2020" in listed
    overdue = [watch.looked_for(Dispatch.objects.all(), Look.OVERDUE, moment) for moment in moments()]
    assert [rows.count() for rows in overdue] == [0, 0, 1]


def moments() -> list[datetime]:
    begins = clock.midnight(BEGINS)
    return [begins - timedelta(hours=1), begins + timedelta(minutes=14), begins + timedelta(minutes=15)]


def test_nobody_hurries_letters_before_their_day(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    desk.mailed(since=BEGINS)
    run.work()
    with pytest.raises(Refusal, match="ngày đăng"):
        acts.hurry(letters(), by=desk.publisher, on=DAY, at=clock.now())
    run.work()
    assert not server.took


def test_a_mail_server_that_is_away_on_the_first_day_has_three_days_from_then() -> None:
    desk = Desk()
    desk.subscribers(1)
    desk.mailed(since=BEGINS)
    run.work()
    with clock.held(clock.midnight(BEGINS)):
        run.work()
    assert letters().course == Course.WAITING
    tried_often(letters())
    with clock.held(clock.midnight(BEGINS) + timedelta(days=3, hours=2)):
        run.work()
    assert letters().course == Course.ENDED


def test_what_waits_for_its_day_is_not_taken_for_something_that_a_wrong_clock_put_off(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    desk.mailed(since=BEGINS)
    run.work()
    assert leases.call_back() == 0 and not server.took and letters().course == Course.SCHEDULED


def test_a_correction_of_what_has_not_left_waits_for_the_same_day(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    bulletin = desk.mailed(since=BEGINS)
    run.work()
    newsroom.correct(bulletin, by=desk.publisher, on=DAY, title="Lịch đã sửa", reason="Nhầm giờ")
    run.work()
    assert not server.took
    with clock.held(clock.midnight(BEGINS)):
        run.work()
    assert len(server.took) == 1 and "Lịch đã sửa" in server.letter()["Subject"]


@pytest.mark.parametrize("change", [newsroom.correct, newsroom.withdraw])
def test_what_left_while_the_clock_ran_ahead_is_put_right_and_taken_back_by_letter_at_once(
    change: Callable[..., object], server: Server
) -> None:
    desk = Desk()
    desk.subscribers(2)
    bulletin = desk.everywhere()
    run.work()
    assert len(server.took) == 2
    right = DAY - timedelta(days=20)
    with clock.held(clock.midnight(right)):
        change(bulletin, by=desk.publisher, on=right, reason="Đồng hồ máy chủ chạy sai", **TITLED.get(change, {}))
        run.work()
        assert len(server.took) == 4 and letters().course == Course.ENDED
        assert Showing.objects.filter(ended_at=None).exists() == (change is newsroom.correct)


@pytest.mark.parametrize("moved", [DAY, DAY + timedelta(days=12)])
def test_a_day_that_moves_before_it_has_come_moves_on_every_channel(moved: date, server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    bulletin = desk.everywhere(since=BEGINS)
    run.work()
    newsroom.correct(bulletin, by=desk.publisher, on=DAY, since=moved, reason="Dời ngày")
    run.work()
    assert Placement.objects.get().since == moved and set(Showing.objects.values_list("since", flat=True)) == {moved}
    assert first_days([bulletin.pk]) == {bulletin.pk: moved} and len(server.took) == (moved == DAY)
    with clock.held(clock.midnight(moved)):
        run.work()
        assert len(server.took) == 1
    newsroom.correct(bulletin, by=desk.publisher, on=moved + timedelta(days=3), title="Lịch đã sửa", reason="Nhầm giờ")
    run.work()
    assert Placement.objects.get().since == moved and first_days([bulletin.pk]) == {bulletin.pk: moved}


def test_what_is_withdrawn_or_stopped_before_its_day_never_leaves(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    bulletin = desk.mailed(since=BEGINS)
    run.work()
    newsroom.withdraw(bulletin, by=desk.publisher, on=DAY, reason="Hoãn")
    run.work()
    desk.mailed(since=BEGINS, title="Tin thứ hai")
    run.work()
    acts.stop(letters(), by=desk.publisher, on=DAY, at=clock.now(), reason="Hoãn")
    run.work()
    assert not Chunk.objects.exclude(hold=Hold.DONE).exists()
    with clock.held(clock.midnight(BEGINS)):
        run.work()
    assert not server.took
