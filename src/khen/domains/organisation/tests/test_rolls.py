"""People come in from a file: looked through first, every wrong row named; then each in an act of their own."""

import unicodedata
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from khen.atoms.refusal import Refusal
from khen.bodies.models import Person, Post
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.book.verify import verify
from khen.domains.organisation import acts
from khen.domains.organisation.jobs import enter_rolls
from khen.domains.organisation.models import Roll, RollLine
from khen.domains.organisation.screens import ROLLS
from khen.domains.organisation.terms import NewPerson
from khen.domains.organisation.tests.makers import DAY, Province, a_new_body, a_province, an_administrator

pytestmark = pytest.mark.django_db
HEAD = ("Họ và tên", "Tên đăng nhập", "Thư điện tử", "Cơ quan", "Vai trò", "Phạm vi", "Từ ngày")
GOOD = ("Giàng A Páo", "pao.ga", "pao@vidu.example", "ubnd-00715", "người soạn", "", "01/03/2020")


@pytest.fixture
def province() -> Province:
    return a_province()


@pytest.fixture
def local(province: Province) -> Person:
    return an_administrator(province.bodies["ubnd-026"], province.areas["026"], by=province.admin, username="quantri-dongvan")


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at(name: str, *args: Any) -> str:
    return reverse(ROLLS.get_url_name(name), args=args)


def a_file(*rows: tuple[Any, ...], head: tuple[str, ...] = HEAD) -> SimpleUploadedFile:
    book, kept = Workbook(), BytesIO()
    assert book.active is not None
    for row in (head, *rows):
        book.active.append(row)
    book.save(kept)
    return SimpleUploadedFile("danh sách.xlsx", kept.getvalue())


def looked_through(person: Person, *rows: tuple[Any, ...], **options: Any) -> Any:
    return as_(person).post(at("upload"), {"file": a_file(*rows, **options)})


def row(**said: str) -> tuple[str, ...]:
    """As the good one, without its e-mail address: each person has one of their own."""
    names = ("full_name", "username", "email", "body", "role", "area", "since")
    return tuple(said.get(name, usual if name != "email" else "") for name, usual in zip(names, GOOD, strict=True))


def findings(answer: Any) -> list[tuple[int, str, str]]:
    return [(one.row, str(one.column), str(one.reason)) for one in answer.context["seen"].findings]


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Person, Post, Entry, Roll, RollLine))


def entered(person: Person, *rows: tuple[Any, ...]) -> Roll:
    answer = looked_through(person, *rows)
    as_(person).post(at("upload"), {"rows": answer.context["rows"]})
    while enter_rolls():
        pass
    return Roll.objects.latest("pk")


def test_looking_through_writes_nothing(local: Person) -> None:
    before = counts()
    answer = looked_through(local, GOOD, row(username="x"))
    assert answer.status_code == 200
    assert (len(answer.context["seen"].good), answer.context["seen"].bad) == (1, 1)
    assert "Nhập 1 dòng đúng" in answer.content.decode()
    assert counts() == before


