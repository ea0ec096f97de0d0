"""Signing in by two steps: nobody is in between them, a wrong code locks the door, a code opens it once."""

import re
from datetime import timedelta
from typing import Any

import pyotp
import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.domains.organisation import acts, reads, rules
from khen.domains.organisation.models import RecoveryCode

pytestmark = pytest.mark.django_db
HOME, DOOR, STEP, PAGE = "/quan-tri/", "/quan-tri/login/", "/quan-tri/login/ma/", "/quan-tri/buoc-thu-hai/"
GOOD, SECRET = "đường lên cột cờ Lũng Cú", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.fixture
def person() -> Person:
    person = a_person(Role.LEADER, body=a_body("Sở"))
    person.set_password(GOOD)
    person.save()
    return person


def code(secret: str = SECRET) -> str:
    """The code that the phone shows now."""
    return pyotp.TOTP(secret).at(clock.now())


@pytest.fixture
def spare(person: Person) -> list[str]:
    """The recovery codes of the person, who set up the second step an hour ago."""
    before, kept = clock.now() - timedelta(hours=1), rules.sealed(settings.SECRET_KEY, SECRET)
    told = pyotp.TOTP(SECRET).at(before)
    return acts.enrol_factor(person, sealed=kept, code=told, by=person, on=clock.today(), at=before)


def half_in(person: Person, client: Client | None = None, **more: str) -> Client:
    client = client or Client()
    answer = client.post(DOOR, {"username": person.username, "password": GOOD, **more})
    assert (answer.status_code, answer["Location"]) == (302, STEP)
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_without_a_second_factor_the_password_is_enough(person: Person) -> None:
    client = Client()
    assert client.post(DOOR, {"username": person.username, "password": GOOD})["Location"] == HOME
    assert is_in(client)
    assert client.get(DOOR)["Location"] == HOME


@pytest.mark.usefixtures("spare")
def test_after_the_password_nobody_is_in_and_the_code_opens(person: Person) -> None:
    client = half_in(person, next=PAGE)
    assert not is_in(client)
    assert client.get(HOME)["Location"].startswith(DOOR)
    assert 'name="code"' in client.get(STEP).content.decode()
    assert client.post(STEP, {"code": code()})["Location"] == PAGE
    assert is_in(client)
    assert client.get(HOME).status_code == 200
    assert client.session.get_expire_at_browser_close()


@pytest.mark.usefixtures("spare")
def test_the_same_code_does_not_open_a_second_time(person: Person) -> None:
    told = code()
    half_in(person).post(STEP, {"code": told})
    again = half_in(person)
    assert again.post(STEP, {"code": told}).status_code == 200
    assert not is_in(again)


def test_a_recovery_code_opens_once(person: Person, spare: list[str]) -> None:
    client = half_in(person)
    assert 'inputmode="numeric"' not in client.get(f"{STEP}?du-phong").content.decode()
    client.post(f"{STEP}?du-phong", {"code": spare[3]})
    assert is_in(client)
    again = half_in(person)
    again.post(f"{STEP}?du-phong", {"code": spare[3]})
    assert not is_in(again)


def test_a_wrong_or_used_recovery_code_is_answered_for_what_it_is(person: Person, spare: list[str]) -> None:
    half_in(person).post(f"{STEP}?du-phong", {"code": spare[0]})
    client = half_in(person)
    for place, told in ((f"{STEP}?du-phong", spare[0]), (f"{STEP}?du-phong", "123456"), (STEP, spare[0])):
        page = client.post(place, {"code": told}).content.decode()
        assert "Mã dự phòng này không đúng hoặc đã dùng rồi" in page and "chờ mã tiếp theo" not in page
    assert "chờ mã tiếp theo" in client.post(STEP, {"code": "12345"}).content.decode()


def test_with_no_recovery_code_left_none_is_asked_for_and_it_is_said_what_to_do(person: Person, spare: list[str]) -> None:
    client = half_in(person)
    assert "?du-phong" in client.get(STEP).content.decode()
    RecoveryCode.objects.update(used=True)
    page = client.get(STEP).content.decode()
    assert "?du-phong" not in page and "Bạn đã dùng hết mã dự phòng" in page and "gỡ đăng nhập hai bước" in page
    page = client.get(f"{STEP}?du-phong").content.decode()
    assert 'inputmode="numeric"' in page and "Nhập một trong các mã dự phòng" not in page
    page = client.post(f"{STEP}?du-phong", {"code": spare[1]}).content.decode()
    assert "Bạn đã dùng hết mã dự phòng" in page and "chờ mã tiếp theo" not in page
    assert client.post(f"{STEP}?du-phong", {"code": code()})["Location"] == HOME
    page = client.get(PAGE).content.decode()
    assert "Bạn đã dùng hết mã dự phòng" in page and "Còn 0 mã" not in page


