"""Signing in by an identity provider, a process of its own: it says who comes, an administrator has said who that is here."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
import requests
from django.conf import settings
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.bodies.models import Body, Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.domains.organisation import acts, rules
from khen.settings.provider import Provider
from tests.services.house import free_port, status, until
from tests.services.provider import CLIENT, SECRET

pytestmark = pytest.mark.django_db
BEGIN, BACK, DOOR, HOME = "/quan-tri/login/dinh-danh/", "/quan-tri/login/dinh-danh/ve/", "/quan-tri/login/", "/quan-tri/"
MAI = "a1b2-mai"


@contextmanager
def a_provider(*said: str) -> Iterator[Provider]:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "tests.services.provider", str(port), *said])
    try:
        until(lambda: status(port, "/keys") == 200)
        yield Provider(issuer=f"http://127.0.0.1:{port}", client=CLIENT, secret=SECRET)
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with a_provider() as provider:
        yield provider


@pytest.fixture(autouse=True)
def provider(running: Provider, monkeypatch: pytest.MonkeyPatch) -> Provider:
    monkeypatch.setattr(settings, "ENV", replace(settings.ENV, provider=running))
    return running


@pytest.fixture
def body() -> Body:
    return a_body("Sở")


@pytest.fixture
def admin(body: Body) -> Person:
    return a_person(Role.ADMINISTRATOR, body=body)


@pytest.fixture
def person(body: Body, admin: Person) -> Person:
    person = a_person(Role.AUTHOR, body=body)
    acts.tie_identity(person, subject=MAI, by=admin, on=clock.today())
    return person


def sent(client: Client, place: str = BEGIN) -> str:
    """Where the house sends the browser."""
    return str(client.get(place)["Location"])


def back(address: str, subject: str = MAI, flaw: str = "") -> str:
    """Where the provider sends it back to."""
    answer = requests.get(address, params={"login_hint": subject, "flaw": flaw}, allow_redirects=False, timeout=5)
    parts = urlsplit(answer.headers["Location"])
    assert (parts.hostname, parts.path) == ("testserver", BACK)
    return f"{parts.path}?{parts.query}"


def refused(client: Client, place: str) -> str:
    """What is said at the door to whoever comes back so."""
    answer = client.get(place)
    assert answer["Location"] == DOOR and "_auth_user_id" not in client.session
    return " ".join(str(one) for one in get_messages(answer.wsgi_request))


def test_whoever_is_tied_comes_in_and_lands_where_they_wanted(person: Person) -> None:
    client = Client()
    assert BEGIN in client.get(DOOR).content.decode()
    address = sent(client, f"{BEGIN}?next=/quan-tri/ban-tin/")
    asked = {name: one[0] for name, one in parse_qs(urlsplit(address).query).items()}
    assert (asked["response_type"], asked["scope"], asked["code_challenge_method"]) == ("code", "openid", "S256")
    assert client.get(back(address))["Location"] == "/quan-tri/ban-tin/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert MAI not in str(list(Entry.objects.values()))


def test_a_way_back_to_another_house_is_not_taken(person: Person) -> None:
    client = Client()
    assert client.get(back(sent(client, f"{BEGIN}?next=https://khac.example/")))["Location"] == HOME


def test_whoever_has_the_second_step_still_shows_it(person: Person) -> None:
    secret, at = pyotp.random_base32(), clock.now()
    told = {"sealed": rules.sealed(settings.SECRET_KEY, secret), "code": pyotp.TOTP(secret).at(at)}
    acts.enrol_factor(person, **told, by=person, on=clock.today(), at=at)
    client = Client()
    assert client.get(back(sent(client)))["Location"] == "/quan-tri/login/ma/"
    assert "_auth_user_id" not in client.session


FLAWS = ("iss", "aud", "nonce", "exp", "azp", "sub", "no exp", "no nonce", "no aud", "no sub", "key", "unsigned")


@pytest.mark.parametrize("flaw", FLAWS)
def test_what_is_not_signed_for_this_sign_in_opens_nothing(person: Person, flaw: str) -> None:
    client = Client()
    assert "không hợp lệ" in refused(client, back(sent(client), flaw=flaw))


def test_an_answer_is_good_once_in_one_browser_and_within_ten_minutes(person: Person) -> None:
    client, other = Client(), Client()
    place = back(sent(client))
    assert "quá lâu" in refused(other, place)
    sent(other)
    assert "không hợp lệ" in refused(other, place)  # asked by another browser
    assert "không hợp lệ" in refused(client, place.replace("state=", "state=x"))
    assert "quá lâu" in refused(client, place)
    late = back(sent(client))
    with clock.held(clock.now() + timedelta(minutes=11)):
        assert "quá lâu" in refused(client, late)


def test_nobody_is_made_and_nobody_comes_in_by_a_name_that_is_not_tied(person: Person) -> None:
    people, client = Person.objects.count(), Client()
    assert "chưa được nối" in refused(client, back(sent(client), subject=person.username))
    assert Person.objects.count() == people


def test_untied_or_closed_the_account_opens_nothing_and_sessions_end(person: Person, admin: Person) -> None:
    client = Client()
    client.get(back(sent(client)))
    acts.untie_identity(person, reason="Chuyển công tác", by=admin, on=clock.today())
    assert client.get(HOME).status_code == 302
    client = Client()
    assert "chưa được nối" in refused(client, back(sent(client)))
    acts.tie_identity(person, subject=MAI, by=admin, on=clock.today())
    acts.close_account(person, reason="Nghỉ hưu", by=admin, on=clock.today())
    assert "chưa được nối" in refused(client, back(sent(client)))


def test_at_the_counter_an_administrator_ties_and_unties(body: Body, admin: Person, person: Person) -> None:
    keeper, other = Client(), a_person(Role.VIEWER, body=body)
    keeper.force_login(admin)
    tie, untie = (reverse(f"can-bo:{verb}", args=[other.pk]) for verb in ("noi-dinh-danh", "thoi-dinh-danh"))
    for subject, said in ((MAI, "người khác"), ("mã có dấu", "nhiều nhất 255")):
        assert said in keeper.post(tie, {"subject": subject}).content.decode()
    assert keeper.post(tie, {"subject": " c3d4-other "}).status_code == 302
    client = Client()
    assert client.get(back(sent(client), subject="c3d4-other"))["Location"] == HOME
    assert keeper.post(untie, {"reason": "Sai người"}).status_code == 302
    kinds = Entry.objects.filter(about_id=other.pk, kind__startswith="organisation.identity").order_by("seq")
    assert list(kinds.values_list("kind", flat=True)) == ["organisation.identity_tied", "organisation.identity_untied"]
    stranger = Client()
    stranger.force_login(a_person(Role.ADMINISTRATOR, body=a_body("Xã khác")))
    assert stranger.post(tie, {"subject": "x"}).status_code == 404


def test_where_the_provider_is_silent_or_none_is_named_the_password_opens_the_door(
    person: Person, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    place = back(sent(client))
    silent = replace(provider, issuer=f"http://127.0.0.1:{free_port()}")
    monkeypatch.setattr(settings, "ENV", replace(settings.ENV, provider=silent))
    assert "Chưa liên lạc được" in refused(client, BEGIN) and "Chưa liên lạc được" in refused(client, place)
    monkeypatch.setattr(settings, "ENV", replace(settings.ENV, provider=None))
    assert client.get(BEGIN).status_code == client.get(BACK).status_code == 404
    assert BEGIN not in client.get(DOOR).content.decode()


OUT = "/quan-tri/logout/"


def test_whoever_came_by_the_provider_is_signed_out_there_too_and_comes_back_to_the_door(
    person: Person, provider: Provider
) -> None:
    client = Client()
    client.get(back(sent(client)))
    place = str(client.post(OUT)["Location"])
    assert place.startswith(f"{provider.issuer}/logout?") and "_auth_user_id" not in client.session
    ended = requests.get(place, allow_redirects=False, timeout=5)
    assert ended.headers["Ended"] == MAI
    assert urlsplit(ended.headers["Location"]).path == DOOR
    assert client.get(HOME).status_code == 302


def test_the_second_step_keeps_the_way_out(person: Person) -> None:
    secret, at = pyotp.random_base32(), clock.now()
    told = {"sealed": rules.sealed(settings.SECRET_KEY, secret), "code": pyotp.TOTP(secret).at(at)}
    acts.enrol_factor(person, **told, by=person, on=clock.today(), at=at)
    client = Client()
    client.get(back(sent(client)))
    with clock.held(at + timedelta(minutes=1)):
        assert client.post("/quan-tri/login/ma/", {"code": pyotp.TOTP(secret).at(clock.now())}).status_code == 302
    assert client.session["_auth_user_id"] == str(person.pk)
    assert "/logout?" in client.post(OUT)["Location"]


def test_whoever_came_by_the_password_leaves_the_house_alone(person: Person) -> None:
    client = Client()
    client.force_login(person)
    assert client.post(OUT)["Location"] == DOOR


def test_a_provider_that_knows_no_way_out_or_is_another_by_now_breaks_nothing(
    person: Person, body: Body, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    client.get(back(sent(client)))
    with a_provider("no-end") as other:
        monkeypatch.setattr(settings, "ENV", replace(settings.ENV, provider=other))
        assert client.post(OUT)["Location"] == DOOR  # what the first one signed is told to nobody else
        colleague = a_person(Role.AUTHOR, body=body)
        acts.tie_identity(colleague, subject=MAI, by=admin, on=clock.today())
        client.get(back(sent(client)))
        assert client.session["_auth_user_id"] == str(colleague.pk)
        assert client.post(OUT)["Location"] == DOOR and "_auth_user_id" not in client.session


def test_signing_out_takes_a_press_and_no_link(person: Person) -> None:
    client = Client()
    client.get(back(sent(client)))
    assert client.get(OUT).status_code == 405 and client.session["_auth_user_id"] == str(person.pk)
