"""Rings on phones: sealed for one browser, neutral on a lock screen, handed only to push services of browsers."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from pytest_django import Settings

from khen.atoms import clock
from khen.bodies.models import Person, Post
from khen.domains.newsroom.tests.makers import Newsroom
from khen.egress.channels import ringer, sealed
from khen.egress.terms import Outcome, State
from khen.tidings import choices, notices, rings
from khen.tidings.models import Parcel, ParcelTry, Receiver
from khen.tidings.reading import follow
from khen.tidings.terms import Road, Told
from khen.tidings.tests.makers import MORNING, returned
from khen.tidings.tests.push_service import HOST, Browser, Service, claims

pytestmark = pytest.mark.django_db
CHOICES, HERE = "/quan-tri/thong-bao/lua-chon/", "/quan-tri/thong-bao/"


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    """A home with the house's key."""
    settings.ENV = replace(settings.ENV, home=tmp_path)
    sealed.make(tmp_path)
    return tmp_path


@pytest.fixture
def service(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with Service(home).up() as service:
        monkeypatch.setattr(rings, "WAY", service.way())
        yield service


@pytest.fixture
def room() -> Newsroom:
    with clock.held(MORNING):
        return Newsroom()


def press(person: Person, browser: Browser, path: str = "one") -> str:
    """The button on the person's page; what the page says then."""
    client = Client()
    client.force_login(person)
    return client.post(CHOICES, browser.form(path), follow=True).content.decode()


def at_work(after: timedelta = timedelta(), *, told: Newsroom | None = None) -> int:
    """What the worker does so long after eight in the morning. Returns how many rings were made."""
    with clock.held(MORNING + after):
        if told:
            returned(told)
        follow()
        made = rings.plan(clock.now())
        while rings.send():
            pass
        return made


def states() -> list[str]:
    return list(Parcel.objects.order_by("pk").values_list("state", flat=True))


def outcomes() -> list[str]:
    return list(ParcelTry.objects.order_by("pk").values_list("outcome", flat=True))


def test_a_ring_says_how_many_wait_to_one_browser_and_nothing_to_the_service(
    service: Service, home: Path, room: Newsroom
) -> None:
    browser = Browser()
    assert "Từ giờ máy này được báo." in press(room.author, browser)
    with clock.held(MORNING):
        returned(room, "Chợ phiên")
    assert at_work(told=room) == 1 and at_work() == 0
    path, headers, body = service.took[0]
    assert len(service.took) == 1 and path == "/one" and headers["Content-Encoding"] == "aes128gcm" and int(headers["TTL"]) > 0
    assert browser.opened(body) == {"title": "Khèn: 2 việc mới chờ đồng chí"}
    with pytest.raises(InvalidTag):
        Browser().opened(body)
    said, key = claims(headers["Authorization"])
    assert said["aud"] == f"https://{HOST}" and said["sub"] == "mailto:ban-tin@khen.example" and key == rings.public_key()
    assert 0 < said["exp"] - MORNING.timestamp() <= 24 * 3600
    assert (states(), outcomes()) == ([State.ACCEPTED], [Outcome.ACCEPTED])


def test_a_sealed_ring_is_the_one_of_the_standard() -> None:
    """RFC 8291, section 5."""
    point = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    keys = sealed.Keys.read(point, "BTBZMqHH6r4Tts7J_aSIgg")
    number = int.from_bytes(sealed.unwritten("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big")
    own = ec.derive_private_key(number, sealed.CURVE)
    body = sealed.sealed(
        b"When I grow up, I want to be a watermelon", keys, own=own, salt=sealed.unwritten("DGv6ra1nlYgDCS1FRnbzlw")
    )
    assert sealed.written(body) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_"
        "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )
    with pytest.raises(ValueError, match="too long"):
        sealed.sealed(b"x" * 4000, keys)


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(service: Service, room: Newsroom, status: int) -> None:
    press(room.author, Browser())
    service.answer = lambda path: status
    at_work(told=room)
    assert not Receiver.objects.exists() and (states(), outcomes()) == ([State.REFUSED], [Outcome.REFUSED])
    assert at_work(timedelta(hours=1), told=room) == 0 and len(service.took) == 1


@pytest.mark.parametrize(
    ("status", "state", "rung"),
    [(503, State.ACCEPTED, 2), (429, State.ACCEPTED, 2), (0, State.UNKNOWN, 1), (400, State.REFUSED, 1), (301, State.REFUSED, 1)],
)
def test_a_ring_is_tried_again_only_where_it_surely_did_not_arrive(
    service: Service, room: Newsroom, status: int, state: str, rung: int
) -> None:
    press(room.author, Browser())
    service.answer = lambda path: status
    at_work(told=room)
    service.answer = lambda path: 201
    at_work(timedelta(minutes=2))
    assert states() == [state] and len(service.took) == rung and len(outcomes()) == rung and Receiver.objects.exists()


def test_a_service_that_is_not_there_or_is_not_who_it_says_gets_nothing(
    service: Service, room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(room.author, Browser())
    for way in (replace(service.way(), find=lambda host: ("127.0.0.1", 1)), replace(service.way(), tls=None)):
        monkeypatch.setattr(rings, "WAY", way)
        at_work(told=room)
        Parcel.objects.update(not_before=MORNING)
    assert set(outcomes()) == {Outcome.UNREACHABLE} and not service.took


def test_what_was_read_or_is_another_bodys_by_now_rings_no_phone(service: Service, room: Newsroom) -> None:
    press(room.author, Browser())
    with clock.held(MORNING):
        returned(room)
        follow()
        rings.plan(clock.now())
        notices.read(room.author)
    at_work()
    with clock.held(MORNING + timedelta(hours=1)):
        returned(room)
        follow()
        rings.plan(clock.now())
        Post.objects.filter(person=room.author).update(body=Newsroom("Khác").body)
    at_work(timedelta(hours=1))
    assert states() == [State.CANCELLED, State.CANCELLED] and not service.took


def test_a_phone_rings_once_in_five_minutes_and_not_for_what_was_turned_down(service: Service, room: Newsroom) -> None:
    press(room.author, Browser())
    assert at_work(told=room) == 1
    assert at_work(timedelta(minutes=4), told=room) == 0
    assert at_work(timedelta(minutes=5)) == 1 and len(service.took) == 2
    every = {(told.value, road.value) for told in Told for road in Road}
    choices.choose(room.author, every - {("returned", "push")}, "")
    assert at_work(timedelta(hours=1), told=room) == 0


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://169.254.169.254/latest/meta-data/",
        "https://localhost/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evil.example/fcm.googleapis.com",
        "https://fcm.googleapis.com@evil.example/x",
        "https://evil.example#@fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://x.fcm.googleapis.com/x",
        "https://notpush.apple.com/x",
        "https://fcm.googleapis.com/x\r\nHost: evil.example",
        "https://fcm.googleapis.com\\@evil.example/x",
        "https://fcm.googleapis.com/" + "x" * 1000,
        "//fcm.googleapis.com/x",
        "",
    ],
)
def test_an_address_that_is_no_push_services_is_not_taken(room: Newsroom, home: Path, endpoint: str) -> None:
    client, given = Client(), {**Browser().form(), "endpoint": endpoint}
    client.force_login(room.author)
    assert "Khèn chưa báo được qua trình duyệt này" in client.post(CHOICES, given, follow=True).content.decode()
    assert not Receiver.objects.exists() and not ringer.is_taken(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/dJ:APA91b_-",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
        "https://wns2-pn1p.notify.windows.com/w/?token=BQ%3d%3d",
        "https://web.push.apple.com/QP",
    ],
)
def test_the_push_services_of_browsers_are_taken(endpoint: str) -> None:
    assert ringer.is_taken(endpoint)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1", "100.64.0.1"])