@pytest.mark.usefixtures("spare")
def test_five_wrong_codes_lock_the_door_whatever_right_passwords_come_between(person: Person) -> None:
    answers = [half_in(person).post(STEP, {"code": "abcdef"}).status_code for _number in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    waiting = Client()
    assert waiting.post(DOOR, {"username": person.username, "password": GOOD}).status_code == 429
    assert "abcdef" not in str(list(AccessAttempt.objects.values()))


@pytest.mark.usefixtures("spare")
def test_a_door_locked_meanwhile_takes_no_right_code(person: Person) -> None:
    client = half_in(person)
    for _number in range(5):
        Client().post(DOOR, {"username": person.username, "password": "sai"})
    assert client.post(STEP, {"code": code()}).status_code == 429
    assert not is_in(client)
    assert not Entry.objects.filter(kind="organisation.factor_passed").exists()


@pytest.mark.usefixtures("spare")
def test_the_second_step_is_nobodys_without_the_first(person: Person) -> None:
    client = Client()
    assert client.get(STEP)["Location"] == DOOR
    assert client.post(STEP, {"code": code(), "username": person.username})["Location"] == DOOR
    assert not is_in(client)


@pytest.mark.usefixtures("spare")
def test_the_first_step_is_void_after_ten_minutes_a_new_password_or_a_closed_account(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, now = half_in(person), clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=11))
    assert client.post(STEP, {"code": code()})["Location"] == DOOR
    monkeypatch.undo()
    client = half_in(person)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert client.post(STEP, {"code": code()})["Location"] == DOOR
    Person.objects.filter(pk=person.pk).update(is_active=True)
    client = half_in(person)
    person.set_password(f"{GOOD}!")
    person.save()
    assert client.post(STEP, {"code": code()})["Location"] == DOOR
    assert not is_in(client)


@pytest.mark.usefixtures("spare")
def test_a_first_step_taken_while_the_clock_ran_ahead_is_void_once_it_is_right(person: Person) -> None:
    client = half_in(person)
    with clock.held(clock.now() - timedelta(days=730)):
        assert client.post(STEP, {"code": code()})["Location"] == DOOR
    assert not is_in(client)


@pytest.mark.usefixtures("spare")
@pytest.mark.parametrize("told", ["", " ", "\x00", "1" * 100_000, "１２３４５６", "<script>"])
def test_nothing_sent_as_a_code_breaks_the_step(person: Person, told: str) -> None:
    client = half_in(person)
    assert client.post(STEP, {"code": told}).status_code == 200
    assert not is_in(client)


@pytest.mark.usefixtures("spare")
def test_a_forged_code_is_refused(person: Person) -> None:
    client = half_in(person, Client(enforce_csrf_checks=False))
    client.handler.enforce_csrf_checks = True
    assert client.post(STEP, {"code": code()}).status_code == 403
    assert not is_in(client)


def shown_secret(page: str) -> str:
    return re.findall(r"<code>([A-Z2-7 ]{39})</code>", page)[0].replace(" ", "")


def test_somebody_sets_it_up_with_the_picture_and_a_code(person: Person) -> None:
    client = Client()
    client.force_login(person)
    answer = client.get(PAGE)
    page = answer.content.decode()
    assert "desk-qr" in page and "no-store" in answer["Cache-Control"]
    secret = shown_secret(page)
    assert secret == shown_secret(client.get(PAGE).content.decode())
    assert secret not in str([session.get_decoded() for session in Session.objects.all()])
    wrong = client.post(PAGE, {"code": "abcdef"})
    assert "error-message" in wrong.content.decode() and not reads.has_factor(person)
    done: Any = client.post(PAGE, {"code": code(secret)})
    codes = re.findall(r"<code>([a-z0-9]{4}-[a-z0-9]{4})</code>", done.content.decode())
    assert len(codes) == 10 and "no-store" in done["Cache-Control"]
    later = client.get(PAGE).content.decode()
    assert not [word for word in (secret, *codes) if word in later]
    newcomer = half_in(person)
    newcomer.post(f"{STEP}?du-phong", {"code": codes[0]})
    assert is_in(newcomer)


def test_the_page_is_nobodys_who_is_not_signed_in() -> None:
    assert Client().get(PAGE)["Location"].startswith(DOOR)
    assert Client().post(PAGE, {"code": "123456"})["Location"].startswith(DOOR)


@pytest.mark.usefixtures("spare")
def test_whoever_has_it_sees_no_secret_again_and_sets_up_no_second(person: Person) -> None:
    client = Client()
    client.force_login(person)
    page = client.get(PAGE).content.decode()
    assert "desk-qr" not in page and "otpauth" not in page
    again = client.post(PAGE, {"code": code()}).content.decode()
    assert "error-message" in again and "desk-codes" not in again
    assert Entry.objects.filter(kind="organisation.factor_enrolled").count() == 1
