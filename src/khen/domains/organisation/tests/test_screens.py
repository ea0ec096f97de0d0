"""The registers at the counter: who governs opens, gives and ends; who inspects looks; to everybody else nothing is there."""

import csv
import re
import unicodedata
from datetime import date, timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from khen.atoms import clock
from khen.bodies.models import Area, AreaSuccession, Body, BodySuccession, Outlet, Person, Post
from khen.bodies.reads import may
from khen.bodies.terms import Action, AreaKind, Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.desk.act_pages import MEANWHILE
from khen.desk.counter import Counter
from khen.domains.organisation import acts, rules
from khen.domains.organisation.screens import AREAS, BODIES, PEOPLE
from khen.domains.organisation.tests.makers import DAY, START, Province, a_new_area, a_new_body, a_province, an_administrator

pytestmark = pytest.mark.django_db
COUNTERS = (AREAS, BODIES, PEOPLE)
HOSTILE = ["\x00", "a\x07b", "x" * 10_000, "<script>alert(1)</script>\n", "\u202e\u200b", "=cmd|' /C calc'!A0"]


@pytest.fixture
def province() -> Province:
    return a_province()


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at(counter: Counter, name: str, *args: Any) -> str:
    return reverse(counter.get_url_name(name), args=args)


def an_author(province: Province, body: str = "so-tttt", username: str = "soantin1", name: str = "Cán bộ soạn tin") -> Person:
    place = province.bodies[body]
    person = acts.register_person(username=username, full_name=name, body=place, by=province.admin, on=DAY)
    acts.give_post(person=person, body=place, role=Role.AUTHOR, since=START, by=province.admin, on=DAY)
    return person


def somebody_new(province: Province, **said: Any) -> dict[str, Any]:
    who = {"full_name": "Đặng Văn Mới", "username": "moi.vao", "email": "moi@vidu.example"}
    return {
        **who,
        "role": "author",
        "body": province.bodies["so-tttt"].pk,
        "area": "",
        "since": "2020-03-02",
        "until": "",
        **said,
    }


def words(answer: Any) -> str:
    return str(answer.content.decode())


def refused(answer: Any) -> str:
    """What the page says in its frame of reasons."""
    assert answer.status_code == 200
    return words(answer).partition('class="desk-errors"')[2].partition("</div>")[0]


def test_a_person_comes_in_with_a_post_and_a_password_that_stands_on_one_page_alone(province: Province) -> None:
    client, place = as_(province.admin), at(PEOPLE, "them")
    answer = client.post(place, somebody_new(province))
    person = Person.objects.get(username="moi.vao")
    password = answer.context["secret"]
    assert answer.status_code == 201
    assert words(answer).count(password) == 1
    assert "no-store" in answer.headers["Cache-Control"]
    assert (person.check_password(password), person.must_change_password) == (True, True)
    assert [post.role for post in person.posts.all()] == [Role.AUTHOR]
    for page in (at(PEOPLE, "record", person.pk), at(PEOPLE, "index"), "/quan-tri/"):
        assert password not in words(client.get(page))
    assert not Entry.objects.filter(canon__contains=password).exists()
    assert not [row for row in client.session.items() if password in str(row)]


def test_whoever_was_given_a_password_first_changes_it(province: Province) -> None:
    answer = as_(province.admin).post(at(PEOPLE, "them"), somebody_new(province))
    newcomer = Client()
    told = {"username": "moi.vao", "password": answer.context["secret"]}
    assert newcomer.post(reverse("wagtailadmin_login"), told).status_code == 302
    assert newcomer.get("/quan-tri/").headers["Location"] == reverse("change_password")


