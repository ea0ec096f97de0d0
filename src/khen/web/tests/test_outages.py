"""While the database or the disk takes nothing: readers are asked to come back, officers told why, the console told once."""

import errno
import logging
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.utils import IntegrityError, InterfaceError, OperationalError
from django.test import Client

from khen.atoms import clock
from khen.domains.portals.models import Portal
from khen.domains.portals.tests.makers import a_portal, an_article
from khen.egress import beacon
from khen.settings import logs
from khen.web import outages
from khen.web.outages import Outage, Told

pytestmark = pytest.mark.django_db
GONE = 'connection failed: connection to server at "10.0.0.9", port 5432\nfailed: Connection refused'


@pytest.fixture(autouse=True)
def an_empty_cache() -> None:
    cache.clear()


@pytest.fixture
def downed() -> Iterator[Callable[[], None]]:
    """From the call on the database answers nothing."""
    wrappers = list(connection.execute_wrappers)

    def gone(*_: Any) -> Any:
        raise OperationalError(GONE)

    yield lambda: connection.execute_wrappers.append(gone)
    connection.execute_wrappers[:] = wrappers


def ask(portal: Portal, path: str = "/", **more: Any) -> Any:
    return Client(raise_request_exception=False).get(path, headers={"host": portal.site.hostname}, **more)


def two_minutes_later(monkeypatch: pytest.MonkeyPatch) -> None:
    now, today = clock.now(), clock.today()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=2))
    monkeypatch.setattr(clock, "today", lambda: today)


def sqlite(code: int, words: str) -> OperationalError:
    """As Django raises what SQLite says."""
    cause = sqlite3.OperationalError(words)
    cause.sqlite_errorcode = code
    error = OperationalError(words)
    error.__cause__ = cause
    return error


def test_readers_are_asked_to_come_back_while_the_database_is_down(downed: Callable[[], None]) -> None:
    portal = a_portal()
    path = f"/tin/{an_article(portal).pk}-/"
    ask(portal, "/robots.txt")
    downed()
    for address in ("/", path, "/tim-kiem/?q=x", "/khong-co/", "/huy-nhan-tin/x/"):
        answer = ask(portal, address)
        said = answer.content.decode()
        assert answer.status_code == 503 and answer.headers["Retry-After"] == "60", address
        assert "Xin quay lại sau ít phút" in said and "quản trị" not in said and answer.headers["Cache-Control"] == "no-store"


def test_a_portal_that_nobody_asked_for_before_says_the_same(downed: Callable[[], None]) -> None:
    portal = a_portal()
    downed()
    assert ask(portal).status_code == 503


@pytest.mark.parametrize("path", ["/loa/ticker/x.json", "/loa/popup/x.json", "/nguon-tin/x.atom", "/nguon-tin/chu-de/y.rss"])
def test_programs_get_no_words_they_cannot_read(path: str, downed: Callable[[], None]) -> None:
    portal = a_portal()
    downed()
    answer = ask(portal, path)
    assert answer.status_code == 503 and answer.content == b"" and answer.headers["Retry-After"] == "60"


def test_a_view_that_cannot_be_counted_is_answered_without_words(downed: Callable[[], None]) -> None:
    portal = a_portal()
    downed()
    headers = {"host": portal.site.hostname, "user-agent": "Mozilla"}
    answer = Client(raise_request_exception=False).post("/_xem", "/", content_type="text/plain", headers=headers)
    assert answer.status_code == 503 and answer.content == b""


def test_officers_are_told_that_it_is_the_database(downed: Callable[[], None]) -> None:
    a_portal(default=True)
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "somebody"
    downed()
    answer = client.get("/quan-tri/", headers={"host": "localhost"})
    said = answer.content.decode()
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "60"
    assert "Cơ sở dữ liệu" in said and "quản trị viên" in said


def test_a_kept_page_is_given_for_the_rest_of_the_day(downed: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    portal = a_portal()
    first = ask(portal)
    downed()
    two_minutes_later(monkeypatch)
    assert Client(raise_request_exception=False).get("/", headers={"host": "khong-biet.example"}).status_code == 503
    answer = ask(portal)
    assert answer.status_code == 200 and answer.content == first.content


def test_a_page_no_longer_fresh_is_made_anew_while_the_database_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    portal = a_portal(name="Trang cũ")
    ask(portal)
    Portal.objects.filter(pk=portal.pk).update(name="Trang mới")
    assert "Trang cũ" in ask(portal).content.decode()
    two_minutes_later(monkeypatch)
    assert "Trang mới" in ask(portal).content.decode()


def test_a_full_disk_is_named_to_officers_and_costs_readers_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    portal = a_portal(default=True)

    def full(*_: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(beacon, "note", full)
    headers = {"host": portal.site.hostname, "user-agent": "Mozilla"}
    assert ask(portal).status_code == 200
    client = Client(raise_request_exception=False)
    assert client.post("/_xem", "/", content_type="text/plain", headers=headers).status_code == 503
    monkeypatch.setattr("khen.web.second_step.SignIn.dispatch", full)
    answer = client.get("/quan-tri/login/", headers={"host": "localhost"})
    assert answer.status_code == 503 and "hết chỗ" in answer.content.decode()


def test_an_outage_is_told_from_a_mistake_of_the_house() -> None:
    assert outages.of(sqlite(sqlite3.SQLITE_FULL, "database or disk is full")) == Outage.FULL
    assert outages.of(sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT, "database is locked")) == Outage.AWAY
    assert outages.of(sqlite(sqlite3.SQLITE_ERROR, "no such table: x")) is None
    assert outages.of(InterfaceError("connection already closed")) == Outage.AWAY
    assert [outages.of(one) for one in (IntegrityError("x"), OSError(errno.ENOENT, "x"), ValueError(), None)] == [None] * 4
    assert outages.of(OSError(errno.EDQUOT, "x")) == Outage.FULL


class Console(logging.Handler):
    """What the console would be told, through the filter that stands before it."""

    def __init__(self, told: Told) -> None:
        super().__init__(logging.ERROR)
        self.addFilter(told)
        self.lines: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record)


def test_of_an_outage_the_console_is_told_one_line_a_minute_and_no_traceback(
    downed: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    console = Console(Told(clock=lambda: now[0]))
    assert "khen.web.outages.Told" in str(logs.LOGGING["filters"]) and "outages" in str(logs.LOGGING["handlers"])
    monkeypatch.setattr(logging.getLogger("django"), "handlers", [console])
    portal = a_portal()
    downed()
    for _ in range(3):
        ask(portal)
    (line,) = console.lines
    assert line.exc_info is None and "Connection refused" in line.getMessage() and "\n" not in line.getMessage()
    now[0] = 61.0
    ask(portal)
    assert len(console.lines) == 2


def test_every_other_fault_keeps_its_traceback() -> None:
    try:
        raise ValueError("x")
    except ValueError as error:
        found = (type(error), error, error.__traceback__)
    record = logging.LogRecord("khen", logging.ERROR, "", 1, "x", (), found)
    assert Told().filter(record) is True and record.exc_info is not None