@pytest.mark.parametrize(
    ("wrong", "column", "said"),
    [
        ({"full_name": ""}, "Họ và tên", "120"),
        ({"full_name": "x" * 121}, "Họ và tên", "120"),
        ({"full_name": "x" * 5000}, "Họ và tên", "quá dài"),
        ({"full_name": "Tên\nhai dòng"}, "Họ và tên", "120"),
        ({"full_name": "=1+1"}, "Họ và tên", "công thức"),
        ({"full_name": "1207"}, "Họ và tên", "120"),
        ({"full_name": "#N/A"}, "Họ và tên", "lỗi của bảng tính (#N/A)"),
        ({"full_name": True}, "Họ và tên", "đúng hoặc sai (TRUE)"),
        ({"email": "#REF!"}, "Thư điện tử", "lỗi của bảng tính (#REF!)"),
        ({"username": "#NAME?"}, "Tên đăng nhập", "lỗi của bảng tính (#NAME?)"),
        ({"username": False}, "Tên đăng nhập", "đúng hoặc sai (FALSE)"),
        ({"body": "#N/A"}, "Cơ quan", "lỗi của bảng tính (#N/A)"),
        ({"role": True}, "Vai trò", "đúng hoặc sai (TRUE)"),
        ({"since": "#VALUE!"}, "Từ ngày", "lỗi của bảng tính (#VALUE!)"),
        ({"full_name": "Nguy\ufffdn V\ufffdn An"}, "Họ và tên", "Unicode"),
        ({"full_name": "Nguyá»…n VÄƒn An"}, "Họ và tên", "Unicode"),
        ({"full_name": "Nguyeãn Vaên An"}, "Họ và tên", "Unicode"),
        ({"full_name": "Nguyễn\u200b Văn An"}, "Họ và tên", "ký tự ẩn"),
        ({"full_name": "Nguyễn Văn An 😀"}, "Họ và tên", "hình"),
        ({"email": GOOD[2].upper()}, "Thư điện tử", "dòng 2"),
        ({"username": "Có dấu"}, "Tên đăng nhập", "không dấu"),
        ({"username": "quantri"}, "Tên đăng nhập", "quantri"),
        ({"username": "tap-huan-1.7"}, "Tên đăng nhập", "dành riêng cho tập huấn"),
        ({"username": "QuanTri"}, "Tên đăng nhập", "quantri"),
        ({"username": "@SUM(A1)"}, "Tên đăng nhập", "công thức"),
        ({"email": "không phải thư"}, "Thư điện tử", "thư điện tử"),
        ({"email": "a@b" + "c" * 300 + ".vn"}, "Thư điện tử", "thư điện tử"),
        ({"email": "páo@vidu.example"}, "Thư điện tử", "thư điện tử"),
        ({"email": "a,b@vidu.example"}, "Thư điện tử", "thư điện tử"),
        ({"email": "a..b@vidu.example"}, "Thư điện tử", "thư điện tử"),
        ({"body": ""}, "Cơ quan", "không quản trị"),
        ({"body": "khong-co"}, "Cơ quan", "không quản trị"),
        ({"role": "hoàng đế"}, "Vai trò", "người soạn"),
        ({"role": ""}, "Vai trò", "người soạn"),
        ({"area": "Mèo Vạc"}, "Phạm vi", "không quản trị"),
        ({"area": "99999"}, "Phạm vi", "không quản trị"),
        ({"since": "31/31/2020"}, "Từ ngày", "ngày/tháng/năm"),
        ({"since": "hôm qua"}, "Từ ngày", "ngày/tháng/năm"),
        ({"since": "01/01/2300"}, "Từ ngày", "1900"),
        ({"since": "01/01/2018"}, "Cơ quan", "ngày đó"),
    ],
)
def test_every_wrong_cell_is_named_with_its_row_its_column_and_the_reason(
    local: Person, wrong: dict[str, str], column: str, said: str
) -> None:
    answer = looked_through(local, GOOD, row(**{"username": "nguoi.khac", **wrong}))
    ((number, named, reason),) = findings(answer)
    assert (number, named) == (3, column)
    assert said in reason


def test_an_address_that_an_open_account_bears_is_named_without_telling_whose_it_is(province: Province, local: Person) -> None:
    told: dict[str, Any] = {"body": province.bodies["so-tttt"], "by": province.admin, "on": DAY}
    bearer = acts.register_person(username="nguoi.tinh", full_name="Nguyễn Văn Tỉnh", email="xb@vidu.example", **told)
    ((number, column, reason),) = findings(looked_through(local, row(email="XB@vidu.example"), row(username="khac")))
    assert (number, column) == (2, "Thư điện tử") and "đã có người dùng" in reason
    assert bearer.full_name not in reason and bearer.username not in reason
    Person.objects.filter(pk=bearer.pk).update(is_active=False)
    assert not findings(looked_through(local, row(email="XB@vidu.example")))


def test_rows_that_are_hidden_in_the_sheet_are_named_before_they_are_entered(local: Person) -> None:
    people = [row(full_name=name, username=f"nguoi.{at}") for at, name in enumerate(("Sùng A Páo", "Vàng A Dìn", "Lò Thị Mỷ"))]
    book = load_workbook(BytesIO(a_file(*people, row(username="x")).read()))
    assert book.active is not None
    for number in (3, 4, 5, 9):
        book.active.row_dimensions[number].hidden = True
    kept = BytesIO()
    book.save(kept)
    answer = as_(local).post(at("upload"), {"file": SimpleUploadedFile("danh sách.xlsx", kept.getvalue())})
    assert list(answer.context["seen"].hidden) == [3, 4, 5] and len(answer.context["seen"].good) == 3
    assert "Hàng ẩn trong tệp cũng được đọc, tổng số 3: 3, 4, 5." in answer.content.decode()
    assert "Hàng ẩn" not in looked_through(local, *people).content.decode()