def test_two_registrations_at_one_moment_end_in_one_person_and_a_refusal(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_(province.admin)
    assert client.post(at(PEOPLE, "them"), somebody_new(province)).status_code == 201
    monkeypatch.setattr(rules, "reasons_not_to_register", lambda **seen: iter(()))  # looked before the other was written
    answer = client.post(at(PEOPLE, "them"), {**somebody_new(province), "email": "khac@vidu.example"})
    assert answer.status_code == 200 and str(MEANWHILE) in words(answer)
    assert Person.objects.filter(username="moi.vao").count() == 1


def test_the_same_form_sent_twice_makes_one_person_and_no_second_password(province: Province) -> None:
    client, told = as_(province.admin), somebody_new(province, slip="00000000-0000-4000-8000-000000000007")
    password = client.post(at(PEOPLE, "them"), told).context["secret"]
    again = client.post(at(PEOPLE, "them"), told)
    person = Person.objects.get(username="moi.vao")
    assert again.headers["Location"] == at(PEOPLE, "record", person.pk)
    assert person.check_password(password)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"username": "quantri"}, "quantri"),
        ({"username": "QuanTri"}, "quantri"),
        ({"username": "Có dấu"}, "không dấu"),
        ({"username": "a\x00b"}, "id_username"),
        ({"username": "x" * 10_000}, "60"),
        ({"full_name": ""}, "Họ và tên"),
        ({"full_name": "Tên\x07"}, "Tên"),
        ({"full_name": "x" * 10_000}, "120"),
        ({"email": "không phải thư"}, "Thư điện tử"),
        ({"email": "a@b" + "c" * 10_000 + ".vn"}, "Thư điện tử"),
        ({"role": "emperor"}, "Vai trò"),
        ({"body": 999_999}, "Cơ quan"),
        ({"body": "1 OR 1=1"}, "Cơ quan"),
        ({"area": 999_999}, "Phạm vi"),
        ({"since": "2018-01-01"}, "Cơ quan"),
        ({"since": "31/31/2020"}, "Từ ngày"),
        ({"since": "9999-12-31"}, "1900"),
        ({"until": "2020-02-01"}, "kết thúc"),
    ],
)
def test_a_newcomer_with_anything_wrong_is_refused_in_words_and_leaves_nothing_behind(
    province: Province, wrong: dict[str, Any], said: str
) -> None:
    before = Entry.objects.count()
    answer = as_(province.admin).post(at(PEOPLE, "them"), somebody_new(province, **wrong))
    assert said.casefold() in refused(answer).casefold()
    assert (Person.objects.count(), Post.objects.count(), Entry.objects.count()) == (1, 1, before)


def test_a_name_typed_in_parts_is_kept_whole_and_found_without_marks(province: Province) -> None:
    client = as_(province.admin)
    client.post(at(PEOPLE, "them"), somebody_new(province, full_name=unicodedata.normalize("NFD", "Đặng Thị Được")))
    assert Person.objects.get(username="moi.vao").full_name == unicodedata.normalize("NFC", "Đặng Thị Được")
    assert "Đặng Thị Được" in words(client.get(at(PEOPLE, "index"), {"q": "dang thi DUOC"}))
    assert "Đặng Thị Được" not in words(client.get(at(PEOPLE, "index"), {"q": "nguyen"}))


def test_people_are_filtered_by_the_posts_of_today(province: Province) -> None:
    an_author(province)
    client, index = as_(province.admin), at(PEOPLE, "index")
    found = words(client.get(index, {"role": "author", "body": str(province.bodies["so-tttt"].pk)}))
    assert "soantin1" in found
    assert "quantri</" not in found
    assert "soantin1" not in words(client.get(index, {"role": "leader"}))
    assert "soantin1" in words(client.get(index, {"must_change_password": "false"}))


def test_posts_are_given_and_ended_and_the_page_keeps_both(province: Province) -> None:
    author, client = an_author(province), as_(province.admin)
    told = {"role": "viewer", "body": province.bodies["ubnd-026"].pk, "area": province.areas["026"].pk, "since": "2020-03-02"}
    assert client.post(at(PEOPLE, "giao-vi-tri", author.pk), told).status_code == 302
    first = author.posts.get(role=Role.AUTHOR)
    assert client.post(at(PEOPLE, "ket-thuc", author.pk), {"post": first.pk, "until": "2020-03-05"}).status_code == 302
    page = client.get(at(PEOPLE, "record", author.pk))
    assert [post.role for post in page.context["now"]] == [Role.VIEWER]
    assert [post.role for post in page.context["ended"]] == [Role.AUTHOR]
    assert "Đã kết thúc vị trí" in words(page)
    assert not may(author, Action.DRAFT, province.bodies["so-tttt"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "author", "since": "2019-12-05"},
        {"since": "2020-03-05", "until": "2020-03-01"},
        {"since": "2020-03-05", "until": "2020-03-05"},
        {"role": ""},
        {"since": ""},
        {"body": ""},
    ],
)
def test_a_post_that_cannot_be_is_refused_in_words(province: Province, wrong: dict[str, Any]) -> None:
    author = an_author(province)
    told = {"role": "viewer", "body": province.bodies["so-tttt"].pk, "since": "2020-03-02", **wrong}
    assert "<li" in refused(as_(province.admin).post(at(PEOPLE, "giao-vi-tri", author.pk), told))
    assert author.posts.count() == 1


