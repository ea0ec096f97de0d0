"""The demonstration's mailbox: letters sent for real, read on a page; nothing of it stands outside a demonstration."""

import asyncio
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiosmtplib
import pytest
from django.test import Client
from pytest_django import Settings

from khen.atoms import clock
from khen.egress import run, sink
from khen.egress.channels.postman import HOUSE
from khen.egress.models import Attempt, Delivery, Dispatch, Subscriber
from khen.egress.terms import Outcome, Standing, State
from khen.egress.tests.makers import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """The house's own mail server, running, and the demonstration switched on."""
    loop = asyncio.new_event_loop()
    settings.ENV = replace(settings.ENV, home=tmp_path, smtp_host="127.0.0.1", sink=True)
    server = loop.run_until_complete(sink.serve(tmp_path / "mail", 0, settings.ENV.mail_password))
    settings.ENV = replace(settings.ENV, smtp_port=server.sockets[0].getsockname()[1])
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield tmp_path / "mail"
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    server.close()
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()


def test_a_published_bulletin_is_read_in_the_mailbox(mailbox: Path) -> None:
    desk = Desk()
    desk.subscribers(2)
    desk.mailed(title="Thông báo nghỉ lễ 30/4", body_html="<p>Nghỉ <strong>4 ngày</strong>.</p>")
    run.work()
    reader = Client(headers={"host": "localhost"})
    listed = reader.get("/hop-thu-thu/").content.decode()
    assert listed.count("Thông báo nghỉ lễ 30/4") == 2 and "doc-gia-2@vidu.example" in listed
    name = sink.letters(mailbox)[0]
    page = reader.get(f"/hop-thu-thu/{name}/").content.decode()
    assert 'sandbox src="' in page and "List-Unsubscribe" in page and "Nghỉ 4 ngày." in page
    html = reader.get(f"/hop-thu-thu/{name}/html/")
    assert "<strong>4 ngày</strong>" in html.content.decode() and "sandbox" in html["Content-Security-Policy"]
    assert reader.get("/hop-thu-thu/khong-co/").status_code == 404