def test_a_list_handed_in_twice_names_each_row_once(local: Person) -> None:
    entered(local, GOOD)
    assert [column for _row, column, _said in findings(looked_through(local, GOOD))] == ["Tên đăng nhập"]


def test_an_address_taken_between_looking_and_entering_passes_the_row_over(province: Province, local: Person) -> None:
    seen = looked_through(local, GOOD)
    told: dict[str, Any] = {"body": province.bodies["so-tttt"], "by": province.admin, "on": DAY}
    acts.register_person(username="nhanh.hon", full_name="Người nhanh hơn", email=GOOD[2], **told)
    as_(local).post(at("upload"), {"rows": seen.context["rows"]})
    while enter_rolls():
        pass
    assert "đã có người dùng" in RollLine.objects.get().refused


def test_spaces_of_whatever_width_in_a_name_are_read_as_spaces(province: Province, local: Person) -> None:
    wide = row(full_name="Sùng\u00a0Thị\u202fMỷ\u00a0", username="sung.my", role="người\u00a0soạn")
    entered(local, wide)
    assert Person.objects.get(username="sung.my").full_name == "Sùng Thị Mỷ"
    ((_number, _column, reason),) = findings(looked_through(local, wide))
    assert "đã có trong hệ thống" in reason


def test_all_that_is_wrong_is_told_at_once_and_a_wrong_row_is_not_entered(local: Person) -> None:
    answer = looked_through(local, row(email="x", role="x", since="x"), row(username="y", full_name=""), GOOD)
    told = findings(answer)
    assert [(number, column) for number, column, _said in told] == [
        (2, "Thư điện tử"),
        (2, "Vai trò"),
        (2, "Từ ngày"),
        (3, "Họ và tên"),
        (3, "Tên đăng nhập"),
        (4, "Tên đăng nhập"),
    ]
    assert "dòng 2" in told[-1][2]
    assert answer.context["seen"].good == []


def test_a_body_out_of_reach_is_told_in_the_words_for_one_that_does_not_exist(province: Province, local: Person) -> None:
    answer = looked_through(
        local, row(body="so-tttt"), row(username="hai", body="khong-co"), row(username="ba.ba", body="UBND huyện Mèo Vạc")
    )
    said = {reason for _row, column, reason in findings(answer) if column == "Cơ quan"}
    assert len(findings(answer)) == 3 and len(said) == 1


def test_a_post_that_would_reach_beyond_is_refused_like_any_act(province: Province, local: Person) -> None:
    body = a_new_body("ban-xa", "Ban liên huyện", "ubnd-026", "026", valid_from=DAY)
    (joint,) = acts.open_bodies([body], by=province.admin, on=DAY)
    below = a_new_body("to-xa", "Tổ ở Mèo Vạc", "ban-xa", "027", valid_from=DAY)
    acts.open_bodies([below], by=province.admin, on=DAY)
    only_area = acts.register_person(username="chi-dia-ban", full_name="Quản trị", body=joint, by=province.admin, on=DAY)
    acts.give_post(
        person=only_area,
        body=province.bodies["so-tttt"],
        area=province.areas["026"],
        role=Role.ADMINISTRATOR,
        since=DAY,
        by=province.admin,
        on=DAY,
    )
    assert [column for _row, column, _said in findings(looked_through(only_area, row(body="ban-xa")))] == ["Cơ quan"]


def test_the_right_rows_become_people_each_in_an_act_of_their_own(province: Province, local: Person) -> None:
    before = Entry.objects.count()
    roll = entered(local, GOOD, row(username="dong.van", body="UBND huyện Đồng Văn", role="clerk", area="026"), row(username=""))
    kinds = list(Entry.objects.filter(seq__gt=before).order_by("seq").values_list("kind", flat=True))
    assert kinds == ["organisation.roll_begun", *("organisation.person_registered", "organisation.post_given") * 2]
    pao, second = (line.person for line in roll.lines.order_by("row"))
    assert pao is not None and second is not None
    assert (pao.full_name, pao.email, pao.has_usable_password()) == ("Giàng A Páo", "pao@vidu.example", False)
    post = second.posts.get()
    assert (post.body, post.role, post.area, post.since) == (
        province.bodies["ubnd-026"],
        Role.CLERK,
        province.areas["026"],
        DAY,
    )
    assert not Entry.objects.filter(canon__contains="Páo").exists()
    assert verify(deep=True).flaw is None