def test_nobody_gives_a_post_or_a_password_to_themselves(province: Province) -> None:
    client, own = as_(province.admin), province.admin.pk
    told = {"role": "approver", "body": province.bodies["so-tttt"].pk, "since": "2020-03-02"}
    given = client.post(at(PEOPLE, "giao-vi-tri", own), told)
    assert given.status_code == 409
    assert "Không ai được tự giao vị trí" in words(given)
    assert client.post(at(PEOPLE, "cap-mat-khau", own)).status_code == 409
    assert province.admin.posts.count() == 1
    assert not Entry.objects.filter(kind="organisation.password_issued").exists()


def test_the_last_administrator_is_told_why_the_post_stays(province: Province) -> None:
    post = province.admin.posts.get()
    answer = as_(province.admin).post(at(PEOPLE, "ket-thuc", province.admin.pk), {"post": post.pk, "until": "2030-01-01"})
    assert "<li" in refused(answer)
    post.refresh_from_db()
    assert post.until is None


def test_a_new_password_ends_the_old_one_and_is_shown_once(province: Province) -> None:
    author, client = an_author(province), as_(province.admin)
    first = client.post(at(PEOPLE, "cap-mat-khau", author.pk))
    second = client.post(at(PEOPLE, "cap-mat-khau", author.pk))
    author.refresh_from_db()
    assert "no-store" in second.headers["Cache-Control"]
    assert not author.check_password(first.context["secret"])
    assert author.check_password(second.context["secret"])
    assert "secret" not in client.get(at(PEOPLE, "cap-mat-khau", author.pk)).context


def test_a_name_is_put_right_on_its_page(province: Province) -> None:
    author, client = an_author(province), as_(province.admin)
    place = at(PEOPLE, "sua", author.pk)
    assert "Cán bộ soạn tin" in words(client.get(place))
    assert "thay đổi" in refused(client.post(place, {"full_name": author.full_name, "email": ""}))
    for name in HOSTILE[:3]:
        assert "<li" in refused(client.post(place, {"full_name": name, "email": ""}))
    assert client.post(place, {"full_name": "Đỗ Mạnh", "email": "manh@vidu.example"}).status_code == 302
    author.refresh_from_db()
    assert (author.full_name, author.folded, author.email) == ("Đỗ Mạnh", "do manh", "manh@vidu.example")


def test_the_pages_refuse_an_address_that_somebody_else_bears_and_say_what_to_do(province: Province) -> None:
    client, told = as_(province.admin), somebody_new(province)
    assert client.post(at(PEOPLE, "them"), told).status_code == 201
    said = refused(client.post(at(PEOPLE, "them"), {**told, "username": "nguoi.khac", "email": told["email"].upper()}))
    assert "đã có người dùng; hãy nhập địa chỉ riêng" in said
    author = an_author(province)
    place = at(PEOPLE, "sua", author.pk)
    assert "đã có người dùng" in refused(client.post(place, {"full_name": author.full_name, "email": "MOI@vidu.example"}))


def test_who_governs_elsewhere_finds_nobody_and_changes_nothing(province: Province) -> None:
    author, body = an_author(province), province.bodies["so-tttt"]
    local = an_administrator(province.bodies["ubnd-026"], by=province.admin, username="quantri-dongvan")
    client, before = as_(local), Entry.objects.count()
    told = {"role": "viewer", "body": body.pk, "since": "2020-03-02", "post": author.posts.get().pk, "until": "2020-03-03"}
    for counter, pk in ((PEOPLE, author.pk), (BODIES, body.pk), (AREAS, province.areas["027"].pk)):
        for name in ("record", *(verb.name for verb in counter.verbs)):
            assert client.get(at(counter, name, pk)).status_code == 404
            assert client.post(at(counter, name, pk), told).status_code in {404, 405}
        page = words(client.get(at(counter, "index")))
        assert not [word for word in ("soantin1", "Sở Thông tin", "Mèo Vạc") if word in page]
    assert "Sở Thông tin" not in words(client.get(at(BODIES, "tree")))
    assert Entry.objects.count() == before


