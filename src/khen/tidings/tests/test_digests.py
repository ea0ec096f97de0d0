"""Letters to officers: in working hours, as often as they chose, never more than they may know, never twice."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from khen.atoms import clock
from khen.bodies.models import Person, Post
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.organisation import acts
from khen.egress.rules import ENOUGH, GIVES_UP_AFTER
from khen.egress.terms import Outcome, State
from khen.egress.tests.makers import Server, at, cut
from khen.tidings import choices, digests, notices
from khen.tidings.models import Notice, Parcel, ParcelTry
from khen.tidings.reading import follow
from khen.tidings.terms import Pace, Road, Told
from khen.tidings.tests.makers import MORNING, returned, with_address

pytestmark = pytest.mark.django_db
CHOICES = "/quan-tri/thong-bao/lua-chon/"
EVERY = {(told.value, road.value) for told in Told for road in Road}


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    server = Server()
    at(server, settings)
    with server.up():
        yield server


@pytest.fixture
def room() -> Newsroom:
    with clock.held(MORNING):
        room = Newsroom()
        with_address(room.author)
        return room


def at_work(moment: datetime = MORNING) -> int:
    """What the worker does at this moment, again and again. Returns how many letters were made."""
    with clock.held(moment):
        follow()
        made = digests.plan(moment)
        while digests.send():
            pass
        return made


def told_at(room: Newsroom, moment: datetime, title: str = "Lịch tiêm chủng") -> None:
    with clock.held(moment):
        returned(room, title)
        follow()


def choices_of(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.get(CHOICES).content.decode()


def states() -> list[str]:
    return list(Parcel.objects.order_by("pk").values_list("state", flat=True))


def outcomes() -> list[str]:
    return list(ParcelTry.objects.order_by("pk").values_list("outcome", flat=True))


def test_a_letter_says_kinds_and_counts_and_a_link_and_never_a_title(server: Server, room: Newsroom) -> None:
    told_at(room, MORNING, "Lịch tiêm chủng")
    told_at(room, MORNING, "Chợ phiên")
    assert at_work() == 1 and at_work() == 0
    letter, raw = server.letter(), server.took[0][1].decode()
    text = letter.get_content()
    assert server.addresses == ["my@vidu.example"] and letter["Subject"] == "Khèn: 2 việc mới chờ đồng chí"
    assert "Tin bài của bạn bị trả lại: 2" in text and "http://localhost:8000/quan-tri/thong-bao/" in text
    assert not [
        secret for secret in ("Lịch", "Chợ", "Thiếu nguồn", room.body.name, room.approver.full_name) if secret in text + raw
    ]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click" and letter["Auto-Submitted"] == "auto-generated"
    assert (states(), outcomes()) == ([State.ACCEPTED], [Outcome.ACCEPTED])


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 26, 21, 0, tzinfo=clock.VIETNAM),
        datetime(2026, 11, 28, 9, 0, tzinfo=clock.VIETNAM),  # Saturday
        datetime(2026, 9, 2, 9, 0, tzinfo=clock.VIETNAM),  # a holiday
    ],
)
def test_no_letter_leaves_outside_working_hours(server: Server, room: Newsroom, moment: datetime) -> None:
    told_at(room, moment)
    assert at_work(moment) == 0 and not server.addresses


@pytest.mark.parametrize(
    ("pace", "leaves"),
    [
        (Pace.HOURLY, {60, 7 * 60, 24 * 60}),
        (Pace.HALVES, {7 * 60, 24 * 60}),  # at three in the afternoon
        (Pace.DAILY, {24 * 60}),
        (Pace.NEVER, set()),
    ],
)
def test_letters_come_at_most_as_often_as_was_chosen(server: Server, room: Newsroom, pace: Pace, leaves: set[int]) -> None:
    for minutes in (0, 59, 60, 7 * 60, 24 * 60):
        with clock.held(MORNING):
            choices.choose(room.author, EVERY, pace)
        due = digests.is_due(pace, MORNING, MORNING + timedelta(minutes=minutes))
        assert due == (minutes in leaves)
    told_at(room, MORNING)
    assert at_work() == (pace != Pace.NEVER)
    told_at(room, MORNING + timedelta(minutes=30))
    assert at_work(MORNING + timedelta(minutes=59)) == 0


def test_what_was_read_meanwhile_turned_down_or_is_another_bodys_by_now_is_in_no_letter(server: Server, room: Newsroom) -> None:
    told_at(room, MORNING)
    with clock.held(MORNING):
        notices.read(room.author)
    assert at_work() == 0
    told_at(room, MORNING)
    with clock.held(MORNING):
        assert digests.plan(MORNING) == 1
        Post.objects.filter(person=room.author).update(body=Newsroom("Khác").body)
    at_work()
    assert states() == [State.CANCELLED] and not server.addresses and not outcomes()


def test_a_sort_or_a_road_that_was_turned_down_stays_silent_there_alone(server: Server, room: Newsroom) -> None:
    with clock.held(MORNING):
        choices.choose(room.author, EVERY - {("returned", "mail"), ("approved", "screen")}, "")
    told_at(room, MORNING)
    assert at_work() == 0 and Notice.objects.get(person=room.author).shown
    with clock.held(MORNING):
        choices.choose(room.author, EVERY - {("returned", "screen")}, "")
    told_at(room, MORNING)
    with clock.held(MORNING):
        room.author.refresh_from_db()
        assert room.author.habits.unread == 1 and notices.of(room.author, clock.today()).count() == 1
    assert at_work() == 1


def test_a_letter_cut_off_before_the_reply_is_unknown_and_never_sent_again(server: Server, room: Newsroom) -> None:
    server.before_reply = cut
    told_at(room, MORNING)
    at_work()
    assert (states(), outcomes(), len(server.took)) == ([State.UNKNOWN], [Outcome.UNKNOWN], 1)
    assert "chưa rõ đã đến hay chưa" in choices_of(room.author)
    server.before_reply = lambda _server: None
    at_work(MORNING + timedelta(days=1))
    assert len(server.took) == 1 and states() == [State.UNKNOWN]


def test_whoever_dies_between_handing_over_and_writing_down_leaves_an_unknown_letter(server: Server, room: Newsroom) -> None:
    told_at(room, MORNING)
    with clock.held(MORNING):
        digests.plan(MORNING)
    parcel = Parcel.objects.get()
    ParcelTry.objects.create(parcel=parcel, began_at=MORNING, outcome=Outcome.OPEN)
    Parcel.objects.update(state=State.ATTEMPTING, moved_at=MORNING)
    at_work(MORNING + timedelta(minutes=11))
    assert (states(), outcomes()) == ([State.UNKNOWN], [Outcome.UNKNOWN]) and not server.took


def test_a_server_that_is_not_there_is_tried_again_each_try_a_row_and_given_up_in_the_end(
    settings: Settings, room: Newsroom
) -> None:
    server = Server()
    at(server, settings)
    told_at(room, MORNING)
    at_work()
    assert (states(), outcomes()) == ([State.PENDING], [Outcome.UNREACHABLE])
    with server.up():
        at_work(MORNING + timedelta(minutes=5))
    assert (states(), outcomes()) == ([State.ACCEPTED], [Outcome.UNREACHABLE, Outcome.ACCEPTED])
    told_at(room, MORNING + timedelta(days=1))
    at_work(MORNING + timedelta(days=1))
    late = MORNING + timedelta(days=1) + GIVES_UP_AFTER
    at_work(late)
    assert states()[-1] == State.PENDING  # the days are over, and hardly anything was tried: the clock may have leapt
    Parcel.objects.update(tries=ENOUGH)
    at_work(late + timedelta(hours=1))
    assert states()[-1] == State.REFUSED


def test_after_the_clock_ran_ahead_letters_go_on_as_before(server: Server, room: Newsroom) -> None:
    ahead = MORNING + timedelta(weeks=104)
    told_at(room, ahead)
    at_work(ahead)
    Parcel.objects.update(state=State.PENDING, not_before=ahead)
    at_work(MORNING)
    assert (states(), len(server.took)) == ([State.ACCEPTED], 2)
    told_at(room, MORNING)
    at_work(MORNING)
    assert (states(), len(server.took)) == ([State.ACCEPTED] * 2, 3)


def test_a_mail_program_ends_the_letters_at_one_click_and_looking_ends_nothing(server: Server, room: Newsroom) -> None:
    told_at(room, MORNING)
    at_work()
    found = re.search(r"<http://localhost:8000(/thoi-thu-thong-bao/[^>]+)>", server.letter()["List-Unsubscribe"])
    assert found
    client = Client(enforce_csrf_checks=True)
    assert "Thôi nhận thư" in client.get(found[1]).content.decode() and choices.gets_letters(room.author)
    answer = client.post(found[1], {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and "không nhận thư báo việc nữa" in answer.content.decode()
    assert not choices.gets_letters(room.author) and choices.gets_letters(room.approver)
    assert client.put(found[1]).status_code == 405
    told_at(room, MORNING + timedelta(days=1))
    assert at_work(MORNING + timedelta(days=1)) == 0


@pytest.mark.parametrize("forged", ["1", "1.", "0.0", ".", "x.y", "٣.a", "9" * 30 + ".a"])
def test_a_forged_word_ends_nobodys_letters(room: Newsroom, forged: str) -> None:
    seal = choices.word_of(room.approver.pk).partition(".")[2]
    for word in (forged, f"{room.author.pk}.{seal}"):
        assert {Client().get(f"/thoi-thu-thong-bao/{word}/").status_code} == {404}
        assert {Client().post(f"/thoi-thu-thong-bao/{word}/").status_code} == {404}
    assert choices.gets_letters(room.author)


EVENING = MORNING.replace(hour=17, minute=15)
NEXT = MORNING.replace(hour=7, minute=30) + timedelta(days=1)


def put_off(server: Server, room: Newsroom, moment: datetime = EVENING) -> None:
    """A letter that the server does not take yet."""
    server.reply = lambda address: "450 4.2.0 later"
    told_at(room, moment)
    assert at_work(moment) == 1 and not server.took
    server.reply = lambda address: "250 2.0.0 taken"


def after_hours(server: Server) -> None:
    """The worker goes on all night, and no letter leaves."""
    for minutes in (16, 40, 205, 295, 13 * 60):
        at_work(EVENING + timedelta(minutes=minutes))
    assert not server.took and states() == [State.PENDING]


def test_a_letter_put_off_waits_for_the_next_working_half_day(server: Server, room: Newsroom) -> None:
    put_off(server, room)
    after_hours(server)
    at_work(NEXT)
    assert len(server.took) == 1 and states() == [State.ACCEPTED]
    assert outcomes() == [Outcome.DEFERRED, Outcome.ACCEPTED]


@pytest.mark.parametrize("pace", [Pace.HOURLY, Pace.HALVES, Pace.DAILY])
def test_a_letter_that_waits_takes_along_what_is_new_by_then(server: Server, room: Newsroom, pace: Pace) -> None:
    choices.choose(room.author, EVERY, pace)
    put_off(server, room)
    told_at(room, EVENING + timedelta(hours=1))
    after_hours(server)
    told_at(room, NEXT)
    at_work(NEXT)
    assert len(server.took) == 1 and server.letter()["Subject"] == "Khèn: 3 việc mới chờ đồng chí"
    assert states() == [State.ACCEPTED] and not Notice.objects.filter(letter=None, by_mail=True, person=room.author).exists()


def test_in_the_middle_of_a_half_day_too_one_letter_waits_and_not_two(server: Server, room: Newsroom) -> None:
    choices.choose(room.author, EVERY, Pace.HOURLY)
    put_off(server, room, MORNING)
    told_at(room, MORNING + timedelta(minutes=61))
    assert at_work(MORNING + timedelta(minutes=61)) == 0
    assert len(server.took) == 1 and server.letter()["Subject"] == "Khèn: 2 việc mới chờ đồng chí"


def test_the_next_letter_is_counted_from_when_the_last_one_left(server: Server, room: Newsroom) -> None:
    put_off(server, room)
    at_work(NEXT)
    told_at(room, NEXT)
    at_work(NEXT + timedelta(hours=1))
    assert len(server.took) == 1  # once a working day
    at_work(NEXT + timedelta(days=3))
    assert len(server.took) == 2


def test_nothing_joins_a_letter_of_which_nobody_knows_whether_it_arrived(server: Server, room: Newsroom) -> None:
    server.before_reply = cut
    told_at(room, EVENING)
    at_work(EVENING)
    server.before_reply = lambda _server: None
    told_at(room, NEXT)
    at_work(NEXT)
    assert states() == [State.UNKNOWN, State.ACCEPTED] and server.letter(1)["Subject"] == "Khèn: 1 việc mới chờ đồng chí"


def test_what_joins_while_a_letter_is_being_sent_goes_with_the_next_one(server: Server, room: Newsroom) -> None:
    put_off(server, room, MORNING)
    told_at(room, MORNING + timedelta(minutes=2))
    Parcel.objects.update(state=State.ATTEMPTING)
    with clock.held(MORNING + timedelta(minutes=2)):
        assert digests.plan(clock.now()) == 0
    assert Notice.objects.filter(letter=None, by_mail=True, person=room.author).count() == 1


def test_a_letter_about_the_safety_of_an_account_is_tried_again_at_night_and_takes_no_news_along(
    server: Server, room: Newsroom
) -> None:
    night = EVENING + timedelta(hours=2)
    server.reply = lambda address: "450 4.2.0 later"
    with clock.held(night):
        for agent in ("Firefox/140.0", "Chrome/141.0"):
            acts.meet_device(room.author, digest=agent, agent=agent, address="203.0.113.77", on=night.date(), at=night)
    assert at_work(night) == 1
    told_at(room, night)
    server.reply = lambda address: "250 2.0.0 taken"
    at_work(night + timedelta(minutes=5))
    assert len(server.took) == 1 and states() == [State.ACCEPTED]
    assert at_work(NEXT) == 1 and len(server.took) == 2


def test_whoever_has_no_address_or_no_account_any_more_gets_no_letter(server: Server, room: Newsroom) -> None:
    told_at(room, MORNING)
    with clock.held(MORNING):
        digests.plan(MORNING)
    Person.objects.filter(pk=room.author.pk).update(is_active=False)
    at_work()
    assert states() == [State.CANCELLED] and not server.took
    with_address(room.author, "")
    Person.objects.filter(pk=room.author.pk).update(is_active=True)
    told_at(room, MORNING + timedelta(days=1))
    assert at_work(MORNING + timedelta(days=1)) == 0
