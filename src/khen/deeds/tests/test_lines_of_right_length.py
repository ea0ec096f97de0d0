"""Widths that the drawn lines rest on, and the numerals of sections."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khen.deeds import wording
from khen.deeds.blocks import Column, Row, Table, Text
from khen.deeds.columns import widths
from khen.deeds.numerals import numeral, ordinal, roman
from khen.deeds.widths import width

NUMBER = "2.317.313.999"


def test_tones_do_not_widen_a_letter() -> None:
    assert width("ấẫặ", 14) == width("aaa", 14)
    assert width("ỚỰ", 14) == width("ƠƯ", 14)


def test_bold_is_wider_and_size_scales() -> None:
    assert width("Sở Thông tin", 14, bold=True) > width("Sở Thông tin", 14)
    assert width("ab", 28) == 2 * width("ab", 14)


def test_the_motto_is_as_wide_as_times_new_roman_prints_it() -> None:
    assert width(wording.MOTTO, 13, bold=True) == pytest.approx(159.1, abs=0.1)


def test_a_long_name_breaks_into_two_even_lines_and_not_after_va() -> None:
    assert wording.balanced("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", 12, 180, bold=True) == ("SỞ THÔNG TIN", "VÀ TRUYỀN THÔNG")
    assert wording.balanced("SỞ Y TẾ", 12, 180, bold=True) == ("SỞ Y TẾ",)
    assert wording.balanced("", 12, 180) == ()


def test_a_column_is_as_wide_as_its_longest_number_and_takes_the_room_from_those_that_have_some() -> None:
    told = tuple(Column(title, share) for title, share in (("a", 6), ("b", 1), ("c", 1)))
    rows = (Row(((Text("x"),), (Text(number),), (Text("3"),))) for number in ("2", NUMBER))
    plain, long = (widths(Table(told, (row,))) for row in rows)
    assert plain == [pytest.approx(wording.ROOM * share) for share in (6 / 8, 1 / 8, 1 / 8)]
    assert long[1] >= width(NUMBER, 12) + 8 and sum(long) == pytest.approx(wording.ROOM)
    assert long[0] < plain[0] and long[2] < plain[2]


def test_where_there_is_no_room_for_all_numbers_the_shares_stand() -> None:
    cells = tuple((Text(NUMBER),) for _ in range(7))
    assert len({round(one, 6) for one in widths(Table(tuple(Column("n") for _ in cells), (Row(cells),)))}) == 1


def test_numerals() -> None:
    assert [roman(value) for value in (1, 4, 9, 14, 40, 89)] == ["I", "IV", "IX", "XIV", "XL", "LXXXIX"]
    assert [numeral(place, 3) for place in (4, 5, 6, 7)] == ["d", "đ", "e", "g"]
    assert (numeral(3, 1), numeral(3, 2), numeral(3, 4)) == ("III", "3", "")
    with pytest.raises(ValueError, match="1 to 89"):
        roman(0)


@given(st.integers(1, 89), st.sampled_from([1, 2]))
def test_a_numeral_stands_for_its_place(place: int, level: int) -> None:
    assert ordinal(numeral(place, level), level) == place


@pytest.mark.parametrize(("written", "level"), [("IIII", 1), ("iv", 1), ("²", 2), ("1a", 2), ("f", 3), ("", 3), ("1", 4)])
def test_what_is_no_numeral_has_no_place(written: str, level: int) -> None:
    assert ordinal(written, level) is None