def test_forged_keys_are_no_choices(province: Province) -> None:
    author, foreign = an_author(province, "ubnd-027", "cuahuyenkhac"), province.bodies["so-tttt"]
    local = an_administrator(province.bodies["ubnd-026"], by=province.admin, username="quantri-dongvan")
    own = an_author(province, "ubnd-026", "cuaminh")
    client, before = as_(local), Entry.objects.count()
    given = {"role": "viewer", "body": foreign.pk, "since": "2020-03-02"}
    assert "Cơ quan" in refused(client.post(at(PEOPLE, "giao-vi-tri", own.pk), given))
    wide = {**given, "body": province.bodies["ubnd-026"].pk, "area": province.areas["02"].pk}
    assert "Phạm vi" in refused(client.post(at(PEOPLE, "giao-vi-tri", own.pk), wide))
    ended = {"post": author.posts.get().pk, "until": "2020-04-01"}
    assert "Vị trí" in refused(client.post(at(PEOPLE, "ket-thuc", own.pk), ended))
    assert "Cơ quan" in refused(client.post(at(PEOPLE, "them"), somebody_new(province)))
    opened = {"name": "Phòng", "kind": "division", "parent": foreign.key, "area": province.areas["026"].pk, "since": "2020-03-02"}
    assert "Trực thuộc" in refused(client.post(at(BODIES, "mo"), opened))
    moved = {"under": foreign.pk, "since": "2020-03-02"}
    assert "Trực thuộc" in refused(client.post(at(BODIES, "chuyen", province.bodies["ubnd-00715"].pk), moved))
    assert Entry.objects.count() == before


def test_somebody_with_posts_elsewhere_shows_only_those_in_reach(province: Province) -> None:
    local = an_administrator(province.bodies["ubnd-026"], by=province.admin, username="quantri-dongvan")
    person = an_author(province)
    acts.give_post(person=person, body=province.bodies["ubnd-026"], role=Role.CLERK, since=DAY, by=local, on=DAY)
    client = as_(local)
    page = client.get(at(PEOPLE, "record", person.pk))
    assert "Sở Thông tin" not in words(page)
    assert [post.role for post in page.context["now"]] == [Role.CLERK]
    assert "ngoài phạm vi" in words(page)
    for verb in ("cap-mat-khau", "sua"):
        assert client.post(at(PEOPLE, verb, person.pk), {"full_name": "Tên khác"}).status_code == 409
    index = at(PEOPLE, "index")
    assert "soantin1" not in words(client.get(index, {"role": "author"}))
    assert "Sở Thông tin" not in words(client.get(index))


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.VIEWER])
def test_who_inspects_looks_at_everything_and_does_nothing(province: Province, role: str) -> None:
    author, client = an_author(province), as_(a_person(role, body=province.bodies["so-tttt"]))
    assert "soantin1" in words(client.get(at(PEOPLE, "index")))
    page = client.get(at(PEOPLE, "record", author.pk))
    assert page.context["open"] == []
    assert "Cán bộ quản trị" in words(page)  # who may do it
    for verb in PEOPLE.verbs:
        assert client.post(at(PEOPLE, verb.name, author.pk), {"until": "2020-03-02"}).status_code == 403
    assert client.get(at(PEOPLE, "them")).status_code == 404


def test_who_only_writes_finds_no_register_of_people_but_sees_who_holds_what(province: Province) -> None:
    author = an_author(province)
    an_author(province, username="soantin2", name="Người thứ hai")
    client = as_(author)
    for place in (at(PEOPLE, "index"), at(PEOPLE, "record", author.pk), at(PEOPLE, "them"), at(PEOPLE, "sua", author.pk)):
        assert client.get(place).status_code == 404
    assert "/quan-tri/can-bo/" not in words(client.get("/quan-tri/"))
    page = words(client.get(at(BODIES, "record", province.bodies["so-tttt"].pk)))
    assert "Người thứ hai" in page
    assert "/quan-tri/can-bo/" not in page


