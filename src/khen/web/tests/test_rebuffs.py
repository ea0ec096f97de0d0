"""What somebody tries that is not theirs is refused, changes nothing, and is counted for whoever inspects them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from khen.atoms import clock
from khen.bodies.models import Body, Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.organisation import acts, rules
from khen.domains.organisation.models import Rebuff
from khen.domains.organisation.rules.rebuffs import MOST_ROWS, MOST_TIMES
from khen.domains.organisation.terms.rebuffs import Refused
from khen.web import rebuffs

pytestmark = pytest.mark.django_db
SECRET = "BIMATTUCHOI"
QUICK = {"title": "Tin nhanh", "text": "Một dòng", "topic": "khac"}


@pytest.fixture
def room() -> Newsroom:
    return Newsroom()


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def send(person: Person, name: str, told: dict[str, Any] | None = None, *args: int) -> tuple[int, int]:
    """The status of the answer, and how many entries came of it."""
    before = Entry.objects.count()
    status = as_(person).post(reverse(name, args=args), told or {}).status_code
    return status, Entry.objects.count() - before


def counted(person: Person) -> list[tuple[str, str, int]]:
    return list(Rebuff.objects.filter(person=person).order_by("pk").values_list("act", "kind", "times"))


def test_a_form_posted_for_a_record_of_another_body_changes_nothing_and_is_counted(room: Newsroom) -> None:
    stranger, record = a_person(*Role, body=a_body("Huyện khác")), room.submitted()
    for _time in range(3):
        assert send(stranger, "ban-tin:tra-lai", {"reason": SECRET}, record.pk) == (404, 0)
    assert counted(stranger) == [("ban-tin:tra-lai", "out_of_reach", 3)]
    assert SECRET not in repr(Rebuff.objects.values()) and str(record.pk) not in Rebuff.objects.get().act


def test_a_step_that_is_not_open_to_one_s_post_is_counted_on_a_record_and_where_one_begins(room: Newsroom) -> None:
    record, clerk = room.submitted(), a_person(Role.CLERK, body=room.body)
    assert send(room.author, "ban-tin:duyet", {}, record.pk) == (403, 0)
    assert send(clerk, "ban-tin:tin-nhanh", QUICK) == (404, 0)
    assert send(clerk, "ban-tin:together_dang", {"chon": str(record.pk)}) == (404, 0)
    assert counted(room.author) == [("ban-tin:duyet", "not_allowed", 1)]
    assert counted(clerk) == [("ban-tin:tin-nhanh", "not_allowed", 1), ("ban-tin:together_dang", "not_allowed", 1)]


@pytest.mark.parametrize("several", [False, True])
def test_another_body_s_number_put_into_a_form_is_counted_whether_the_choice_is_seen_or_goes_along_unseen(
    room: Newsroom, several: bool
) -> None:
    other, own = a_body("Huyện khác"), a_body("Xã của mình")
    author = a_person(Role.AUTHOR, body=room.body)
    if several:
        author.posts.create(body=own, role=Role.AUTHOR, since=author.posts.get().since)
    status, entries = send(author, "ban-tin:tin-nhanh", {**QUICK, "body": str(other.pk)})
    assert (status, entries, Bulletin.objects.count()) == (200, 0, 0)
    assert counted(author) == [("ban-tin:tin-nhanh", "not_offered", 1)]


def test_rows_of_another_body_named_among_several_are_as_if_nobody_had_named_them_and_counted(room: Newsroom) -> None:
    record, stranger = room.submitted(), a_person(*Role, body=a_body("Huyện khác"))
    assert send(stranger, "ban-tin:together_tra-lai", {"chon": str(record.pk), "reason": "x"}) == (200, 0)
    assert counted(stranger) == [("ban-tin:together_tra-lai", "not_offered", 1)]


def test_mistakes_presses_that_come_twice_and_looks_are_not_counted(room: Newsroom) -> None:
    record, other = room.published(), a_person(Role.APPROVER, body=room.body)
    assert send(room.author, "ban-tin:tin-nhanh", {"title": "", "text": ""})[0] == 200
    assert send(other, "ban-tin:duyet", {}, record.pk)[0] == 409
    slip = {**QUICK, "body": str(room.body.pk), "slip": str(uuid4())}
    assert [send(room.author, "ban-tin:tin-nhanh", slip)[0] for _press in range(2)] == [302, 302]
    stranger = as_(a_person(*Role, body=a_body("Huyện khác")))
    assert stranger.get(reverse("ban-tin:record", args=[record.pk])).status_code == 404
    assert Client().post(reverse("ban-tin:duyet", args=[record.pk])).status_code == 302
    old = Client(enforce_csrf_checks=True)
    old.force_login(room.author)
    assert old.post(reverse("ban-tin:duyet", args=[record.pk])).status_code == 403
    assert not Rebuff.objects.exists()


def test_a_link_that_no_longer_holds_is_counted_at_the_person_whose_link_it_was() -> None:
    body = a_body("Sở")
    asked = a_person(Role.AUTHOR, body=body)
    Person.objects.filter(pk=asked.pk).update(email="moi@vidu.example")
    chief, told = a_person(Role.ADMINISTRATOR, body=body), {"on": clock.today()}
    invitation = acts.invite(Person.objects.get(pk=asked.pk), by=chief, **told, at=clock.now())
    word = rules.word_of(settings.SECRET_KEY, invitation.nonce)
    assert Client().get(reverse("invitation", args=[word])).status_code == 200 and not Rebuff.objects.exists()
    acts.revoke_invitations(asked, by=chief, **told)
    for _time in range(2):
        assert Client().get(reverse("invitation", args=[word])).status_code == 410
    assert counted(asked) == [("invitation", "link_over", 2)] and word not in repr(Rebuff.objects.values())
    assert Client().get(reverse("invitation", args=["x" * 43])).status_code == 404 and Rebuff.objects.count() == 1


def test_hammering_is_counted_so_far_and_then_only_read(room: Newsroom) -> None:
    record = room.submitted()
    name, told = "ban-tin:duyet", (room.author.pk, "ban-tin:duyet", Refused.NOT_ALLOWED)
    rebuffs.note(*told)
    Rebuff.objects.update(times=MOST_TIMES - 1)
    for _time in range(3):
        assert send(room.author, name, {}, record.pk) == (403, 0)
    assert counted(room.author) == [(name, "not_allowed", MOST_TIMES)]
    with CaptureQueriesContext(connection) as asked:
        rebuffs.note(*told)
    assert [one["sql"].split()[0] for one in asked] == ["SELECT"]


def test_one_person_leaves_so_many_rows_a_day_and_no_more_and_nobody_elses_are_fewer_for_it(room: Newsroom) -> None:
    for number in range(MOST_ROWS + 5):
        rebuffs.note(room.author.pk, f"ban-tin:viec-{number}", Refused.NOT_ALLOWED)
    rebuffs.note(room.approver.pk, "ban-tin:dang", Refused.NOT_ALLOWED)
    assert (len(counted(room.author)), len(counted(room.approver))) == (MOST_ROWS, 1)
    rebuffs.note(room.author.pk, "ban-tin:viec-0", Refused.NOT_ALLOWED)
    assert counted(room.author)[0] == ("ban-tin:viec-0", "not_allowed", 2)


def test_what_is_older_than_half_a_year_is_forgotten_and_yesterday_is_a_row_of_its_own(room: Newsroom) -> None:
    for days in (200, 1):
        rebuffs.note(room.author.pk, "ban-tin:dang", Refused.NOT_ALLOWED)
        Rebuff.objects.filter(day=clock.today()).update(day=clock.today() - timedelta(days=days))
    rebuffs.note(room.author.pk, "ban-tin:dang", Refused.NOT_ALLOWED)
    assert [clock.today() - day for day in Rebuff.objects.order_by("day").values_list("day", flat=True)] == [
        timedelta(days=1),
        timedelta(),
    ]


def test_where_it_cannot_be_written_the_answer_stays_the_same_and_a_line_is_logged(
    room: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    record = room.submitted()

    def full(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "organisation_rebuff" in sql:
            raise DatabaseError("disk full")
        return execute(sql, params, many, context)

    rebuffs.LOG.addHandler(caplog.handler)
    with connection.execute_wrapper(full):
        assert send(room.author, "ban-tin:duyet", {"note": SECRET}, record.pk) == (403, 0)
    rebuffs.LOG.removeHandler(caplog.handler)
    assert "ban-tin:duyet, not_allowed" in caplog.text and SECRET not in caplog.text and not Rebuff.objects.exists()


def listed(person: Person, **asked: Any) -> str:
    answer = as_(person).get(reverse("lan-bi-tu-choi:index"), asked)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


@pytest.fixture
def tried(room: Newsroom) -> Body:
    """Somebody of that body tried two things; somebody of another one a third."""
    for person, act, kind in (
        (a_person(Role.AUTHOR, body=room.body, name="Giàng Thị Mỷ"), "ban-tin:duyet", Refused.NOT_ALLOWED),
        (a_person(Role.CLERK, body=room.body, name="Vừ Mí Sùng"), "chu-de:together_dong", Refused.NOT_OFFERED),
        (a_person(Role.AUTHOR, body=a_body("Huyện khác"), name="Hoàng Văn Ba"), "ban-tin:duyet", Refused.OUT_OF_REACH),
    ):
        rebuffs.note(person.pk, act, kind)
    return room.body


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ADMINISTRATOR])
def test_whoever_inspects_sees_who_tried_what_in_words_and_nobody_of_other_bodies(tried: Body, role: str) -> None:
    person = a_person(role, body=tried)
    page = listed(person)
    for words in ("2 lần bị từ chối", "Lần bị từ chối", "Giàng Thị Mỷ", "Tin bài: Duyệt", "vị trí không cho phép", "Vừ Mí Sùng"):
        assert words in page
    assert "Hoàng Văn Ba" not in page
    rows = {row.person.full_name: row for row in Rebuff.objects.all()}
    looked = {name: as_(person).get(reverse("lan-bi-tu-choi:record", args=[row.pk])) for name, row in rows.items()}
    assert {name: answer.status_code for name, answer in looked.items()} == {
        "Giàng Thị Mỷ": 200,
        "Vừ Mí Sùng": 200,
        "Hoàng Văn Ba": 404,
    }
    assert "Tin bài: Duyệt" in looked["Giàng Thị Mỷ"].content.decode()


def test_the_list_is_searched_filtered_and_taken_along(tried: Body) -> None:
    person = a_person(Role.INSPECTOR, body=tried)
    for asked in ({"q": "giang thi my"}, {"kind": "not_allowed"}, {"kind": "not_allowed", "body": str(tried.pk)}):
        page = listed(person, **asked)
        assert "Giàng Thị Mỷ" in page and "Vừ Mí Sùng" not in page
    tomorrow = clock.today() + timedelta(days=1)
    assert "Giàng Thị Mỷ" not in listed(person, day_tu=tomorrow.isoformat())
    answer = as_(person).get(reverse("lan-bi-tu-choi:index"), {"export": "csv"})
    taken = answer.getvalue().decode()
    assert "Vì sao bị từ chối" in taken and "vị trí không cho phép" in taken and "Tin bài: Duyệt" in taken
    assert "Hoàng Văn Ba" not in taken


def test_it_asks_little_of_the_database_however_many_rows_stand_in_it(tried: Body) -> None:
    client = as_(a_person(Role.INSPECTOR, body=tried))
    for number in range(40):
        rebuffs.note(a_person(Role.AUTHOR, body=tried).pk, f"ban-tin:viec-{number}", Refused.NOT_ALLOWED)
    client.get(reverse("lan-bi-tu-choi:index"))
    for asked in ({}, {"q": "thi"}, {"kind": "not_allowed"}):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("lan-bi-tu-choi:index"), asked).status_code == 200
        assert len(queries) <= 8


def test_those_who_do_not_inspect_have_no_such_list_and_an_empty_one_teaches(room: Newsroom) -> None:
    assert listed(room.author) == "404"
    page = listed(a_person(Role.INSPECTOR, body=room.body))
    assert "Gần đây không ai bị từ chối" in page and "trong nửa năm" in page