def test_a_name_that_leads_inside_is_not_rung(host: str) -> None:
    with pytest.raises(OSError, match="no public address"):
        ringer.public(host)


@pytest.mark.parametrize(("name", "value"), [("p256dh", "AAAA"), ("p256dh", "é"), ("auth", "AAAA"), ("auth", ""), ("p256dh", "")])
def test_keys_that_are_none_are_not_taken(service: Service, room: Newsroom, name: str, value: str) -> None:
    client = Client()
    client.force_login(room.author)
    assert client.post(CHOICES, {**Browser().form(), name: value}).status_code == 302 and not Receiver.objects.exists()


def test_a_browser_rings_for_whoever_pressed_last_and_each_ends_only_their_own(service: Service, room: Newsroom) -> None:
    browser = Browser()
    press(room.author, browser)
    press(room.approver, browser)
    receiver = Receiver.objects.get()
    assert receiver.person == room.approver
    client = Client()
    client.force_login(room.author)
    for which in (str(receiver.pk), "0", "x", "9" * 40):
        assert client.post(CHOICES, {"thoi": which}).status_code == 404
    assert client.post(CHOICES, {}).status_code == 404
    client.force_login(room.approver)
    assert "Máy ấy không được báo nữa." in client.post(CHOICES, {"thoi": receiver.pk}, follow=True).content.decode()
    assert not Receiver.objects.exists()


def test_only_so_many_browsers_ring_for_one_person(service: Service, room: Newsroom) -> None:
    for number in range(rings.MOST + 2):
        press(room.author, Browser(), path=str(number))
    kept = Receiver.objects.order_by("pk").values_list("endpoint", flat=True)
    assert len(kept) == rings.MOST and kept[0].endswith("/2")


def test_the_key_is_made_once_for_its_owner_alone_and_stands_on_no_page(home: Path, room: Newsroom) -> None:
    place = home / sealed.FILE
    made = place.read_text()
    sealed.make(home)
    assert place.read_text() == made and stat.S_IMODE(place.stat().st_mode) == 0o600 and len(list(home.glob("push-key*"))) == 1
    client = Client()
    client.force_login(room.author)
    shown = client.get(CHOICES).content.decode()
    assert rings.public_key() in shown and not [line for line in made.splitlines()[1:-1] if line in shown]


def test_without_a_key_the_page_says_who_makes_it(room: Newsroom, settings: Settings, tmp_path: Path) -> None:
    settings.ENV = replace(settings.ENV, home=tmp_path)
    client = Client()
    client.force_login(room.author)
    assert "chạy khen setup" in client.get(CHOICES).content.decode()
    (tmp_path / sealed.FILE).write_text("no key")
    assert rings.public_key() == ""


def test_the_script_that_shows_a_ring_says_nothing_of_its_own(client: Client, room: Newsroom) -> None:
    client.force_login(room.author)
    answer = client.get(f"{HERE}nhan.js")
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/javascript")
    assert "showNotification(title" in answer.content.decode()