def test_a_body_is_opened_moved_passed_on_and_given_an_outlet(province: Province) -> None:
    client, committee = as_(province.admin), province.bodies["ubnd-tinh"]
    area = province.areas["02"].pk
    told = {"name": "Phòng Báo chí", "kind": "division", "parent": province.bodies["so-tttt"].pk, "area": area}
    opened = client.post(at(BODIES, "mo"), {**told, "since": "2020-03-01", "key": ""})
    body = Body.objects.get(key="phong-bao-chi")
    assert opened.headers["Location"] == at(BODIES, "record", body.pk)
    moved = {"under": committee.pk, "since": "2020-03-02"}
    assert client.post(at(BODIES, "chuyen", body.pk), moved).status_code == 302
    outlet = {"name": "Trang Báo chí", "kind": "site", "address": "", "since": "2020-03-01", "key": ""}
    assert client.post(at(BODIES, "mo-kenh", body.pk), outlet).status_code == 302
    passing = {"change": "merge", "new": committee.pk, "basis": "function", "since": "2020-06-01", "legal_basis": "QĐ 1"}
    assert client.post(at(BODIES, "ke-thua", body.pk), passing).status_code == 302
    page = words(client.get(at(BODIES, "record", body.pk)))
    for word in ("Trang Báo chí", "UBND tỉnh Hà Giang", "Sở Thông tin và Truyền thông", "QĐ 1", "02/03/2020"):
        assert word in page
    assert (Outlet.objects.get().key, BodySuccession.objects.get().old) == ("trang-bao-chi", body)


def test_an_area_is_opened_moved_and_passed_on_for_the_body_that_keeps_the_register(province: Province) -> None:
    client, there = as_(province.admin), province.areas["027"]
    told = {"title": "xã", "name": "Mới", "kind": "commune", "code": "09001", "parent": province.areas["026"].pk}
    client.post(at(AREAS, "mo"), {**told, "since": "2020-03-01", "latitude": "23.36", "longitude": ""})
    area = Area.objects.get(code="09001")
    assert client.post(at(AREAS, "chuyen", area.pk), {"under": there.pk, "since": "2020-04-01"}).status_code == 302
    passing = {"change": "dissolve", "new": "", "since": "2020-06-01", "legal_basis": "Nghị quyết 1"}
    assert client.post(at(AREAS, "ke-thua", area.pk), passing).status_code == 302
    assert AreaSuccession.objects.get().old == area
    assert {entry.body for entry in Entry.objects.filter(about="bodies.area", about_id=area.pk)} == {province.bodies["so-tttt"]}
    page = words(client.get(at(AREAS, "record", area.pk)))
    for word in ("Xã Mới", "Mèo Vạc", "Đồng Văn", "Nghị quyết 1", "09001"):
        assert word in page


def test_the_successor_of_an_area_is_opened_from_its_page_under_the_code_that_it_had(province: Province) -> None:
    client, old = as_(province.admin), province.areas["00715"]
    place = at(AREAS, "mo-ke-thua", old.pk)
    page = words(client.get(place))
    assert f'value="{old.name}"' in page and 'value="00715"' in page
    told = {"title": "xã", "name": "Lũng Cú mới", "kind": "commune", "code": "00715", "parent": province.areas["026"].pk}
    passing = {"change": "rename", "legal_basis": "Nghị quyết 2", "since": "2020-03-01", "latitude": "", "longitude": ""}
    assert 'role="alert"' in words(client.post(place, {**told, **passing, "legal_basis": ""}))
    assert client.post(place, {**told, **passing}).status_code == 302
    row = AreaSuccession.objects.get()
    assert (row.old, str(row.new)) == (old, "Xã Lũng Cú mới")
    assert "Lũng Cú mới" in words(client.get(at(AREAS, "record", old.pk)))


