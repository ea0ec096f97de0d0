"""A list as csv: however a program parts it, nothing in it is taken for a formula, and every row stands on one line."""

import csv
from datetime import date
from itertools import chain

from django.http import StreamingHttpResponse
from django.test import RequestFactory
from hypothesis import example, given
from hypothesis import strategies as st

from khen.desk.sheets import Sheet
from khen.desk.taking import CSV, handed_over

SIGNS = st.text(alphabet="=+@-\uff1d\uff0b\uff0d\uff20,;\t\r\n\v\f\x1c\x85\u2028\u00a0 \"'a1", max_size=12)
CELLS = st.tuples(SIGNS, st.one_of(SIGNS, st.text(max_size=8)), SIGNS)
BEGINS = tuple("=+@-\uff1d\uff0b\uff0d\uff20")


def lines(*rows: tuple[str, ...]) -> list[str]:
    """The file's lines, without its first mark."""
    sheet = Sheet(title="", about=(), headings=("Một", "Hai", "Ba"), rows=rows, by="Vàng Thị Mỷ", on=date(2020, 3, 2))
    answer = handed_over(RequestFactory().get("/"), sheet, CSV, "danh-sach")
    assert isinstance(answer, StreamingHttpResponse)
    return b"".join(answer).decode("utf-8-sig").splitlines(keepends=True)


def formulas(found: list[str]) -> list[str]:
    """What a program that parts the file, or a line of it, at commas, semicolons or tabs takes for a formula."""
    files = [found, *([line] for line in found)]
    fields = chain.from_iterable(chain(*csv.reader(file, delimiter=sign)) for file in files for sign in ",;\t")
    return [field for field in fields if field.lstrip().startswith(BEGINS)]


@given(first=CELLS, second=CELLS)
@example(first=("Dòng một\n=1+cmd|' /C calc'!A0;x", "", ""), second=("", "", ""))
@example(first=("Tin x;\"=1+cmd|' /C calc'!A0;y", "", ""), second=("", "", ""))
@example(first=("Tin\t=1+1", 'a,;" "=1', 'x\n","a, =1'), second=("\r-1", "", ""))
def test_nothing_in_a_cell_is_taken_for_a_formula_wherever_a_program_parts_the_file(
    first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    assert not formulas(lines(first, second))


@given(CELLS)
def test_every_row_stands_on_one_line_and_holds_no_tab(row: tuple[str, ...]) -> None:
    found = lines(row)
    assert len(found) == len(lines(("", "", ""))) and "\t" not in "".join(found)


def test_text_of_several_lines_stays_readable_on_one() -> None:
    told = "Dòng một, dòng dài\r\n\r\nDòng hai\tcó bậc\n"
    assert next(csv.reader(lines((told, "Lịch họp; mai nắng", "Đêm xuống -2 độ"))[1:])) == [
        "Dòng một, dòng dài / Dòng hai có bậc",
        "Lịch họp; mai nắng",
        "Đêm xuống -2 độ",
    ]
