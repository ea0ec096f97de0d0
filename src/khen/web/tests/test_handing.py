"""Whoever is away and whoever leaves: what waits for them is shown to a colleague, what stands in their name passes on."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Leave, Person, Post
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin, Opinion
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.organisation import acts as organisation
from khen.web.tests.test_first_page import counts

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=5)


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def listed(client: Client, place: str) -> list[Any]:
    return [row.pk for row in client.get(place).context["object_list"]]


@pytest.fixture
def room() -> Newsroom:
    return Newsroom()


@pytest.fixture
def governor(room: Newsroom) -> Person:
    return a_person(Role.ADMINISTRATOR, body=room.body)


def away(room: Newsroom, person: Person, deputy: Person) -> Leave:
    today = clock.today()
    return organisation.announce_leave(
        person, body=room.body, deputy=deputy, since=today, until=today + DAYS, by=person, on=today
    )


def asked(room: Newsroom, person: Person, text: Bulletin) -> Opinion:
    today = clock.today()
    acts.ask_opinions(text, by=room.author, on=today, until=today + DAYS, people=[person])
    return Opinion.objects.get(bulletin=text, person=person)


def test_what_waits_for_whoever_is_away_is_shown_to_the_deputy_and_to_nobody_else(room: Newsroom) -> None:
    waiting, other, deputy = room.submitted(), room.submitted(), a_person(Role.VIEWER, body=room.body)
    acts.approve(other, by=room.approver, on=clock.today())
    leave = away(room, room.approver, deputy)
    place = f"{reverse('ban-tin:index')}?cho=duyet.{leave.pk}"
    assert place in as_(deputy).get(reverse("wagtailadmin_home")).content.decode()
    assert listed(as_(deputy), place) == [waiting.pk]
    assert counts(deputy) == {}
    stranger = a_person(Role.VIEWER, body=room.body)
    assert "?cho=duyet." not in as_(stranger).get(reverse("wagtailadmin_home")).content.decode()
    assert listed(as_(stranger), place) == []  # as any choice that is not offered
    with pytest.raises(Refusal):
        acts.approve(waiting, by=deputy, on=clock.today())


def test_a_forged_number_of_a_leave_shows_nothing_of_anybody(room: Newsroom) -> None:
    room.submitted()
    for forged in ("1", "0", "99999999999999999999", "x", "-1", "١"):
        answer = as_(a_person(Role.VIEWER, body=room.body)).get(reverse("ban-tin:index"), {"cho": f"duyet.{forged}"})
        assert answer.status_code == 200 and "thay Cán bộ" not in answer.content.decode()


def test_an_opinion_asked_by_name_is_said_by_the_deputy_but_of_no_text_of_their_own(room: Newsroom) -> None:
    reader, deputy = a_person(Role.LEADER, body=room.body), a_person(Role.APPROVER, body=room.body)
    opinion, today = asked(room, reader, room.submitted()), clock.today()
    with pytest.raises(Refusal):
        acts.say_opinion(opinion, by=deputy, on=today, answer="agreed")
    assert as_(deputy).get(reverse("xin-y-kien:record", args=[opinion.pk])).status_code == 404
    leave = away(room, reader, deputy)
    place = f"{reverse('xin-y-kien:index')}?cho=hoi-y-kien.{leave.pk}"
    assert listed(as_(deputy), place) == [opinion.pk]
    acts.say_opinion(opinion, by=deputy, on=today, answer="agreed")
    own = asked(room, room.approver, room.draft())
    away(room, room.approver, room.author)
    with pytest.raises(Refusal):
        acts.say_opinion(own, by=room.author, on=today, answer="agreed")


def ending(person: Person, **told: Any) -> dict[str, Any]:
    return {"post": person.posts.get().pk, "until": clock.today().isoformat(), **told}


def test_a_post_does_not_end_while_something_stands_in_the_persons_name_and_nobody_takes_it_over(
    room: Newsroom, governor: Person
) -> None:
    draft, handed_in = room.draft(), room.submitted()
    client, place = as_(governor), reverse("can-bo:ket-thuc", args=[room.author.pk])
    page = client.get(place).content.decode()
    assert "Tin, bài chưa xong: <strong>2</strong>" in page
    answer = client.post(place, ending(room.author))
    assert answer.status_code == 200 and "Còn 2 việc đứng tên người này" in answer.content.decode()
    assert room.author.posts.get().until is None
    viewer = a_person(Role.VIEWER, body=room.body)
    refused = client.post(place, ending(room.author, successor=viewer.pk))
    assert refused.status_code == 200 and "không có vị trí" in refused.content.decode()
    assert client.post(place, ending(room.author, successor=viewer.pk, same_post="on")).status_code == 302
    assert {row.author for row in Bulletin.objects.filter(pk__in=[draft.pk, handed_in.pk])} == {viewer}
    assert viewer.posts.filter(role=Role.AUTHOR, until=None).exists()
    assert Entry.objects.filter(kind="newsroom.text_handed_over", by=governor).count() == 2
    acts.submit(Bulletin.objects.get(pk=draft.pk), by=viewer, on=clock.today())
    Post.objects.create(person=room.author, body=room.body, role=Role.APPROVER, since=clock.today())
    for text in Bulletin.objects.filter(pk__in=[draft.pk, handed_in.pk]):
        with pytest.raises(Refusal):
            acts.approve(text, by=room.author, on=clock.today())


def test_what_a_person_may_still_do_by_another_post_stays_with_them(room: Newsroom, governor: Person) -> None:
    draft, today = room.draft(), clock.today()
    other = Post.objects.create(person=room.author, body=room.body, role=Role.VIEWER, since=today - DAYS)
    told = {"post": other.pk, "until": today.isoformat()}
    assert as_(governor).post(reverse("can-bo:ket-thuc", args=[room.author.pk]), told).status_code == 302
    assert Bulletin.objects.get(pk=draft.pk).author == room.author


def test_single_things_go_to_different_people_and_a_forged_one_goes_nowhere(room: Newsroom, governor: Person) -> None:
    texts, heirs = [room.draft(), room.draft()], [a_person(Role.AUTHOR, body=room.body) for _number in range(2)]
    foreign = Newsroom("UBND huyện Mèo Vạc").draft()
    client, place = as_(governor), reverse("can-bo:ban-giao", args=[room.author.pk])
    for text, heir in zip(texts, heirs, strict=True):
        assert client.post(place, {"things": [f"tin.{text.pk}"], "successor": heir.pk}).status_code == 302
        assert Bulletin.objects.get(pk=text.pk).author == heir
    assert client.get(place).status_code == 409
    room.draft()
    answer = client.post(place, {"things": [f"tin.{foreign.pk}"], "successor": heirs[0].pk})
    assert answer.status_code == 200 and Bulletin.objects.get(pk=foreign.pk).author != heirs[0]
    with pytest.raises(Refusal):
        acts.hand_over(foreign, to=heirs[0], by=governor, on=clock.today(), since=clock.today())


def test_opinions_and_the_care_for_others_on_leave_pass_on_as_well(room: Newsroom, governor: Person) -> None:
    leader, heir = a_person(Role.LEADER, body=room.body), a_person(Role.LEADER, body=room.body)
    opinion, leave = asked(room, leader, room.submitted()), away(room, room.approver, leader)
    client, place = as_(governor), reverse("can-bo:ket-thuc", args=[leader.pk])
    assert client.post(place, ending(leader)).status_code == 200
    assert client.post(place, ending(leader, successor=heir.pk)).status_code == 302
    opinion.refresh_from_db()
    leave.refresh_from_db()
    assert (opinion.person, leave.deputy) == (heir, heir)
    kinds = Entry.objects.filter(by=governor).values_list("kind", flat=True)
    assert {"newsroom.opinion_handed_over", "organisation.deputy_changed", "organisation.post_ended"} == set(kinds)


def test_whoever_governs_is_told_of_things_left_with_somebody_whose_post_is_over(room: Newsroom, governor: Person) -> None:
    draft, today = room.draft(), clock.today()
    assert counts(governor) == {}
    organisation.close_account(room.author, reason="Nghỉ hưu", by=governor, on=today)
    assert counts(governor) == {"viec-con-lai": 1}
    assert listed(as_(governor), f"{reverse('can-bo:index')}?cho=viec-con-lai") == [room.author.pk]
    heir = a_person(Role.AUTHOR, body=room.body)
    acts.hand_over(draft, to=heir, by=governor, on=today, since=today)
    assert counts(governor) == {}
    post = heir.posts.get()
    post.until = today
    post.save()
    assert counts(governor) == {"viec-con-lai": 1}
    assert counts(a_person(Role.ADMINISTRATOR)) == {}


def test_what_waits_at_the_post_is_counted_for_whoever_ends_it(room: Newsroom, governor: Person) -> None:
    room.submitted()
    page = as_(governor).get(reverse("can-bo:ket-thuc", args=[room.approver.pk])).content.decode()
    assert "Tin chờ duyệt: <strong>1</strong>" in page
    far = a_person(Role.ADMINISTRATOR)
    assert as_(far).get(reverse("can-bo:ket-thuc", args=[room.approver.pk])).status_code == 404