def put(folder: Path, count: int, *, subject: str = "Bản tin số {}", first: int = 1) -> None:
    """Letters as the mail server keeps them, one after the other."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        letter = EmailMessage(policy=SMTP)
        letter["Subject"], letter["To"] = subject.format(number), f"doc-gia-{number}@vidu.example"
        letter.set_content("Nội dung.")
        (folder / f"20200629-080000-{number:06d}-{number:04d}.eml").write_bytes(bytes(letter))


def test_an_old_letter_is_found_by_its_subject_or_its_recipient_however_many_came_after_it(mailbox: Path) -> None:
    put(mailbox, 1, subject="Đính chính: Chợ phiên Đồng Văn họp lại")
    put(mailbox, 499, first=2)
    reader = Client(headers={"host": "localhost"})
    assert "Đồng Văn" not in reader.get("/hop-thu-thu/").content.decode()
    for words in ("dong van cho phien", "Đính chính: Chợ phiên Đồng Văn họp lại", "DOC-GIA-1@"):
        found = reader.get("/hop-thu-thu/", {"tim": words}).content.decode()
        assert found.count("<td><a ") == 1 and "Chợ phiên Đồng Văn" in found
    nothing = reader.get("/hop-thu-thu/", {"tim": '"><script>'}).content.decode()
    assert "Không có thư nào khớp" in nothing and '"><script>' not in nothing


def test_the_mailbox_has_pages_of_fifty_that_keep_the_words_asked_for(mailbox: Path) -> None:
    put(mailbox, 120)
    reader = Client(headers={"host": "localhost"})
    first = reader.get("/hop-thu-thu/").content.decode()
    assert first.count("<td><a ") == 50 and "Bản tin số 120<" in first and "Bản tin số 70<" not in first
    last = reader.get("/hop-thu-thu/", {"trang": "3"}).content.decode()
    assert last.count("<td><a ") == 20 and "Bản tin số 1<" in last and 'rel="next"' not in last
    assert "?tim=ban%20tin&amp;trang=2" in reader.get("/hop-thu-thu/", {"tim": "ban tin"}).content.decode()
    assert reader.get("/hop-thu-thu/", {"trang": "khong"}).status_code == 200


ASKED: list[tuple[Path, Counter[str]]] = []


def hear(event: str, told: tuple[Any, ...]) -> None:
    """Counts what Python asks of the folders that are watched now."""
    if ASKED and event in {"open", "os.listdir", "os.scandir"} and isinstance(told[0], str | Path):
        folder, heard = ASKED[-1]
        heard[event] += Path(told[0]).is_relative_to(folder)


sys.addaudithook(hear)


@contextmanager
def asked_of_the_disk(folder: Path) -> Iterator[Counter[str]]:
    ASKED.append((folder, Counter()))
    try:
        yield ASKED[-1][1]
    finally:
        ASKED.pop()


def test_the_folder_is_read_once_and_each_letter_once(mailbox: Path) -> None:
    put(mailbox, 500)
    reader = Client(headers={"host": "localhost"})
    with asked_of_the_disk(mailbox) as first:
        reader.get("/hop-thu-thu/", {"tim": "so 7"})
    assert (first["os.listdir"] + first["os.scandir"], first["open"]) == (1, 500)
    with asked_of_the_disk(mailbox) as again:
        reader.get("/hop-thu-thu/", {"tim": "so 9"})
    assert (again["os.listdir"] + again["os.scandir"], again["open"]) == (1, 0)
    with asked_of_the_disk(mailbox) as one:
        reader.get("/hop-thu-thu/20200629-080000-000007-0007/")
    assert dict(+one) == {"open": 1}


@pytest.mark.parametrize("address", ["/hop-thu-thu/", "/hop-thu-thu/20200629-080000-000001-0001/", "/he-thong-mau/"])
def test_outside_a_demonstration_the_page_says_how_one_is_started_and_nothing_else(
    settings: Settings, tmp_path: Path, address: str
) -> None:
    put(tmp_path / "mail", 1)
    settings.ENV = replace(settings.ENV, home=tmp_path, sink=False)
    Desk()
    answer = Client(headers={"host": "localhost"}).get(address)
    said = answer.content.decode()
    assert answer.status_code == 404 and "khen up --sink" in said
    assert "<title>Không tìm thấy trang - Khèn</title>" in said
    assert "doc-gia-1" not in said and "Bản tin số" not in said


@pytest.mark.parametrize("own", [False, True], ids=["a house without a mailbox", "a house with a mailbox of its own"])
def test_letters_at_the_mailbox_of_another_house_wait_together(own: bool, mailbox: Path, settings: Settings) -> None:
    here = settings.ENV
    settings.ENV = replace(here, home=mailbox / "another", sink=own)
    desk = Desk()
    desk.subscribers(12)
    desk.mailed()
    run.work()
    tried, dispatch = Attempt.objects.get(), Dispatch.objects.get()
    assert (tried.delivery, tried.outcome) == (None, Outcome.DEFERRED) and dispatch.held_because == tried.detail
    settings.ENV = here
    assert dispatch.next_try is not None and not sink.letters(mailbox)
    with clock.held(dispatch.next_try):
        run.work()
    assert len(sink.letters(mailbox)) == 12


def test_a_hostile_letter_is_shown_as_text(mailbox: Path, settings: Settings) -> None:
    letter = "Subject: <script>alert(1)</script>\r\nTo: a@vidu.example\r\n\r\n<img src=x onerror=alert(1)>\r\n"
    asyncio.run(
        aiosmtplib.send(
            letter,
            sender="b@vidu.example",
            recipients=["a@vidu.example"],
            hostname="127.0.0.1",
            port=settings.ENV.smtp_port,
            username=HOUSE,
            password=settings.ENV.mail_password,
        )
    )
    reader = Client(headers={"host": "localhost"})
    for address in ("/hop-thu-thu/", f"/hop-thu-thu/{sink.letters(mailbox)[0]}/"):
        shown = reader.get(address).content.decode()
        assert "<script>alert" not in shown and "<img src=x" not in shown


def test_a_mock_up_carries_the_script_of_its_kind(mailbox: Path) -> None:
    Desk()
    reader = Client(headers={"host": "localhost"})
    assert "egress/ticker" in reader.get("/he-thong-mau/dichvucong/").content.decode()
    assert "egress/popup" in reader.get("/he-thong-mau/vnptioffice/").content.decode()
    assert reader.get("/he-thong-mau/ban-tin-tinh/").status_code == 404
    assert "dichvucong" in reader.get("/he-thong-mau/").content.decode()


def test_the_mailbox_keeps_the_newest_letters_only(tmp_path: Path) -> None:
    keeper = sink.Keeper(tmp_path)

    class Envelope:
        content = b"Subject: x\r\n\r\n"

    for _ in range(sink.KEPT + 3):
        asyncio.run(keeper.keep(None, None, Envelope()))
    assert len(sink.letters(tmp_path)) == sink.KEPT


def test_one_click_in_a_letter_that_was_really_sent_ends_the_subscription(mailbox: Path) -> None:
    """RFC 8058: what a mail program does with the two headers, as they came over the wire, without cookies and without asking."""
    desk = Desk()
    desk.subscribers(2)
    desk.mailed(title="Bản tin thứ nhất")
    run.work()
    letters = [message for name in sink.letters(mailbox) if (message := sink.letter(mailbox, name))]
    (letter,) = [one for one in letters if one["To"] == "doc-gia-1@vidu.example"]
    raw = bytes(letter).replace(b"\r\n", b"\n")
    assert b"\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n" in b"\n" + raw
    address = urlsplit(str(letter["List-Unsubscribe"]).strip("<>"))
    assert address.scheme in {"http", "https"} and address.netloc
    program = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    answer = program.post(address.path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200 and not answer.cookies
    assert dict(Subscriber.objects.values_list("folded", "standing")) == {
        "doc-gia-1@vidu.example": Standing.UNSUBSCRIBED,
        "doc-gia-2@vidu.example": Standing.SUBSCRIBED,
    }
    desk.mailed(title="Bản tin thứ hai")
    run.work()
    second = [message for name in sink.letters(mailbox) if (message := sink.letter(mailbox, name))]
    assert [one["To"] for one in second if one["Subject"] == "Bản tin thứ hai"] == ["doc-gia-2@vidu.example"]


@pytest.mark.parametrize("with_mailbox", [True, False], ids=["another with a mailbox", "another without one"])
def test_letters_of_another_house_are_not_taken_and_wait_there(
    mailbox: Path, settings: Settings, tmp_path: Path, with_mailbox: bool
) -> None:
    settings.ENV = replace(settings.ENV, home=tmp_path / "another", sink=with_mailbox)
    desk = Desk()
    desk.subscribers(1)
    desk.mailed(title="Tin của nhà khác")
    run.work()
    assert not sink.letters(mailbox)
    assert [delivery.state for delivery in Delivery.objects.exclude(subscriber=None)] == [State.PENDING]
