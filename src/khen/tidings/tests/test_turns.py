"""Whoever has the next step with a text is told so, by the rule by which the step itself asks who may; nobody else is."""

from datetime import timedelta
from typing import Any

import pytest

from khen.atoms import clock
from khen.bodies.models import Person, Post
from khen.bodies.terms import Role
from khen.bodies.tests.makers import LONG_AGO, a_person, signed_in
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import Newsroom
from khen.tidings.models import Notice
from khen.tidings.reading import follow
from khen.tidings.terms import Told

pytestmark = pytest.mark.django_db
HERE, CHOICES = "/quan-tri/thong-bao/", "/quan-tri/thong-bao/lua-chon/"
TURNS = (Told.TO_INITIAL, Told.TO_APPROVE, Told.TO_PUBLISH, Told.TO_CHECK)


def told(person: Person) -> list[str]:
    """What a person was told, the oldest first."""
    follow()
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("told", flat=True))


def regulated(room: Newsroom, which: str, **given: Any) -> None:
    today = clock.today()
    acts.regulate(by=room.leader, body=room.body, on=today, regulated=which, since=today, legal_basis="Quy chế 05", **given)


def with_initials() -> Newsroom:
    room = Newsroom()
    regulated(room, "initials")
    return room


def submitted(room: Newsroom, by: Person | None = None) -> Bulletin:
    given: dict[str, Any] = {"topic": "khac", "title": "Chợ phiên", "body_html": "<p>Họp ngày chủ nhật.</p>"}
    made = acts.write(by=by or room.author, body=room.body, on=clock.today(), **given)
    return acts.submit(made, by=by or room.author, on=clock.today())


def test_a_text_that_must_be_initialled_is_told_to_whoever_may_do_that_and_to_the_approver_once_it_is() -> None:
    room, other = with_initials(), Newsroom("Khác")
    text = submitted(room)
    assert told(room.leader) == [Told.TO_INITIAL] and not told(room.approver) and not told(other.leader)
    shown = signed_in(room.leader).get(HERE).content.decode()
    assert "Có tin bài chờ bạn ký nháy: Chợ phiên" in shown
    acts.initial(text, by=room.leader, on=clock.today())
    assert told(room.approver) == [Told.TO_APPROVE] and told(room.leader) == [Told.TO_INITIAL]
    assert not told(other.approver) and not told(room.author)


def test_a_version_that_was_initialled_before_it_came_back_waits_for_the_approver_alone() -> None:
    room, today = with_initials(), clock.today()
    text = acts.initial(submitted(room), by=room.leader, on=today)
    acts.submit(acts.send_back(text, by=room.approver, on=today, reason="Đợi số liệu"), by=room.author, on=today)
    assert told(room.approver) == [Told.TO_APPROVE, Told.TO_APPROVE] and told(room.leader) == [Told.TO_INITIAL]


def test_nobody_is_told_to_initial_or_approve_what_they_wrote_nor_what_they_may_not_in_anothers_place() -> None:
    room = with_initials()
    for role in (Role.LEADER, Role.APPROVER):
        Post.objects.create(person=room.author, body=room.body, role=role, since=LONG_AGO)
    deputy = a_person(name="Cán bộ làm thay")
    post = room.author.posts.get(role=Role.LEADER)
    held = {"since": LONG_AGO, "until": clock.today() + timedelta(days=9), "for_post": post}
    Post.objects.create(person=deputy, body=room.body, role=Role.LEADER, **held)
    acts.initial(submitted(room), by=room.leader, on=clock.today())
    assert not told(room.author) and not told(deputy) and told(room.approver) == [Told.TO_APPROVE]


def test_an_approved_text_is_told_to_whoever_publishes_and_to_its_author() -> None:
    room, other = Newsroom(), Newsroom("Khác")
    acts.approve(submitted(room), by=room.approver, on=clock.today())
    assert told(room.publisher) == [Told.TO_PUBLISH] and told(room.author) == [Told.APPROVED] and not told(other.publisher)
    assert "Có tin bài chờ bạn đăng: Chợ phiên" in signed_in(room.publisher).get(HERE).content.decode()


def test_an_author_who_publishes_is_told_once_of_the_approval() -> None:
    room = Newsroom()
    Post.objects.create(person=room.author, body=room.body, role=Role.PUBLISHER, since=LONG_AGO)
    acts.approve(submitted(room), by=room.approver, on=clock.today())
    assert told(room.author) == [Told.APPROVED]


def test_what_went_out_before_approval_is_told_to_whoever_may_check_it_and_to_nobody_with_a_hand_in_it() -> None:
    room, other = Newsroom(), Newsroom("Khác")
    regulated(room, "post_check", author=room.author, days=2)
    for person in (room.author, room.publisher):
        Post.objects.create(person=person, body=room.body, role=Role.APPROVER, since=LONG_AGO)
    acts.publish_unapproved(submitted(room), by=room.publisher, on=clock.today(), outlets=[room.outlet()])
    assert told(room.approver) == [Told.TO_APPROVE, Told.TO_CHECK]
    assert told(room.author) == [Told.PUBLISHED] and told(room.publisher) == [Told.TO_APPROVE]
    assert not told(other.approver)
    assert "Có tin bài chờ bạn hậu kiểm: Chợ phiên" in signed_in(room.approver).get(HERE).content.decode()


def test_a_correction_waits_for_the_same_check_and_is_told_to_the_same_people() -> None:
    room, today = Newsroom(), clock.today()
    text = acts.approve(submitted(room), by=room.approver, on=today)
    text = acts.publish(text, by=room.publisher, on=today, outlets=[room.outlet()])
    acts.correct(text, by=room.publisher, on=today, reason="Sai ngày", body_html="<p>Họp ngày thứ bảy.</p>")
    assert told(room.approver) == [Told.TO_APPROVE, Told.TO_CHECK]


def test_each_turn_is_offered_among_what_may_be_turned_down_and_is_not_told_then() -> None:
    room = with_initials()
    offered = signed_in(room.leader).get(CHOICES).content.decode()
    assert all(f'value="{one}:{road}"' in offered for one in TURNS for road in ("screen", "mail", "push"))
    signed_in(room.leader).post(CHOICES, {"chon": "1", "loai": [f"{Told.TO_APPROVE}:screen"]})
    submitted(room)
    assert not told(room.leader)