def test_pressed_twice_a_list_is_handed_in_once(local: Person) -> None:
    answer, client = looked_through(local, GOOD), as_(local)
    places = [client.post(at("upload"), {"rows": answer.context["rows"]}).headers["Location"] for _press in range(2)]
    while enter_rolls():
        pass
    assert places[0] == places[1] == at("record", Roll.objects.get().pk)
    assert Person.objects.filter(username="pao.ga").count() == 1
    assert enter_rolls() == 0


def test_the_same_file_handed_in_again_finds_everybody_there(province: Province, local: Person) -> None:
    """Of somebody out of reach no more is told than that the user name is in use."""
    entered(local, GOOD)
    ((_row, column, said),) = findings(looked_through(local, GOOD))
    assert column == "Tên đăng nhập" and "bỏ dòng này khỏi tệp" in said
    foreign = an_administrator(province.bodies["ubnd-027"], by=province.admin, username="quantri-meovac")
    ((_row, column, said),) = findings(looked_through(foreign, row(body="ubnd-027")))
    assert column == "Tên đăng nhập" and "đã có người dùng" in said


def test_a_list_is_read_in_either_language_whichever_the_reader_chose(local: Person) -> None:
    client = as_(local)
    client.cookies["khen_english"] = str(local.pk)
    english = ("Full name", "User name", "E-mail", "Body", "Role", "How far it reaches", "From which day")
    for file in (a_file(GOOD), a_file(row(role="author"), head=english)):
        assert len(client.post(at("upload"), {"file": file}).context["seen"].good) == 1


def test_whoever_was_entered_meanwhile_is_passed_over_and_the_rest_comes_in(province: Province, local: Person) -> None:
    answer = looked_through(local, GOOD, row(username="nguoi.hai"))
    body = province.bodies["ubnd-026"]
    acts.register_person(username="pao.ga", full_name="Người khác", body=body, by=province.admin, on=DAY)
    client = as_(local)
    client.post(at("upload"), {"rows": answer.context["rows"]})
    page = client.get(at("record", Roll.objects.get().pk)).content.decode()
    assert 'http-equiv="refresh"' in page and "đang nhập" in page
    assert enter_rolls() == 2
    page = client.get(at("record", Roll.objects.get().pk)).content.decode()
    assert "pao.ga" in page and "Tên đăng nhập pao.ga đã" in page and "nguoi.hai" in page
    assert 'http-equiv="refresh"' not in page
    assert Entry.objects.get(kind="organisation.roll_line_refused").payload["row"] == 2


def test_who_no_longer_governs_when_the_rows_have_their_turn_enters_nobody(province: Province, local: Person) -> None:
    answer = looked_through(local, GOOD)
    as_(local).post(at("upload"), {"rows": answer.context["rows"]})
    acts.close_account(local, reason="Chuyển công tác", by=province.admin, on=DAY)
    enter_rolls()
    assert not Person.objects.filter(username="pao.ga").exists()
    assert RollLine.objects.get().refused


