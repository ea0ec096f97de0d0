"""The registers at the counter: who governs works there; nobody else meets them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from khen.atoms import clock
from khen.bodies.models import Body, Person, Post
from khen.bodies.terms import Change, Role
from khen.book.models import Entry
from khen.domains.organisation import acts
from khen.domains.organisation.screens import BODIES, PEOPLE, POSTS
from khen.domains.organisation.tests.makers import DAY, Province, a_province, an_administrator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 1, 5, tzinfo=UTC)):
        yield


@pytest.fixture
def province() -> Province:
    return a_province()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def an_author(province: Province, body: str = "so-tttt", username: str = "soantin1") -> Person:
    home = province.bodies[body]
    person = acts.register_person(username=username, full_name="Cán bộ soạn tin", body=home, by=province.admin, on=DAY)
    acts.give_post(person=person, body=home, role=Role.AUTHOR, since=DAY, by=province.admin, on=DAY)
    return person


def employment(province: Province, **given: Any) -> dict[str, Any]:
    usual = {"full_name": "Cán bộ mới", "username": "moi", "role": Role.AUTHOR, "since": "2020-03-01"}
    return {**usual, "body": province.bodies["so-tttt"].pk, **given}


def test_a_person_is_registered_with_a_first_post(province: Province) -> None:
    answer = signed_in(province.admin).post(reverse(PEOPLE.get_url_name("them")), employment(province, username="moi.vao"))
    person = Person.objects.get(username="moi.vao")
    assert answer.headers["Location"] == reverse(PEOPLE.get_url_name("record"), args=[person.pk])
    assert [post.role for post in person.posts.all()] == [Role.AUTHOR]


def test_a_refused_post_leaves_no_person_behind(province: Province) -> None:
    client = signed_in(province.admin)
    for wrong in ({"since": "2018-01-01"}, {"until": "2020-02-01"}, {"username": "Có dấu"}, {"role": "emperor"}, {"body": 999}):
        answer = client.post(reverse(PEOPLE.get_url_name("them")), employment(province, **wrong))
        assert answer.status_code == 200
        assert "desk-errors" in answer.content.decode()
    assert Person.objects.count() == 1


def test_a_password_is_shown_on_one_answer_and_never_again(province: Province) -> None:
    author = an_author(province)
    client, place = signed_in(province.admin), reverse(PEOPLE.get_url_name("cap-mat-khau"), args=[author.pk])
    assert client.get(place).status_code == 200
    answer = client.post(place)
    password = answer.context["password"]
    assert password in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    author.refresh_from_db()
    assert author.check_password(password)
    record = client.get(reverse(PEOPLE.get_url_name("record"), args=[author.pk])).content.decode()
    assert password not in record
    assert not Entry.objects.filter(canon__contains=password).exists()


def test_nobody_issues_a_password_to_themselves(province: Province) -> None:
    place = reverse(PEOPLE.get_url_name("cap-mat-khau"), args=[province.admin.pk])
    answer = signed_in(province.admin).post(place)
    assert "password" not in answer.context
    assert "desk-errors" in answer.content.decode()


def test_somebody_with_two_posts_stands_once_in_the_list(province: Province) -> None:
    author = an_author(province)
    second = {"person": author, "body": province.bodies["ubnd-026"], "role": Role.VIEWER, "since": DAY}
    acts.give_post(**second, by=province.admin, on=DAY)
    page = signed_in(province.admin).get(reverse(PEOPLE.get_url_name("index"))).content.decode()
    assert page.count(reverse(PEOPLE.get_url_name("record"), args=[author.pk])) == 1


def test_a_body_is_opened_moved_and_passed_on(province: Province) -> None:
    client = signed_in(province.admin)
    said = {"name": "Phòng mới", "key": "phong-moi", "kind": "division", "parent": "so-tttt", "area": "02"}
    client.post(reverse(BODIES.get_url_name("mo")), {**said, "valid_from": "2020-03-01"})
    body = Body.objects.get(key="phong-moi")
    committee = province.bodies["ubnd-tinh"]
    moved = client.post(reverse(BODIES.get_url_name("chuyen"), args=[body.pk]), {"since": "2020-03-02", "under": committee.pk})
    assert moved.status_code == 302
    passing = {"since": "2020-06-01", "change": Change.MERGE, "basis": "function", "new": committee.pk, "legal_basis": "QĐ 1"}
    assert client.post(reverse(BODIES.get_url_name("ke-thua"), args=[body.pk]), passing).status_code == 302
    outlet = {"since": "2020-03-01", "name": "Trang phòng", "key": "phong-moi", "kind": "site"}
    assert client.post(reverse(BODIES.get_url_name("mo-kenh"), args=[body.pk]), outlet).status_code == 302
    page = client.get(reverse(BODIES.get_url_name("record"), args=[body.pk]))
    assert "Trang phòng" in page.content.decode()


def test_a_post_is_ended_once(province: Province) -> None:
    post = an_author(province).posts.get()
    client, place = signed_in(province.admin), reverse(POSTS.get_url_name("ket-thuc"), args=[post.pk])
    assert client.post(place, {"until": "2020-03-02"}).status_code == 302
    assert Post.objects.get(pk=post.pk).until is not None
    assert client.post(place, {"until": "2020-03-05"}).status_code in {200, 409}
    assert Entry.objects.filter(kind="organisation.post_ended").count() == 1


def places(province: Province, author: Person) -> list[str]:
    post, body = author.posts.get(), province.bodies["so-tttt"]
    return [
        *(reverse(BODIES.get_url_name(name), args=[body.pk]) for name in ("record", "mo-kenh", "chuyen", "ke-thua")),
        *(reverse(PEOPLE.get_url_name(name), args=[author.pk]) for name in ("record", "giao-viec", "cap-mat-khau")),
        *(reverse(POSTS.get_url_name(name), args=[post.pk]) for name in ("record", "ket-thuc")),
    ]


def test_another_bodys_records_answer_404_to_who_governs_elsewhere(province: Province) -> None:
    author = an_author(province)
    local = an_administrator(province.bodies["ubnd-026"], province.areas["026"], by=province.admin, username="quantri-dongvan")
    client = signed_in(local)
    before = Entry.objects.count()
    for place in places(province, author):
        assert client.get(place).status_code == 404, place
        assert client.post(place, {"until": "2020-03-02", "since": "2020-03-02"}).status_code == 404, place
    for counter in (BODIES, PEOPLE, POSTS):
        page = client.get(reverse(counter.get_url_name("index"))).content.decode()
        assert "soantin1" not in page
        assert "Sở Thông tin" not in page
    forged = client.post(reverse(PEOPLE.get_url_name("them")), employment(province, username="len-vao"))
    assert forged.status_code == 200
    assert Entry.objects.count() == before


def test_who_only_writes_begins_nothing_and_issues_nothing(province: Province) -> None:
    author, other = an_author(province), an_author(province, username="soantin2")
    client = signed_in(author)
    assert client.get(reverse(PEOPLE.get_url_name("them"))).status_code == 404
    assert client.post(reverse(PEOPLE.get_url_name("cap-mat-khau"), args=[other.pk])).status_code == 403
    assert (
        client.post(reverse(POSTS.get_url_name("ket-thuc"), args=[other.posts.get().pk]), {"until": "2020-04-01"}).status_code
        == 403
    )
    assert "can-bo" not in client.get("/quan-tri/").content.decode()


@pytest.mark.parametrize("counter", [BODIES, PEOPLE, POSTS])
def test_lists_are_searched_without_marks_and_exported(province: Province, counter: Any) -> None:
    an_author(province)
    client, index = signed_in(province.admin), reverse(counter.get_url_name("index"))
    assert client.get(index, {"q": "dong van"}).status_code == 200
    assert client.get(index, {"export": "xlsx"}).status_code == 200
    assert client.get(index, {"q": "\x00' OR 1=1 --" + "a" * 5000}).status_code in {200, 400}
