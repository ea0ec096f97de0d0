"""A list is taken along whole: as it is filtered, headed and signed off, harmless in a spreadsheet, with its limit in words."""

import csv
import re
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from openpyxl import load_workbook

from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person, an_area, signed_in
from khen.desk import taking
from khen.desk.illustration import ILLUSTRATIVE
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.newsroom.tests.test_screens import noon, shown, streamed

__all__ = ["noon"]
pytestmark = pytest.mark.django_db


def taken(person: Person, form: str, **asked: Any) -> Any:
    return signed_in(person).get(reverse("ban-tin:index"), {"export": form, **asked})


def lines(person: Person, **asked: Any) -> list[list[str]]:
    text = streamed(taken(person, "csv", **asked)).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:])))


def rows(person: Person, **asked: Any) -> list[list[str]]:
    """What stands above the first empty row: the headings and the data."""
    found = lines(person, **asked)
    return found[: next(number for number, row in enumerate(found) if not any(row))]


def a_room() -> Newsroom:
    return Newsroom(body=a_body("Phòng Văn hóa huyện", area=an_area("Đồng Văn")))


def test_a_csv_holds_every_filtered_row_and_not_one_page_of_them() -> None:
    room = a_room()
    for number in range(35):
        room.draft(title=f"Tin nháp {number}")
    room.submitted(title="Tin đã trình")
    assert len(rows(room.author)) == 1 + 36
    found = rows(room.author, standing="draft", q="TIN NHAP", ordering="folded")
    assert len(found) == 1 + 35 and found[1][1] == "Tin nháp 0" and found[1][2] == "Bản nháp"


def test_a_csv_of_bulletins_says_when_each_was_written_and_which_draft_it_is_as_the_list_does() -> None:
    room = a_room()
    room.submitted(title="Tin đã trình")
    heads, row = rows(room.author)
    told = dict(zip(heads, row, strict=True))
    assert (told["Ngày soạn"], told["Lần dự thảo"]) == ("02/03/2020", "Dự thảo lần 1")
    assert "Lần dự thảo" in shown(signed_in(room.author).get(reverse("ban-tin:index")))


def test_a_csv_is_signed_off_below_an_empty_row_and_all_its_rows_are_alike_wide() -> None:
    room = a_room()
    room.draft(title="Tin nháp")
    found = lines(room.author)
    empty, body, title, count, place_and_day, prepared = found[2:8]
    assert not any(empty) and place_and_day[0] == "Đồng Văn, ngày 02 tháng 3 năm 2020"
    assert [one[0] for one in (body, title, count)] == [str(room.body), "Danh sách tin bài", "Số dòng: 1"]
    assert prepared[:2] == ["Người lập biểu", room.author.full_name]
    assert {len(row) for row in found} == {len(found[0])} and len(found) == 8


def test_nothing_in_a_cell_is_taken_for_a_formula() -> None:
    room = a_room()
    room.draft(title="=HYPERLINK(1)")
    assert lines(room.author)[1][1] == "'=HYPERLINK(1)"
    book = load_workbook(BytesIO(streamed(taken(room.author, "xlsx"))))
    assert [cell.data_type for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "=HYPERLINK(1)"] == ["s"]


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("\uff1dSUM(A1)", "'\uff1dSUM(A1)"),
        ("Lịch họp; =cmd|' /C calc'!A0", "Lịch họp;' =cmd|' /C calc'!A0"),
        ("Đêm xuống -2 độ; mai nắng", "Đêm xuống -2 độ; mai nắng"),
    ],
)
def test_nothing_behind_a_semicolon_is_taken_for_one_where_excel_parts_cells_there(title: str, kept: str) -> None:
    room = a_room()
    room.draft(title=title)
    assert lines(room.author)[1][1] == kept


def test_a_spreadsheet_is_headed_and_signed_off() -> None:
    room = a_room()
    room.submitted(title="Tin đã trình")
    room.draft(title="Tin nháp")
    book = load_workbook(BytesIO(streamed(taken(room.author, "xlsx", standing="submitted", q="tin"))))
    rows = [next((cell for cell in row if cell), "") for row in book.worksheets[0].iter_rows(values_only=True)]
    assert rows[:2] == ["PHÒNG VĂN HÓA HUYỆN", "Danh sách tin bài"] and "Tìm: tin" in rows and "Số dòng: 1" in rows
    assert rows[-6:] == [
        "Đồng Văn, ngày 02 tháng 3 năm 2020",
        "NGƯỜI LẬP BIỂU",
        "(Ký, ghi rõ họ tên)",
        "",
        "",
        room.author.full_name,
    ]


def test_on_paper_it_lies_across_and_says_who_made_it() -> None:
    room = a_room()
    room.draft(title="<b>Tin</b>")
    paper = shown(taken(room.author, "giay"))
    assert "&lt;b&gt;Tin" in paper and "<b>Tin" not in paper
    assert "Người lập biểu" in paper and "Đồng Văn, ngày 02 tháng 3 năm 2020" in paper and room.author.full_name in paper


def test_on_paper_the_line_in_the_list_and_the_texts_own_number_have_headings_of_their_own() -> None:
    room = a_room()
    room.draft()
    paper = shown(taken(room.author, "giay"))
    headings = re.findall(r'<th scope="col">([^<]*)</th>', paper)
    assert headings[:3] == ["Số TT", "Số tin", "Tiêu đề"] and rows(room.author)[0][0] == "Số tin"


@pytest.mark.parametrize("form", taking.FORMS)
def test_a_limit_is_told_in_words(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    room = a_room()
    for number in range(3):
        room.draft(title=f"Tin số {number}")
    monkeypatch.setitem(taking.MOST, form, 2)
    answer = streamed(taken(room.author, form))
    text = answer.decode() if form != "xlsx" else str([*load_workbook(BytesIO(answer)).worksheets[0].values])
    assert "Chỉ có 2 dòng đầu trong số 3 dòng" in text and "Tin số 2" in text and "Tin số 0" not in text


@pytest.mark.parametrize("form", taking.FORMS)
def test_an_empty_list_and_a_stranger_take_nothing_along(form: str) -> None:
    room, other = a_room(), a_person(Role.AUTHOR, body=a_body("Cơ quan khác"))
    assert taken(room.author, form).status_code == 200
    room.draft(title="Tin kín")
    answer = streamed(taken(other, form))
    text = answer.decode() if form != "xlsx" else str([*load_workbook(BytesIO(answer)).worksheets[0].values])
    assert "Tin kín" not in text
    assert taken(a_person(), form).status_code in {302, 403, 404}


@pytest.mark.parametrize("form", taking.FORMS)
def test_a_list_of_the_sample_says_that_its_data_is_illustrative_and_another_does_not(form: str) -> None:
    room = a_room()
    room.draft(title="Tin nháp")
    assert ILLUSTRATIVE not in whole(room.author, form)
    settings.ENV.sample_marker.write_text("told\n")
    try:
        assert whole(room.author, form).count(ILLUSTRATIVE) == 1
    finally:
        settings.ENV.sample_marker.unlink()


def whole(person: Person, form: str) -> str:
    """All that is taken along, as small letters."""
    answer = streamed(taken(person, form))
    return (answer.decode() if form != "xlsx" else str([*load_workbook(BytesIO(answer)).worksheets[0].values])).lower()
