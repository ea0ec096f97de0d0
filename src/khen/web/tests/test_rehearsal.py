"""The demonstration's mailbox: letters sent for real, read on a page; nothing of it stands outside a demonstration."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import aiosmtplib
import pytest
from django.test import Client
from pytest_django import Settings

from khen.egress import run, sink
from khen.egress.models import Subscriber
from khen.egress.terms import Standing
from khen.egress.tests.makers import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def mailbox(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """The house's own mail server, running, and the demonstration switched on."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(sink.serve(tmp_path / "mail", 0))
    port = server.sockets[0].getsockname()[1]
    settings.ENV = replace(settings.ENV, home=tmp_path, smtp_host="127.0.0.1", smtp_port=port, sink=True)
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


def test_a_hostile_letter_is_shown_as_text(mailbox: Path, settings: Settings) -> None:
    letter = "Subject: <script>alert(1)</script>\r\nTo: a@vidu.example\r\n\r\n<img src=x onerror=alert(1)>\r\n"
    asyncio.run(
        aiosmtplib.send(
            letter, sender="b@vidu.example", recipients=["a@vidu.example"], hostname="127.0.0.1", port=settings.ENV.smtp_port
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
