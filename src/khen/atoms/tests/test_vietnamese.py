"""What officials write must come back as what they meant, and nothing may be read in two ways."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khen.atoms import clock
from khen.atoms import vietnamese as vi

DECIMALS = st.decimals(min_value=-(10**12), max_value=10**12, places=3, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("1234567.89", "1.234.567,89"),
        ("2317313", "2.317.313"),
        ("999", "999"),
        ("1000", "1.000"),
        ("-1234.5", "-1.234,5"),
        ("0", "0"),
        ("0.5", "0,5"),
    ],
)
def test_thousands_take_dots_and_decimals_a_comma(value: str, written: str) -> None:
    assert vi.number(Decimal(value)) == written


def test_a_moment_is_told_by_its_hour_and_by_its_day_alone_where_no_hour_is_known() -> None:
    day, written = date(2020, 3, 9), datetime(2020, 3, 9, 7, 5, tzinfo=UTC)
    assert vi.moment_in_words(clock.within(day, written)) == "lúc 14:05 ngày 09/03/2020"
    assert vi.moment_in_words(clock.within(day, written + timedelta(days=2))) == "ngày 09/03/2020"
    assert vi.moment_in_words(clock.within(day, datetime(2020, 3, 8, 17, 0, 1, tzinfo=UTC))) == "lúc 00:00 ngày 09/03/2020"


@pytest.mark.parametrize(("value", "written"), [(0, "0"), (2, "02"), (9, "09"), (10, "10"), (45, "45")])
def test_counts_below_ten_may_take_a_leading_zero(value: int, written: str) -> None:
    assert vi.number(value, two_digits=True) == written


@pytest.mark.parametrize(
    ("value", "written"), [("9.27", "9,27%"), ("115.50", "115,5%"), ("58", "58%"), ("87.745", "87,75%"), ("-0.001", "0%")]
)
def test_shares_show_two_places_at_most(value: str, written: str) -> None:
    assert vi.percent(Decimal(value)) == written


def test_days_follow_the_decree_on_leading_zeros() -> None:
    assert vi.day_in_words(date(2020, 1, 5)) == "ngày 05 tháng 01 năm 2020"
    assert vi.day_in_words(date(2020, 6, 29)) == "ngày 29 tháng 6 năm 2020"
    assert vi.day_and_month(date(2020, 10, 9)) == "09 tháng 10"
    assert vi.day_in_digits(date(2020, 6, 9)) == "09/06/2020"


@given(DECIMALS)
def test_a_written_number_reads_back(value: Decimal) -> None:
    assert vi.read_number(vi.number(value)) == value


@given(st.integers(min_value=0, max_value=10**15))
def test_a_written_count_reads_back(value: int) -> None:
    assert vi.read_number(vi.number(value, two_digits=True)) == value


@given(st.decimals(min_value=0, max_value=1000, places=2))
def test_a_written_share_reads_back(value: Decimal) -> None:
    assert vi.read_percent(vi.percent(value)) == value


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)))
def test_a_written_day_reads_back(day: date) -> None:
    assert vi.read_day(vi.day_in_words(day)) == day
    assert vi.read_day(vi.day_in_digits(day)) == day


@given(st.from_regex(r"-?[1-9][0-9]{20,39}(,[0-9]{1,9})?", fullmatch=True))
def test_a_number_of_many_digits_reads_back_whole_or_is_refused(text: str) -> None:
    try:
        value = vi.read_number(text)
    except vi.UnreadableError as refused:
        assert len(text) > vi.MOST_DIGITS and "too long" in refused.msgid
    else:
        assert vi.read_number(vi.number(value)) == value


@given(st.text(max_size=60))
def test_any_other_text_is_refused_in_words_or_read_and_never_crashes(text: str) -> None:
    try:
        value = vi.read_number(text)
    except vi.UnreadableError as refused:
        assert str(refused) == refused.msgid % refused.data
    else:
        assert vi.read_number(vi.number(value)) == value


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "missing"),
        ("12.34", "groups of three"),
        ("1.2345", "groups of three"),
        ("9,2,7", "more than one comma"),
        ("9,27%", "not a digit"),
        ("١٢", "not a digit"),
        ("0.123", "begins with zeros"),
        ("007", "begins with zeros"),
        (",5", "is not a number"),
        ("1" * 41, "too long"),
    ],
)
def test_ambiguous_numbers_are_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(vi.UnreadableError, match=why):
        vi.read_number(text)


def test_a_share_needs_its_sign() -> None:
    assert vi.read_percent("9,27 %") == Decimal("9.27")
    with pytest.raises(vi.UnreadableError, match="no per cent sign"):
        vi.read_percent("9,27")


@pytest.mark.parametrize(
    ("text", "why"), [("31/02/2020", "no day"), ("2020-06-29", "day/month/year"), ("6/2020", "day/month/year")]
)
def test_impossible_days_are_refused(text: str, why: str) -> None:
    with pytest.raises(vi.UnreadableError, match=why):
        vi.read_day(text)


@pytest.mark.parametrize(("text", "places"), [("9,27%", 2), ("115,5", 1), ("58 %", 0), ("5.115", 0)])
def test_the_places_shown_are_counted(text: str, places: int) -> None:
    assert vi.decimals_of(text) == places


def test_infinity_is_not_written() -> None:
    with pytest.raises(ValueError, match="finite"):
        vi.number(Decimal("Infinity"))