def test_the_tree_stands_as_it_did_on_the_day_asked_for(province: Province) -> None:
    commune, there, client = province.areas["00715"], province.areas["027"], as_(province.admin)
    keeper = province.bodies["ubnd-tinh"]
    acts.move(commune, under=there, since=DAY, body=keeper, by=province.admin, on=DAY)
    for day, parent in (("2020-02-29", "026"), ("2020-03-01", "027"), ("", "027")):
        nodes = {node.key: node for node in client.get(at(AREAS, "tree"), {"ngay": day}).context["nodes"]}
        assert (nodes["00715"].parent, nodes["00715"].depth) == (parent, 2)
    assert client.get(at(AREAS, "tree"), {"ngay": "2019-11-30"}).context["nodes"] == []
    for wrong in ("hôm qua", "\x00", "9" * 10_000, "2020-13-45"):
        answer = client.get(at(AREAS, "tree"), {"ngay": wrong})
        assert answer.status_code == 200
        assert "desk-errors" in words(answer)


def test_what_is_opened_for_a_later_day_is_there_to_be_seen_and_not_yet_to_be_changed(province: Province) -> None:
    client, later = as_(province.admin), clock.today() + timedelta(days=40)
    told = {"name": "Phòng Sau", "kind": "division", "parent": province.bodies["so-tttt"].pk, "area": province.areas["02"].pk}
    opened = client.post(at(BODIES, "mo"), {**told, "since": later.isoformat(), "key": ""})
    page = client.get(opened.headers["Location"])
    assert page.status_code == 200
    assert page.context["open"] == []
    assert "Phòng Sau" in words(client.get(at(BODIES, "index")))
    assert "Phòng Sau" in words(client.get(at(BODIES, "tree"), {"ngay": later.isoformat()}))
    assert "Phòng Sau" not in words(client.get(at(BODIES, "tree")))


@pytest.mark.parametrize("counter", [AREAS, BODIES])
def test_places_with_anything_wrong_are_refused_in_words(province: Province, counter: Counter) -> None:
    client, before = as_(province.admin), Entry.objects.count()
    parent = province.areas["02"].pk if counter is AREAS else province.bodies["so-tttt"].pk
    right = {"name": "Đúng", "kind": "commune" if counter is AREAS else "division", "code": "09002", "key": "dung"}
    right |= {"parent": str(parent), "area": str(province.areas["02"].pk), "since": "2020-03-01"}
    wrongs: list[dict[str, str]] = [{"name": name} for name in HOSTILE[:3]]
    wrongs += [{"kind": "x"}, {"parent": "999999"}, {"since": "x"}, {"since": "1800-01-01"}, {"since": "2018-01-01"}]
    wrongs += (
        [{"code": "abc"}, {"latitude": "900"}, {"latitude": "NaN"}]
        if counter is AREAS
        else [{"key": "Có dấu"}, {"key": "so-tttt"}]
    )
    for wrong in wrongs:
        assert "<li" in refused(client.post(at(counter, "mo"), {**right, **wrong})), wrong
    assert Entry.objects.count() == before


def test_a_move_offers_neither_itself_nor_what_stands_below_nor_where_it_stands(province: Province) -> None:
    (body,) = acts.open_bodies([a_new_body("phong", "Phòng Viễn thông", "so-tttt")], by=province.admin, on=START)
    form = as_(province.admin).get(at(BODIES, "chuyen", body.pk)).context["form"]
    assert {one.key for one in form.fields["under"].queryset} == {"ubnd-tinh"}  # nor a body of a lower level


def test_a_move_by_mistake_is_taken_back_on_its_page_with_a_reason(province: Province) -> None:
    client, commune, there = as_(province.admin), province.areas["00715"], province.areas["027"]
    assert client.get(at(AREAS, "huy-chuyen", commune.pk)).status_code == 409
    assert client.post(at(AREAS, "chuyen", commune.pk), {"under": there.pk, "since": "2024-01-01"}).status_code == 302
    page = words(client.get(at(AREAS, "huy-chuyen", commune.pk)))
    assert "từ ngày 01/01/2024: từ Đồng Văn sang Mèo Vạc" in page
    seen = commune.edges_up.get(since=date(2024, 1, 1)).pk
    assert 'role="alert"' in words(client.post(at(AREAS, "huy-chuyen", commune.pk), {"reason": "", "seen": seen}))
    client.post(at(AREAS, "huy-chuyen", commune.pk), {"reason": "Gõ nhầm năm", "seen": seen})
    assert [str(edge.parent) for edge in commune.edges_up.all()] == ["Đồng Văn"]
    page = words(client.get(at(AREAS, "record", commune.pk)))
    assert "Gõ nhầm năm" in page and page.count("từ ngày 01/01/2024: từ Đồng Văn sang Mèo Vạc") == 2  # moved, taken back


