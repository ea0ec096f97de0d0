"""Leaders, editors and administrators set up the second step before anything else, where the house asks for it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from django.conf import settings
from django.test import Client

from khen.atoms import clock
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.domains.organisation import acts, rules
from khen.settings import env

pytestmark = pytest.mark.django_db
HOME, PAGE, LIST = "/quan-tri/", "/quan-tri/buoc-thu-hai/", "/quan-tri/ban-tin/"


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ENV", replace(settings.ENV, second_factor=True))


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(a_person(role, body=a_body("Sở")))
    return client


@pytest.mark.parametrize("role", [Role.LEADER, Role.PUBLISHER, Role.ADMINISTRATOR])
def test_whoever_needs_it_is_led_there_and_may_do_nothing_else(role: Role) -> None:
    client = signed_in(role)
    assert [client.get(place).headers.get("Location") for place in (HOME, LIST, "/quan-tri/thong-bao/")] == [PAGE] * 3
    assert client.post("/quan-tri/bo-loc/", {"name": "x"})["Location"] == PAGE
    page = client.get(PAGE)
    assert page.status_code == 200 and "Vị trí của bạn" in page.content.decode()
    assert client.post("/quan-tri/logout/").status_code == 302


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.APPROVER, Role.CLERK, Role.INSPECTOR, Role.VIEWER])
def test_others_go_on_without_it(role: Role) -> None:
    client = signed_in(role)
    assert client.get(HOME).status_code == 200
    assert "Vị trí của bạn" not in client.get(PAGE).content.decode()


def test_once_set_up_every_page_opens() -> None:
    person, secret, now = a_person(Role.LEADER, body=a_body("Sở")), pyotp.random_base32(), clock.now()
    client = Client()
    client.force_login(person)
    kept = rules.sealed(settings.SECRET_KEY, secret)
    acts.enrol_factor(person, sealed=kept, code=pyotp.TOTP(secret).at(now), by=person, on=clock.today(), at=now)
    assert client.get(HOME).status_code == 200


def test_an_issued_password_is_changed_first() -> None:
    person = a_person(Role.LEADER, body=a_body("Sở"))
    acts.issue_password(person, by=None, on=clock.today())
    person.refresh_from_db()
    client = Client()
    client.force_login(person)
    assert client.get(HOME)["Location"] == client.get(PAGE)["Location"] == "/quan-tri/doi-mat-khau/"


def test_a_post_to_come_or_ended_asks_for_nothing_yet() -> None:
    person = a_person(Role.AUTHOR, body=a_body("Sở"))
    today = clock.today()
    post = person.posts.get()
    person.posts.create(body=post.body, role=Role.LEADER, since=today + timedelta(days=1))
    person.posts.create(body=post.body, role=Role.LEADER, since=today - timedelta(days=9), until=today)
    client = Client()
    client.force_login(person)
    assert client.get(HOME).status_code == 200


def test_where_nobody_chose_every_home_but_the_samples_asks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KHEN_HOME", str(tmp_path))
    said = {}
    for chosen in ("", "0", "1"):
        monkeypatch.setenv("KHEN_SECOND_FACTOR", chosen)
        real = env.read()
        real.sample_marker.unlink(missing_ok=True)
        before = real.needs_second_factor
        real.sample_marker.write_text("told")
        said[chosen] = (before, real.needs_second_factor)
    assert said == {"": (True, False), "0": (False, False), "1": (True, True)}


@pytest.mark.parametrize("given", ["true", "2", "có", "\x1b[2J"])
def test_anything_but_0_and_1_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("KHEN_SECOND_FACTOR", given)
    with pytest.raises(ValueError, match="KHEN_SECOND_FACTOR"):
        env.read()
