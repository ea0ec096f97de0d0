"""What a body's newsroom follows: made from above, with days and legal basis, ended, never eased for one's own desk."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.bodies.models import Body, Person, Post
from khen.bodies.terms import BodyKind, Role
from khen.bodies.tests.makers import LONG_AGO, a_body, a_person, an_area, signed_in
from khen.book.models import Entry
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Regulation
from khen.domains.newsroom.tests.makers import DAY, Newsroom

pytestmark = pytest.mark.django_db
BASIS = "Quyết định 12/QĐ-STTTT"
BEGUN = ("yeu-cau-ky-nhay", "cho-dang-truoc")


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.held(datetime(2020, 3, 2, 5, tzinfo=UTC)):
        yield


def regulated(room: Newsroom, by: Person, **given: Any) -> Regulation:
    usual = {"regulated": "initials", "since": DAY, "legal_basis": BASIS}
    return acts.regulate(by=by, body=room.body, on=DAY, **{**usual, **given})


def test_a_leader_or_an_approver_above_makes_it_and_an_approver_of_the_body_itself_does_not() -> None:
    above = Newsroom("Sở Thông tin và Truyền thông")
    below = Newsroom(body=a_body("Trung tâm Công nghệ thông tin", parent=above.body))
    with pytest.raises(Refusal, match="lãnh đạo"):
        regulated(below, below.approver)
    made = regulated(below, above.approver, until=date(2020, 6, 1))
    assert regulated(below, below.leader, since=date(2020, 6, 1)).body == below.body
    assert Entry.objects.filter(kind="newsroom.regulation_made").count() == 2
    with pytest.raises(Refusal):
        acts.end_regulation(made, by=below.approver, on=DAY, until=date(2020, 4, 1))
    assert acts.end_regulation(made, by=above.leader, on=DAY, until=date(2020, 4, 1)).until == date(2020, 4, 1)


def test_nobody_from_elsewhere_regulates_or_sees_it() -> None:
    room, other = Newsroom(), Newsroom("Cơ quan khác")
    made = regulated(room, room.leader)
    stranger = a_person(*Role.values, body=other.body)
    with pytest.raises(Refusal):
        regulated(room, stranger)
    with pytest.raises(Refusal):
        acts.end_regulation(made, by=stranger, on=DAY, until=date(2020, 4, 1))
    client = signed_in(stranger)
    for name in ("record", "ket-thuc"):
        assert client.get(reverse(f"quy-dinh-tin-bai:{name}", args=[made.pk])).status_code == 404
    assert BASIS not in client.get(reverse("quy-dinh-tin-bai:index")).content.decode()


@pytest.mark.parametrize(
    "given", [{"legal_basis": " "}, {"legal_basis": "x" * 201}, {"until": DAY}, {"regulated": "x"}, {"until": date(2019, 1, 1)}]
)
def test_what_has_no_basis_or_ends_before_it_begins_is_refused(given: dict[str, Any]) -> None:
    room = Newsroom()
    with pytest.raises(Refusal):
        regulated(room, room.leader, **given)
    assert not Regulation.objects.exists()


def test_one_sort_holds_once_on_any_day() -> None:
    room = Newsroom()
    regulated(room, room.leader, since=date(2020, 3, 1), until=date(2020, 5, 1))
    for days in (
        {"since": date(2020, 4, 1)},
        {"since": date(2020, 1, 1), "until": date(2020, 3, 2)},
        {"since": date(2019, 1, 1)},
    ):
        with pytest.raises(Refusal):
            regulated(room, room.leader, **days)
    regulated(room, room.leader, since=date(2020, 5, 1))
    regulated(room, room.leader, since=date(2020, 1, 1), until=date(2020, 3, 1))


def test_it_is_made_and_ended_on_the_screens() -> None:
    room = Newsroom()
    client = signed_in(room.leader)
    assert 'role="alert"' in client.post(reverse("quy-dinh-tin-bai:yeu-cau-ky-nhay"), {}).content.decode()
    told = {"body": room.body.pk, "legal_basis": BASIS, "since": "2020-03-02"}
    assert client.post(reverse("quy-dinh-tin-bai:yeu-cau-ky-nhay"), told).status_code == 302
    made = Regulation.objects.get()
    address = reverse("quy-dinh-tin-bai:ket-thuc", args=[made.pk])
    assert 'role="alert"' in client.post(address, {"until": "2020-03-02"}).content.decode()
    assert client.post(address, {"until": "2020-03-10"}).status_code == 302
    assert BASIS in client.get(reverse("quy-dinh-tin-bai:record", args=[made.pk])).content.decode()
    assert client.get(reverse("quy-dinh-tin-bai:record", args=[made.pk])).status_code == 200


def offered(person: Person) -> list[bool]:
    """Whether the first page and the list offer this person each of the two ways to regulate."""
    client = signed_in(person)
    pages = [client.get(reverse(name)).content.decode() for name in ("wagtailadmin_home", "quy-dinh-tin-bai:index")]
    return [f'href="{reverse(f"quy-dinh-tin-bai:{name}")}"' in said for said in pages for name in BEGUN]


def choosable(person: Person, name: str) -> set[Body]:
    form = signed_in(person).get(reverse(f"quy-dinh-tin-bai:{name}")).context["form"]
    return set(form.fields["body"].queryset)


def test_an_approver_with_nobody_below_is_not_offered_to_regulate_and_reads_why_not() -> None:
    room = Newsroom()
    assert not any(offered(room.approver))
    told = {"body": room.body.pk, "author": room.author.pk, "days": "2", "legal_basis": BASIS, "since": "2020-03-02"}
    client = signed_in(room.approver)
    for name in BEGUN:
        address = reverse(f"quy-dinh-tin-bai:{name}")
        for answer in (client.get(address), client.post(address, told)):
            assert answer.status_code == 409 and "Quy định do lãnh đạo cơ quan" in answer.content.decode()
    listed = client.get(reverse("quy-dinh-tin-bai:index")).content.decode()
    assert "lãnh đạo cơ quan hoặc người duyệt của cơ quan cấp trên" in listed
    assert not Regulation.objects.exists()


def test_only_bodies_over_which_somebody_stands_are_offered_to_be_regulated() -> None:
    above = Newsroom("Sở Thông tin và Truyền thông")
    below = Newsroom(body=a_body("Trung tâm Công nghệ thông tin", parent=above.body))
    assert all(offered(above.approver)) and all(offered(below.leader))
    for name in BEGUN:
        assert choosable(above.approver, name) == {below.body}
        assert choosable(above.leader, name) == {above.body, below.body}
        assert choosable(below.leader, name) == {below.body}


def test_an_approver_of_an_area_regulates_its_other_bodies() -> None:
    area = an_area("Huyện Vị Xuyên", kind="district")
    own, other = (a_body(name, kind=BodyKind.PEOPLE_COMMITTEE, area=area) for name in ("UBND huyện", "UBND xã"))
    approver = a_person()
    Post.objects.create(person=approver, body=own, role=Role.APPROVER, area=area, since=LONG_AGO)
    assert all(offered(approver)) and choosable(approver, BEGUN[0]) == {other}
    acts.regulate(by=approver, body=other, on=DAY, regulated="initials", since=DAY, legal_basis=BASIS)
    with pytest.raises(Refusal, match="lãnh đạo"):
        acts.regulate(by=approver, body=own, on=DAY, regulated="initials", since=DAY, legal_basis=BASIS)
    alone = a_person()
    Post.objects.create(person=alone, body=own, role=Role.APPROVER, area=an_area("Huyện trống", kind="district"), since=LONG_AGO)
    assert not any(offered(alone))


def test_whoever_may_not_end_it_reads_the_names_of_those_who_may() -> None:
    above = Newsroom("Sở Thông tin và Truyền thông")
    below = Newsroom(body=a_body("Trung tâm Công nghệ thông tin", parent=above.body))
    both = a_person(Role.APPROVER, Role.LEADER, body=below.body)
    made = regulated(below, below.leader)
    closed = signed_in(below.author).get(reverse("quy-dinh-tin-bai:ket-thuc", args=[made.pk]))
    named = {post.person for post in closed.context["offer"].holders}
    assert closed.status_code == 403 and named == {above.approver, below.leader, both}