def test_who_meant_another_move_than_the_latest_is_told_and_takes_nothing_back(province: Province) -> None:
    client, commune, there = as_(province.admin), province.areas["00715"], province.areas["027"]
    for under, since in ((there.pk, "2024-01-01"), (province.areas["026"].pk, "2025-01-01")):
        assert client.post(at(AREAS, "chuyen", commune.pk), {"under": under, "since": since}).status_code == 302
    told = {"reason": "Nhầm", "seen": commune.edges_up.get(since=date(2025, 1, 1)).pk}
    assert client.post(at(AREAS, "huy-chuyen", commune.pk), told).status_code == 302
    assert "lần khác" in words(client.post(at(AREAS, "huy-chuyen", commune.pk), told))  # who has the page open still
    assert commune.edges_up.filter(since=date(2024, 1, 1)).exists()


def test_a_succession_by_mistake_is_taken_back_on_its_page_with_a_reason(province: Province) -> None:
    client, body = as_(province.admin), province.bodies["ubnd-027"]
    back = at(BODIES, "huy-ke-thua", body.pk)
    assert client.get(back).status_code == 409 and "không có gì để hủy" in words(client.get(back))
    passing = {"change": "dissolve", "new": "", "basis": "function", "since": "2020-03-01", "legal_basis": "Nghị quyết 3"}
    assert client.post(at(BODIES, "ke-thua", body.pk), passing).status_code == 302
    assert "từ ngày 01/03/2020 (Nghị quyết 3)" in words(client.get(back))
    seen = BodySuccession.objects.get().pk
    assert 'role="alert"' in words(client.post(back, {"reason": "", "seen": seen}))
    assert "lần khác" in words(client.post(back, {"reason": "Nhầm", "seen": seen + 1})) and BodySuccession.objects.exists()
    assert client.post(back, {"reason": "Nhầm cơ quan", "seen": seen}).status_code == 302
    assert not BodySuccession.objects.exists()
    assert "Nhầm cơ quan" in words(client.get(at(BODIES, "record", body.pk)))


def test_a_ward_is_offered_nowhere_as_the_one_above(province: Province) -> None:
    client, district = as_(province.admin), province.areas["026"]
    offered = client.get(at(AREAS, "mo")).context["form"].fields["parent"].queryset
    assert offered and not offered.filter(kind=AreaKind.COMMUNE).exists()
    assert "không có nơi để chuyển đến" in words(client.get(at(AREAS, "chuyen", district.pk)))


@pytest.mark.parametrize("counter", COUNTERS)
def test_lists_are_searched_sorted_and_taken_along_whatever_is_asked(province: Province, counter: Counter) -> None:
    client, index = as_(province.admin), at(counter, "index")
    for asked in ({"q": text} for text in ["dong van", *HOSTILE]):
        assert client.get(index, asked).status_code == 200
    for name, value in (
        ("export", "xlsx"),
        ("export", "csv"),
        ("ordering", "x; DROP"),
        ("p", "999"),
        ("kind", "x"),
        ("body", "x"),
    ):
        assert client.get(index, {name: value}).status_code in {200, 404}


def test_each_row_of_a_list_leads_to_its_page_and_a_register_to_its_tree(province: Province) -> None:
    client = as_(province.admin)
    rows = ((AREAS, province.areas["00715"]), (BODIES, province.bodies["so-tttt"]), (PEOPLE, province.admin))
    for counter, row in rows:
        page = words(client.get(at(counter, "index")))
        assert f'href="{at(counter, "record", row.pk)}"' in page
        assert counter is PEOPLE or f'href="{at(counter, "tree")}"' in page


def test_a_page_is_called_once_and_its_header_leads_back(province: Province) -> None:
    client, author = as_(province.admin), an_author(province)
    index, record = at(PEOPLE, "index"), at(PEOPLE, "record", author.pk)
    ways = {record: [(index, "Cán bộ")], at(PEOPLE, "sua", author.pk): [(index, "Cán bộ"), (record, str(author))]}
    for place, way in ways.items():
        answer = client.get(place)
        [heading] = re.findall("<h1[^>]*>(.*?)</h1>", words(answer), re.DOTALL)
        assert heading.strip().endswith(str(answer.context["page_title"]))
        assert [(str(one["url"]), str(one["label"])) for one in answer.context["breadcrumbs_items"]][1:] == way


