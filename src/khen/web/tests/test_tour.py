"""The tour: on the first page of whoever is new, a few steps for their role, put away once, called again from help."""

from collections.abc import Sequence

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.web import tour

pytestmark = pytest.mark.django_db
HERE, KNOWN = "/quan-tri/lam-quen/", {"ro": "1"}


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, "khen.desk.backend.PostBackend")
    return client


def first_page(client: Client) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("roles", [*((role,) for role in Role.values), (Role.AUTHOR, Role.CLERK, Role.LEADER), Role.values, ()])
def test_there_are_three_to_five_steps_for_whoever_holds_a_post(roles: Sequence[str]) -> None:
    steps = tour.steps(roles)
    assert 2 + bool(roles) <= len(steps) <= tour.MOST and len({one.title for one in steps}) == len(steps)


@pytest.mark.parametrize("role", sorted({*Role.values} - {Role.VIEWER}))  # a viewer's are the inspector's
def test_each_step_leads_where_the_role_may_go(role: str) -> None:
    client = signed_in(a_person(role, body=a_body()))
    assert {client.get(one.url).status_code for one in tour.STEPS[role]} == {200}


def test_it_is_shown_until_it_is_put_away_and_can_be_called_again() -> None:
    person, other = a_person(Role.AUTHOR), a_person(Role.AUTHOR)
    client = signed_in(person)
    assert 'name="tour"' in first_page(client) and first_page(client).count('name="tour" open') == 1
    assert client.post(HERE).status_code == 404
    assert client.post(HERE, KNOWN).headers["Location"] == reverse("wagtailadmin_home")
    assert 'name="tour"' not in first_page(client)
    assert 'name="tour"' not in first_page(signed_in(person)), "nor on another device"
    assert 'name="tour"' in first_page(signed_in(other))
    again = client.get(HERE).content.decode()
    assert all(one.url in again for one in tour.steps({Role.AUTHOR})) and f'action="{HERE}"' not in again
    assert HERE in client.get("/quan-tri/huong-dan/").content.decode()
    assert not Entry.objects.exists()


def test_it_asks_the_first_page_for_nothing_more() -> None:
    client = signed_in(a_person(Role.CLERK))
    first_page(client)
    with CaptureQueriesContext(connection) as new:
        first_page(client)
    client.post(HERE, KNOWN)
    with CaptureQueriesContext(connection) as known:
        first_page(client)
    assert len(new) == len(known) <= 12


def test_it_is_put_away_only_by_its_own_person_and_only_by_a_form() -> None:
    assert Client().post(HERE, KNOWN).headers["Location"].startswith("/quan-tri/login/")
    client = signed_in(a_person(Role.VIEWER))
    assert client.get(HERE).status_code == 200 and 'name="tour"' in first_page(client)
