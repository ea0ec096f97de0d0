"""The first page: what waits, what is due, what went back and what went out; and what it says while nothing does."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from khen.atoms import clock
from khen.bodies.models import Person, Post
from khen.bodies.terms import Role
from khen.bodies.tests.makers import LONG_AGO, a_body, a_person
from khen.domains.newsroom import acts
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.organisation import acts as organisation
from khen.web.hints import SAYINGS, hints
from khen.web.wagtail_hooks import WAITS

pytestmark = pytest.mark.django_db


def counts(person: Person) -> dict[str, int]:
    """By the sort in the list's address."""
    return {one.url.partition("=")[2]: one.count for waits in WAITS for one in waits(person) if one.count}


def page(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_text_that_was_returned_stands_with_both_until_it_is_submitted_again() -> None:
    room = Newsroom()
    today, bulletin = clock.today(), room.submitted()
    other = a_person(Role.APPROVER, body=room.body)
    acts.send_back(bulletin, by=room.approver, on=today, reason="Thiếu nguồn")
    assert counts(room.author) == {"bi-tra-lai": 1}
    assert counts(room.approver) == {"da-tra-lai": 1} and counts(other) == {}
    acts.submit(bulletin, by=room.author, on=today)
    assert counts(room.author) == {} and counts(room.approver) == counts(other) == {"duyet": 1}
    acts.send_back(bulletin, by=other, on=today, reason="Thiếu ảnh")
    assert counts(room.approver) == {} and counts(other) == {"da-tra-lai": 1}


def test_what_went_out_today_is_seen_by_all_and_what_ends_soon_by_whoever_publishes() -> None:
    room, today = Newsroom(), clock.today()
    site = room.outlet()
    for days in (1, 3, 4, None):
        ready = room.approved(until=None if days is None else today + timedelta(days=days))
        acts.publish(ready, by=room.publisher, on=today, outlets=[site])
    assert counts(room.publisher) == {"sap-het-han": 2, "dang-hom-nay": 4}
    assert counts(a_person(Role.VIEWER, body=room.body)) == {"dang-hom-nay": 4}
    assert counts(a_person(Role.VIEWER)) == {}


def test_delegations_and_posts_that_end_are_told_in_time() -> None:
    body, today = a_body(), clock.today()
    holder, other, administrator = (a_person(one, body=body) for one in (Role.CLERK, Role.VIEWER, Role.ADMINISTRATOR))
    post = Post.objects.get(person=holder)
    until = today + timedelta(days=6)
    organisation.delegate(post, to=other, since=today, until=until, by=holder, on=today)
    leaving = a_person(body=body)
    Post.objects.create(person=leaving, body=body, role=Role.VIEWER, since=LONG_AGO, until=today + timedelta(days=29))
    assert counts(holder) == counts(other) == {"sap-het": 1}
    assert counts(administrator) == {"sap-het-vi-tri": 1} and counts(leaving) == {}
    assert f"hết từ {until:%d/%m/%Y}" in page(other)


@pytest.mark.parametrize("role", Role.values)
def test_an_empty_first_page_says_what_will_stand_there_and_where_to_go(role: str) -> None:
    assert SAYINGS.keys() == set(Role.values)
    person = a_person(role)
    with translation.override("vi"):
        hint = hints()[role]
        said = page(person)
        others = [one for key, one in hints().items() if key != role]
        assert escape(str(hint.says)) in said and f'href="{hint.url}"' in said
        assert not any(escape(str(one.says)) in said for one in others)
    client = Client()
    client.force_login(person)
    assert client.get(hint.url).status_code == 200


def test_what_waits_takes_the_place_of_the_hint() -> None:
    room = Newsroom()
    room.submitted()
    said = page(room.approver)
    assert "?cho=duyet" in said
    with translation.override("vi"):
        assert escape(str(hints()[Role.APPROVER].says)) not in said