def test_nothing_found_is_said(province: Province) -> None:
    for counter in COUNTERS:
        assert "desk-empty" in words(as_(province.admin).get(at(counter, "index"), {"q": "khongcogi"}))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_people_are_taken_along_with_those_of_their_posts_that_lie_in_reach(province: Province, form: str) -> None:
    author = an_author(province, name="=Cán bộ soạn tin")
    second = province.bodies["ubnd-026"]
    acts.give_post(person=author, body=second, role=Role.APPROVER, since=START, by=province.admin, on=DAY)
    inspector = a_person(Role.INSPECTOR, body=province.bodies["so-tttt"])
    both, one = (taken_along(as_(person), form)[author.username] for person in (province.admin, inspector))
    assert both["Vị trí"] == "Người soạn · Sở Thông tin và Truyền thông; Người duyệt · UBND huyện Đồng Văn"
    assert one["Vị trí"] == "Người soạn · Sở Thông tin và Truyền thông"


def taken_along(client: Client, form: str) -> dict[str, dict[str, str]]:
    """User name -> the person's line of the spreadsheet, by its headings."""
    content = b"".join(client.get(at(PEOPLE, "index"), {"export": form}))
    if form == "csv":
        rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    else:
        rows = [[str(cell) for cell in row] for row in load_workbook(BytesIO(content)).worksheets[0].values]
        rows = rows[next(place for place, row in enumerate(rows) if "Tên đăng nhập" in row) :]  # below what names the list
    lines = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return {next(iter(line.values())): line for line in lines}


def asked_of_the_database(client: Client, place: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(place)
        assert answer.status_code == 200
        list(answer)  # a spreadsheet is written while it is read
    return len(asked)


@pytest.mark.parametrize("counter", COUNTERS)
def test_the_number_of_queries_does_not_grow_with_the_rows(province: Province, counter: Counter) -> None:
    client = as_(province.admin)
    author, _other = an_author(province), an_author(province, "ubnd-026", "nguoi-truoc")
    record = {AREAS: province.areas["026"], BODIES: province.bodies["ubnd-026"], PEOPLE: author}[counter]
    places = [at(counter, "index"), at(counter, "record", record.pk)]
    places += (
        [f"{at(counter, 'index')}?export={form}" for form in ("csv", "xlsx")] if counter is PEOPLE else [at(counter, "tree")]
    )
    [client.get(place) for place in places]
    before = [asked_of_the_database(client, place) for place in places]
    for number in range(4):
        an_author(province, "ubnd-026", f"nguoi{number}")
        told: dict[str, Any] = {
            "person": author,
            "body": province.bodies["ubnd-026"],
            "since": DAY,
            "by": province.admin,
            "on": DAY,
        }
        acts.give_post(role=list(Role)[number + 1], **told)
        code = f"0910{number}"
        new = a_new_area(code, AreaKind.COMMUNE, f"Xã {number}", "026", valid_from=DAY)
        acts.open_areas([new], body=province.bodies["ubnd-tinh"], by=province.admin, on=DAY)
        opened = a_new_body(f"xa-{number}", f"Ban {number}", "ubnd-026", "026", valid_from=DAY)
        acts.open_bodies([opened], by=province.admin, on=DAY)
    assert [asked_of_the_database(client, place) for place in places] == before
    assert max(before) < 40  # of a person: posts, sessions, locks, leaves, what stands in the name, the identity provider


def test_everything_stands_on_a_phone_in_one_column(province: Province) -> None:
    """No table but the list's own, which folds; no inline width."""
    client, author = as_(province.admin), an_author(province)
    pages = [at(PEOPLE, "record", author.pk), at(BODIES, "record", province.bodies["so-tttt"].pk), at(BODIES, "tree")]
    for page in [*pages, at(AREAS, "record", province.areas["02"].pk), at(PEOPLE, "them")]:
        assert "<table" not in words(client.get(page))
