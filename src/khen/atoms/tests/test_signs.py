"""Numbers and symbols of official documents, as the decree writes them and as older papers bear them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khen.atoms import signs
from khen.atoms.text import fold

BORNE = [
    *("CT-UBND", "KH-UBND", "TB-VPUBND", "QĐ-TTg", "TTr-STTTT", "NQ-HĐND", "UBND-KGVX", "VPCP-KGVX", "TTg-KTN", "BC-BCĐ389"),
    *("2020/NĐ-CP", "2020/QH14", "2019/TT-BTTTT", "2014/TTLT-BTTTT-BNV", "2020/QĐ-UBND"),
    *("CT/TW", "KH/TU", "QĐi/TW", "HD/BTGTU", "NQ/HU", "TTLT/BTC-BNV", "SGD&ĐT-GDTH", "BNN&PTNT", "UBND-VX.NV", "SY", "PV11"),
]
REFUSED = [
    *(
        "CT UBND",
        "CT UBND<script>",
        "ct-ubnd",
        "05/CT-UBND",
        "CT-",
        "-UBND",
        "CT--UBND",
        "/CT",
        "X",
        "",
        "2020/",
        "2020",
        "CT_UBND",
    ),
    *("СТ-UBND", "CT-UBND\u200b", "CT-UBND\n", "1020/NĐ-CP", "CT-ubnd", "CT²-UBND", "CT-UBND;", "CT\\UBND"),
]
NUMBERS, NO_NUMBERS = (
    ("1", "05", "1234", "999999", "0007", "12a", "05b", "7đ"),
    ("abc", "", "0", "00", "0a", "a", "12A", "12ab", "a12", "12á", "12 a", "1.234", "-5", "1 2", "٣", "1234567", "5\n"),
)
GROUP = st.sampled_from(("CT", "QĐ", "TTg", "UBND", "QĐi", "BCĐ389", "SGD&ĐT", "VX.NV", "A", "Ư", "PV11"))
YEAR = st.sampled_from(["", "1998/", "2016/", "2020/"])
LETTERS = st.characters(codec="utf-8")


@pytest.mark.parametrize("symbol", BORNE)
def test_a_symbol_as_papers_bear_it_is_one(symbol: str) -> None:
    assert signs.is_symbol(symbol) and signs.neat_symbol(symbol) == symbol


@pytest.mark.parametrize("symbol", REFUSED)
def test_what_no_paper_bears_is_no_symbol(symbol: str) -> None:
    assert not signs.is_symbol(symbol)


@given(year=YEAR, groups=st.lists(GROUP, min_size=2, max_size=4), sign=st.sampled_from("-/"))
def test_groups_of_short_forms_joined_make_a_symbol_however_they_were_typed(year: str, groups: list[str], sign: str) -> None:
    symbol = year + sign.join(groups)
    assert signs.is_symbol(symbol)
    assert signs.neat_symbol(f" {symbol.replace('-', ' – ').replace('/', '/ ')} ") == symbol
    assert signs.year_in(symbol) == (int(year[:4]) if year else None)


@given(symbol=st.text(LETTERS, max_size=12) | st.from_regex(signs.SYMBOL))
def test_whatever_is_taken_for_a_symbol_holds_letters_digits_and_its_marks_alone(symbol: str) -> None:
    if signs.is_symbol(symbol):
        assert re.fullmatch(r"[a-z0-9&./-]+", fold(symbol)) and symbol == symbol.strip()
        assert signs.neat_symbol(signs.neat_symbol(symbol)) == signs.neat_symbol(symbol)


@given(number=st.integers(1, 999_999), zeros=st.integers(0, 3))
def test_a_number_is_digits_with_or_without_leading_zeros(number: int, zeros: int) -> None:
    assert signs.is_number(f"{'0' * zeros}{number}")


@given(number=st.text(LETTERS, max_size=8))
def test_nothing_but_digits_with_one_small_letter_at_most_is_a_number(number: str) -> None:
    digits = number[:-1] if number[-1:] in set("abcdefghijklmnopqrstuvwxyzđ") else number
    assert not signs.is_number(number) or (digits.isascii() and digits.isdigit() and int(digits) > 0)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_as_papers_bear_it_is_one(number: str) -> None:
    assert signs.is_number(number)


@pytest.mark.parametrize("number", NO_NUMBERS)
def test_what_no_paper_bears_is_no_number(number: str) -> None:
    assert not signs.is_number(number)
