"""Somebody stands in for another: what the other may not judge as their own, nobody judges for them in their place."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from khen.atoms.refusal import Refusal
from khen.bodies.models import Person, Post
from khen.bodies.reads import reached_as
from khen.bodies.terms import Role
from khen.domains.newsroom import acts
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db
ENDS = DAY + timedelta(days=9)
RENDERED: dict[str, Any] = {
    "language": "mong",
    "title": "Lời",
    "body_html": "<p>Lời</p>",
    "gist": "Mời nộp hồ sơ.",
    "translator": "Vàng Thị Mẩy",
}


def standing_in(holder: Person, role: Role) -> Person:
    """Somebody with no other post than this one of the holder's."""
    post = holder.posts.get(role=role)
    deputy = Person.objects.create(username=f"thay-{holder.pk}", full_name="Cán bộ làm thay")
    Post.objects.create(person=deputy, body=post.body, role=role, since=DAY, until=ENDS, for_post=post)
    return deputy


def also(person: Person, room: Newsroom, role: Role) -> Person:
    Post.objects.create(person=person, body=room.body, role=role, since=DAY)
    return person


def regulated(room: Newsroom, regulated: str, **given: Any) -> None:
    acts.regulate(by=room.leader, body=room.body, on=DAY, regulated=regulated, since=DAY, legal_basis="Quy chế 05/QC", **given)


def test_nobody_has_their_own_text_initialled_in_their_place() -> None:
    room = Newsroom()
    regulated(room, "initials")
    text = room.submitted()
    deputy = standing_in(also(room.author, room, Role.LEADER), Role.LEADER)
    with pytest.raises(Refusal):
        acts.initial(text, by=deputy, on=DAY)
    acts.initial(text, by=also(deputy, room, Role.LEADER), on=DAY)


def test_what_somebody_wrote_is_not_let_out_before_approval_in_their_place() -> None:
    room = Newsroom()
    regulated(room, "post_check", author=room.author, days=2)
    text = room.submitted()
    deputy = standing_in(also(room.author, room, Role.PUBLISHER), Role.PUBLISHER)
    with pytest.raises(Refusal):
        acts.publish_unapproved(text, by=deputy, on=DAY, outlets=[room.outlet()])
    text = acts.publish_unapproved(text, by=also(deputy, room, Role.PUBLISHER), on=DAY, outlets=[room.outlet()])
    assert text.standing == Standing.PUBLISHED


def test_what_somebody_let_out_is_not_checked_in_their_place() -> None:
    room = Newsroom()
    regulated(room, "post_check", author=room.author, days=2)
    text = acts.publish_unapproved(room.submitted(), by=room.publisher, on=DAY, outlets=[room.outlet()])
    deputy = standing_in(also(room.publisher, room, Role.APPROVER), Role.APPROVER)
    with pytest.raises(Refusal):
        acts.post_check(text, by=deputy, on=DAY, verdict="passed")
    acts.post_check(text, by=also(deputy, room, Role.APPROVER), on=DAY, verdict="passed")


def test_what_was_let_out_in_ones_place_is_not_checked_by_oneself() -> None:
    room = Newsroom()
    regulated(room, "post_check", author=room.author, days=2)
    deputy = standing_in(room.publisher, Role.PUBLISHER)
    text = acts.publish_unapproved(room.submitted(), by=deputy, on=DAY, outlets=[room.outlet()])
    with pytest.raises(Refusal):
        acts.post_check(text, by=also(room.publisher, room, Role.APPROVER), on=DAY, verdict="passed")


def test_what_somebody_rendered_is_not_confirmed_in_their_place() -> None:
    room = Newsroom()
    variant = acts.render(room.draft(), by=room.author, on=DAY, **RENDERED)
    deputy = standing_in(room.author, Role.AUTHOR)
    with pytest.raises(Refusal):
        acts.confirm_rendering(variant, by=deputy, on=DAY, understands=True)
    acts.confirm_rendering(variant, by=also(deputy, room, Role.APPROVER), on=DAY, understands=True)


def test_standing_in_for_a_leader_holds_while_the_leaders_own_post_does() -> None:
    room = Newsroom()
    deputy = standing_in(room.leader, Role.LEADER)
    assert room.body in reached_as(deputy, Role.LEADER, DAY)
    room.leader.posts.update(until=DAY + timedelta(days=2))
    assert room.body not in reached_as(deputy, Role.LEADER, DAY + timedelta(days=3))


def test_the_history_says_in_whose_place_it_was_done() -> None:
    room = Newsroom()
    deputy = also(standing_in(room.approver, Role.APPROVER), room, Role.VIEWER)
    text = acts.approve(room.submitted(), by=deputy, on=DAY)
    client = Client()
    client.force_login(room.author)
    place = reverse("ban-tin:record", args=[text.pk])
    assert f"{deputy} thay {room.approver}" in " ".join(client.get(place).content.decode().split())
    assert client.get(place).content.decode().count(f" thay {room.approver}") == 1
    Post.objects.filter(person=room.approver).update(until=ENDS)
    Person.objects.filter(pk=room.approver.pk).update(is_active=False)
    assert f"{deputy} thay {room.approver}" in " ".join(client.get(place).content.decode().split())
    also(deputy, room, Role.APPROVER)
    assert f" thay {room.approver}" not in client.get(place).content.decode()