def test_letters_composed_of_parts_and_other_ways_of_saying_the_same_are_understood(local: Person) -> None:
    parts = tuple(unicodedata.normalize("NFD", cell) for cell in row(full_name="Đặng Thị Được", body="ubnd XÃ Lũng  Cú"))
    head = ("Họ tên *", "TÊN ĐĂNG NHẬP", "Email", "co quan", "Vai trò", "Ghi chú")
    answer = looked_through(local, (*parts[:5], "gì đó"), head=head)
    (good,) = answer.context["seen"].good
    assert good.full_name == "Đặng Thị Được"
    assert answer.context["seen"].unread == ["Ghi chú"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_is_read_as_well(local: Person, encoding: str) -> None:
    text = "\r\n".join(";".join(line) for line in (HEAD, GOOD))
    answer = as_(local).post(at("upload"), {"file": SimpleUploadedFile("a.csv", text.encode(encoding))})
    assert [one.username for one in answer.context["seen"].good] == ["pao.ga"]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("a.xlsx", b""), "trống"),
        (SimpleUploadedFile("a.xls", b"\xd0\xcf\x11\xe0" + bytes(600)), ".xls"),
        (SimpleUploadedFile("a.csv", b"mot,hai\nba,bon\n"), "Tên đăng nhập"),
        (SimpleUploadedFile("a.csv", ",".join(HEAD).encode()), "không có dòng nào"),
        (SimpleUploadedFile("a.csv", ",".join((*HEAD, "Cơ quan")).encode()), "hai lần"),
        (SimpleUploadedFile("a.csv", ("\n".join([",".join(HEAD)] + ["a"] * 2002)).encode()), "2.000 dòng"),
        (SimpleUploadedFile("a.csv", b"x" * (3 * 1024 * 1024)), "MB"),
        (SimpleUploadedFile("a.png", b"\x89PNG\x00\x01"), ".csv"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(local: Person, file: SimpleUploadedFile, said: str) -> None:
    file.seek(0)
    before = counts()
    answer = as_(local).post(at("upload"), {"file": file})
    assert answer.status_code == 200
    assert said in answer.content.decode().partition('class="desk-errors"')[2].partition("</div>")[0]
    assert counts() == before


def test_rows_signed_for_another_tampered_or_of_long_ago_are_not_entered(province: Province, local: Person) -> None:
    rows = looked_through(local, GOOD).context["rows"]
    before = counts()
    for person, told in ((province.admin, rows), (local, f"x{rows}"), (local, "")):
        answer = as_(person).post(at("upload"), {"rows": told})
        assert answer.status_code == 200 and "desk-errors" in answer.content.decode()
    assert counts() == before


def test_the_act_itself_refuses_what_its_person_may_not(province: Province, local: Person) -> None:
    foreign = NewPerson(
        row=2,
        full_name="Ai đó",
        username="ai.do",
        email="",
        body=province.bodies["so-tttt"].pk,
        role=Role.AUTHOR,
        area=None,
        since=DAY,
    )
    said: dict[str, Any] = {"name": "a.csv", "sha256": "0" * 64, "by": local, "on": DAY}
    with pytest.raises(Refusal):
        acts.begin_roll(key=uuid4(), lines=[foreign], body=province.bodies["so-tttt"], **said)
    with pytest.raises(Refusal):
        acts.begin_roll(key=uuid4(), lines=[], body=province.bodies["ubnd-026"], **said)
    roll = acts.begin_roll(key=uuid4(), lines=[foreign], body=province.bodies["ubnd-026"], **said)
    enter_rolls()
    assert roll.lines.get().refused and not Person.objects.filter(username="ai.do").exists()
    with pytest.raises(Refusal):
        acts.enter_line(roll.lines.get(), by=province.admin, on=DAY)


def test_a_foreign_administrator_finds_no_list_and_who_does_not_govern_no_door(province: Province, local: Person) -> None:
    roll = entered(local, GOOD)
    foreign = an_administrator(province.bodies["ubnd-027"], by=province.admin, username="quantri-meovac")
    assert as_(foreign).get(at("record", roll.pk)).status_code == 404
    assert "danh sách.xlsx" not in as_(foreign).get(at("index")).content.decode()
    for role in (Role.INSPECTOR, Role.AUTHOR):
        client = as_(a_person(role, body=province.bodies["ubnd-026"]))
        assert [client.get(at(name)).status_code for name in ("index", "upload", "blank")] == [404] * 3
        assert client.post(at("upload"), {"file": a_file(GOOD)}).status_code == 404


def test_of_a_list_only_rows_within_reach_are_shown(province: Province) -> None:
    roll = entered(province.admin, row(body="so-tttt", username="cua.so"), row(username="cua.tinh", body="ubnd-tinh"))
    alone = an_administrator(province.bodies["so-tttt"], by=province.admin, username="quantri-so")
    page = as_(alone).get(at("record", roll.pk)).content.decode()
    assert "cua.so" in page and "cua.tinh" not in page
    assert "cua.tinh" in as_(province.admin).get(at("record", roll.pk)).content.decode()


def test_the_empty_list_can_be_filled_in_and_handed_in(local: Person) -> None:
    answer = as_(local).get(at("blank"))
    book = load_workbook(BytesIO(answer.content))
    first = book.worksheets[0]
    assert [cell.value for cell in first[1]] == list(HEAD)
    told = "\n".join(str(cell.value) for sheet in book.worksheets[1:] for line in sheet.iter_rows() for cell in line)
    assert "ubnd-00715" in told and "so-tttt" not in told
    first.append(list(GOOD))
    kept = BytesIO()
    book.save(kept)
    seen = as_(local).post(at("upload"), {"file": SimpleUploadedFile("mau.xlsx", kept.getvalue())}).context["seen"]
    assert (len(seen.good), seen.findings) == (1, [])


def test_nothing_handed_in_yet_is_said(local: Person) -> None:
    assert "desk-empty" in as_(local).get(at("index")).content.decode()
