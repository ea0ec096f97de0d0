"""Whoever had nothing of a text before it was put right is given the right one as a first text, and is told of no correction."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree
from pytest_django import Settings

from khen.atoms import clock
from khen.book.comparing import differing
from khen.domains.newsroom import acts as newsroom
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import DAY
from khen.domains.portals.models import Article
from khen.domains.portals.reads import ARTICLES
from khen.egress import acts as egress
from khen.egress import kept, kept_lines, run
from khen.egress.models import Delivery, Dispatch, Showing
from khen.egress.terms import ChannelKey, State
from khen.egress.tests.makers import Desk, Server, at

pytestmark = pytest.mark.django_db
NINE = datetime(DAY.year, DAY.month, DAY.day, 9, tzinfo=clock.VIETNAM)
HOUR = timedelta(hours=1)
BEGINS = DAY + timedelta(days=1)
TITLE = "Lịch tiêm đã sửa"


@pytest.fixture(autouse=True)
def _on_its_day() -> Iterator[None]:
    with clock.held(NINE):
        yield


def correct(desk: Desk, bulletin: Bulletin, after: timedelta, **more: Any) -> None:
    with clock.held(NINE + after):
        day = clock.today()
        told: dict[str, Any] = {"title": TITLE, "reason": "Nhầm giờ", **more}
        newsroom.correct(bulletin, by=desk.publisher, on=day, **told)


def words(letter: EmailMessage) -> str:
    parts = [part.get_content() for part in letter.iter_parts() if isinstance(part, EmailMessage)]
    return "\n".join([letter["Subject"], *parts])


def shown() -> str:
    feed = Client(headers={"host": "so-tttt.localhost"}).get("/nguon-tin/so-tttt.atom")
    entry = etree.fromstring(feed.content).find(".//{*}entry")
    assert entry is not None
    rows = Showing.objects.values_list("text", "more")
    article = Article.objects.get()
    return "\n".join([*("\n".join(row) for row in rows), "".join(map(str, entry.itertext())), article.title, article.correction])


def holds() -> None:
    """What verify compares is what stands."""
    assert not [*kept.dispatches_differing(), *kept.wordings_differing(), *kept_lines.showings_differing()]
    assert not list(differing(ARTICLES))


def test_a_text_put_right_before_its_first_day_is_told_of_no_correction_anywhere(server: Server) -> None:
    desk = Desk()
    desk.subscribers(2)
    bulletin = desk.everywhere(since=BEGINS, summary="Hai mũi")
    run.work()
    correct(desk, bulletin, HOUR)
    with clock.held(NINE + HOUR * 2):
        run.work()
    with clock.held(clock.midnight(BEGINS)):
        run.work()
        said = shown()
        holds()
    assert len(server.took) == 2 and server.letter()["Subject"] == TITLE
    assert "chính" not in words(server.letter()) + said and "Nhầm giờ" not in words(server.letter()) + said
    assert TITLE in said and Article.objects.get().corrected_at is None


def test_the_first_letter_after_a_mail_server_was_away_is_a_plain_one(settings: Settings) -> None:
    server = Server()
    at(server, settings)
    desk = Desk()
    desk.subscribers(1)
    bulletin = desk.everywhere()
    run.work()
    correct(desk, bulletin, HOUR)
    with server.up(), clock.held(NINE + HOUR * 3):
        run.work()
        said = shown()
        holds()
    assert [letter["Subject"] for letter in map(server.letter, range(len(server.took)))] == [TITLE]
    assert "chính" not in words(server.letter())
    assert f"Đính chính: {TITLE}" in said and "[Đính chính lúc 10:00" in said  # those who saw the ticker did have it


def test_each_reader_is_told_of_a_correction_who_had_the_text_and_nobody_else(server: Server) -> None:
    desk = Desk()
    desk.subscribers(3)
    server.to_rcpt = lambda address: "450 later" if address.startswith("doc-gia-3") else "250 ok"
    bulletin = desk.mailed()
    run.work()
    server.to_rcpt = lambda address: "250 ok"
    correct(desk, bulletin, HOUR)
    correct(desk, bulletin, HOUR * 2, title="Lịch tiêm sửa lần nữa", reason="Nhầm ngày")
    server.took.clear()
    with clock.held(NINE + HOUR * 3):
        run.work()
    told = {letter["To"]: letter["Subject"] for letter in map(server.letter, range(len(server.took)))}
    assert told == {
        "doc-gia-1@vidu.example": "Đính chính: Lịch tiêm sửa lần nữa",
        "doc-gia-2@vidu.example": "Đính chính: Lịch tiêm sửa lần nữa",
        "doc-gia-3@vidu.example": "Lịch tiêm sửa lần nữa",
    }


def test_a_letter_that_nobody_knows_of_counts_as_one_that_the_reader_may_have(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    bulletin = desk.mailed()
    run.work()
    Delivery.objects.update(state=State.UNKNOWN)
    correct(desk, bulletin, HOUR)
    with clock.held(NINE + HOUR * 2):
        run.work()
    assert server.letter(1)["Subject"] == f"Đính chính: {TITLE}"


def test_a_worker_that_stood_still_meanwhile_shows_the_new_text_as_a_first_one(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    bulletin = desk.everywhere()
    correct(desk, bulletin, HOUR)
    with clock.held(NINE + HOUR * 2):
        run.work()
        said = shown()
        holds()
    assert "chính" not in words(server.letter()) + said and TITLE in said


def test_what_was_put_right_before_and_after_its_first_day_tells_of_the_second_time_alone(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    bulletin = desk.everywhere(since=BEGINS)
    run.work()
    correct(desk, bulletin, HOUR)
    with clock.held(clock.midnight(BEGINS)):
        run.work()
    correct(desk, bulletin, HOUR * 24, title="Lịch tiêm cuối", reason="Nhầm nơi")
    with clock.held(NINE + HOUR * 25):
        run.work()
        said = shown()
        holds()
    assert [server.letter(0)["Subject"], server.letter(1)["Subject"]] == [TITLE, "Đính chính: Lịch tiêm cuối"]
    assert "Nhầm nơi" in said and "Nhầm giờ" not in said and "Đính chính: Lịch tiêm cuối" in said


def test_a_day_that_was_put_off_before_it_came_counts_as_it_then_stood(server: Server) -> None:
    desk = Desk()
    bulletin = desk.everywhere(since=BEGINS)
    run.work()
    correct(desk, bulletin, HOUR, since=BEGINS + timedelta(days=5))
    with clock.held(NINE + HOUR * 2):
        run.work()
    correct(desk, bulletin, timedelta(days=2), title="Lịch tiêm cuối")
    with clock.held(NINE + timedelta(days=2, hours=1)):
        run.work()
        holds()
    with clock.held(clock.midnight(BEGINS + timedelta(days=5))):
        assert "chính" not in shown()


def test_the_page_of_a_correction_says_which_readers_are_told_of_none() -> None:
    desk, client = Desk(), Client()
    client.force_login(desk.publisher)
    later, now = desk.everywhere(since=BEGINS), desk.everywhere()
    before = client.get(reverse("ban-tin:dinh-chinh", args=[later.pk]))
    assert all("chính" not in f"{one.saying.title}{one.saying.text}" for one in before.context["form"].sent)
    assert "chưa đến ngày đăng" in before.content.decode()
    after = client.get(reverse("ban-tin:dinh-chinh", args=[now.pk])).content.decode()
    assert "chưa nhận" in after and "Đính chính: " in after
    correct(desk, later, HOUR)
    page = client.get(reverse("ban-tin:channels", args=[later.pk]))
    assert all("chính" not in f"{one.saying.title}{one.saying.text}" for one in page.context["spoken"])


@pytest.mark.parametrize("frozen", [True, False])
def test_no_first_letter_leaves_after_the_last_day_though_the_text_was_put_right(frozen: bool, settings: Settings) -> None:
    server = Server()
    at(server, settings)
    desk = Desk()
    desk.subscribers(1)
    bulletin = desk.mailed(since=BEGINS, until=BEGINS)
    if frozen:
        run.work()
    correct(desk, bulletin, HOUR)
    if frozen:
        with clock.held(clock.midnight(BEGINS)):
            run.work()
    with clock.held(clock.midnight(BEGINS + timedelta(days=2))):
        run.work()
    assert not Dispatch.objects.exclude(course="ended").exists()  # and it is not the mail server that they wait for
    with server.up(), clock.held(clock.midnight(BEGINS + timedelta(days=3))):
        run.work()
    assert server.took == []
    assert set(Delivery.objects.values_list("state", flat=True)) <= {State.CANCELLED}
    assert not Dispatch.objects.filter(channel=ChannelKey.EMAIL).exclude(course="ended").exists()


def test_after_the_last_day_a_correction_goes_to_those_alone_who_had_the_text(server: Server) -> None:
    desk = Desk()
    desk.subscribers(2)
    server.to_rcpt = lambda address: "450 later" if address.startswith("doc-gia-2") else "250 ok"
    bulletin = desk.mailed(since=DAY, until=DAY)
    run.work()
    server.to_rcpt = lambda address: "250 ok"
    server.took.clear()
    correct(desk, bulletin, HOUR)
    with clock.held(clock.midnight(BEGINS) + HOUR):
        run.work()
    assert server.addresses == ["doc-gia-1@vidu.example"]
    assert server.letter()["Subject"] == f"Đính chính: {TITLE}"


@pytest.mark.parametrize("frozen", [True, False])
def test_days_that_a_correction_gives_anew_bring_a_first_letter_to_whoever_had_none(frozen: bool, settings: Settings) -> None:
    server = Server()
    at(server, settings)
    desk = Desk()
    desk.subscribers(2)
    bulletin = desk.mailed(since=DAY, until=DAY)
    if frozen:
        run.work()
    with clock.held(NINE + timedelta(days=2)):
        run.work()
    assert server.took == [] and Dispatch.objects.exists() is frozen
    correct(desk, bulletin, timedelta(days=2), until=DAY + timedelta(days=5))
    with server.up(), clock.held(NINE + timedelta(days=2, hours=1)):
        run.work()
        holds()
    assert [letter["Subject"] for letter in map(server.letter, range(len(server.took)))] == [TITLE] * 2
    assert "chính" not in words(server.letter())
    correct(desk, bulletin, timedelta(days=3), title="Lịch tiêm cuối", until=DAY + timedelta(days=6))
    with server.up(), clock.held(NINE + timedelta(days=3, hours=1)):
        run.work()
    assert [letter["Subject"] for letter in map(server.letter, range(2, len(server.took)))] == ["Đính chính: Lịch tiêm cuối"] * 2


def test_what_an_officer_stopped_is_not_sent_because_its_days_were_prolonged(settings: Settings) -> None:
    server = Server()
    at(server, settings)
    desk = Desk()
    desk.subscribers(1)
    bulletin = desk.mailed(since=DAY, until=DAY)
    run.work()
    egress.stop(Dispatch.objects.get(), by=desk.publisher, on=DAY, reason="Nhầm danh sách", at=clock.now())
    correct(desk, bulletin, timedelta(days=2), until=DAY + timedelta(days=5))
    with server.up(), clock.held(NINE + timedelta(days=2, hours=1)):
        run.work()
    assert server.took == []


def test_whoever_subscribed_after_a_text_was_mailed_is_sent_none_because_its_days_are_prolonged(server: Server) -> None:
    desk = Desk()
    desk.subscribers(1)
    bulletin = desk.mailed(since=DAY, until=DAY)
    run.work()
    egress.subscribe(outlet=desk.mailing, address="moi@vidu.example", by=desk.publisher, on=DAY)
    server.took.clear()
    correct(desk, bulletin, timedelta(days=2), until=DAY + timedelta(days=5))
    with clock.held(NINE + timedelta(days=2, hours=1)):
        run.work()
    assert server.addresses == ["doc-gia-1@vidu.example"]
