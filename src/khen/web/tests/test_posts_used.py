"""A post ends on its first day unless something was done by it: an act that it allows and that no other post of theirs does."""

from datetime import timedelta
from typing import Any

import pytest

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Person, Post
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.domains.newsroom import acts
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.organisation import acts as organisation
from khen.web.wagtail_hooks import COUNTERS

pytestmark = pytest.mark.django_db
TEXT: dict[str, Any] = {"title": "Hướng dẫn nộp hồ sơ qua mạng", "body_html": "<p>Nộp tại nhà.</p>", "topic": "dich-vu-cong"}


@pytest.fixture
def room() -> Newsroom:
    assert COUNTERS  # what each entry needs is said with them
    return Newsroom()


@pytest.fixture
def governor(room: Newsroom) -> Person:
    return a_person(Role.ADMINISTRATOR, body=room.body)


def given(room: Newsroom, person: Person, role: str, governor: Person) -> Post:
    today = clock.today()
    return organisation.give_post(person=person, body=room.body, role=role, since=today, by=governor, on=today)


def test_a_post_ends_on_its_first_day_where_another_one_allowed_what_was_done(room: Newsroom, governor: Person) -> None:
    today, other = clock.today(), a_person(Role.VIEWER, body=room.body)
    posts = {role: given(room, other, role, governor) for role in (Role.AUTHOR, Role.APPROVER, Role.PUBLISHER)}
    acts.submit(acts.write(by=other, body=room.body, on=today, **TEXT), by=other, on=today)
    acts.approve(room.submitted(), by=other, on=today)
    for role in (Role.AUTHOR, Role.APPROVER):
        with pytest.raises(Refusal, match="Hôm nay đã có việc"):
            organisation.end_post(posts[role], until=today, by=governor, on=today)
    organisation.end_post(posts[Role.PUBLISHER], until=today, by=governor, on=today)


def test_what_may_need_more_than_another_post_allows_keeps_a_post(room: Newsroom, governor: Person) -> None:
    today, other, text = clock.today(), a_person(Role.AUTHOR, body=room.body), room.submitted()
    post = given(room, other, Role.APPROVER, governor)
    remark = acts.remark(text, by=room.publisher, on=today, text="Ghi rõ giờ nhận hồ sơ.")
    acts.settle_remark(text, remark=remark, by=other, on=today)
    with pytest.raises(Refusal, match="Hôm nay đã có việc"):
        organisation.end_post(post, until=today, by=governor, on=today)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.INSPECTOR])
def test_a_post_that_lets_people_only_look_may_always_be_ended(room: Newsroom, governor: Person, role: str) -> None:
    today, other = clock.today(), a_person()
    post = given(room, other, role, governor)
    organisation.announce_leave(
        other, body=room.body, deputy=room.author, since=today, until=today + timedelta(days=3), by=other, on=today
    )
    assert organisation.end_post(post, until=today, by=governor, on=today).until == today


def test_being_away_is_no_work_of_a_post(room: Newsroom, governor: Person) -> None:
    today, other = clock.today(), a_person()
    post = given(room, other, Role.AUTHOR, governor)
    organisation.announce_leave(
        other, body=room.body, deputy=room.author, since=today, until=today + timedelta(days=3), by=other, on=today
    )
    organisation.end_post(post, until=today, by=governor, on=today)
