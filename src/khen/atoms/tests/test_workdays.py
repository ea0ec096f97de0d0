"""Days on which offices work."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khen.atoms.workdays import YEARS, after, is_announced, is_working

FIRST, LAST = date(min(YEARS), 1, 1), date(max(YEARS), 11, 1)
days = st.dates(FIRST, LAST)


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2020, 3, 2), 0, date(2020, 3, 2)),
        (date(2020, 3, 2), 2, date(2020, 3, 4)),
        (date(2020, 3, 6), 1, date(2020, 3, 9)),  # over a weekend
        (date(2020, 4, 29), 1, date(2020, 5, 4)),  # over 30 April, 1 May and a weekend
        (date(2020, 3, 7), 1, date(2020, 3, 9)),  # from a Saturday
        (date(2020, 1, 22), 1, date(2020, 1, 30)),  # over Tết
        (date(2020, 4, 1), 1, date(2020, 4, 3)),  # over Giỗ Tổ, the tenth of the third month of the moon
        (date(2019, 4, 12), 1, date(2019, 4, 16)),  # Giỗ Tổ on a Sunday: the Monday is free
        (date(2019, 4, 26), 1, date(2019, 5, 2)),  # Monday 29 April was exchanged
        (date(2019, 5, 3), 1, date(2019, 5, 4)),  # for this Saturday
        (date(2025, 12, 31), 1, date(2026, 1, 5)),  # Friday 2 January 2026 was exchanged
        (date(2026, 1, 9), 2, date(2026, 1, 12)),  # for Saturday the 10th
        (date(2018, 12, 28), 4, date(2019, 1, 5)),  # an exchange from one year into the next
    ],
)
def test_weekends_holidays_and_exchanged_days_are_counted_as_offices_work(day: date, count: int, then: date) -> None:
    assert after(day, count) == then


def test_each_year_gives_the_days_of_the_law_and_the_exchanged_ones() -> None:
    for year, told in YEARS.items():
        free, worked = told.free, {one for _free, one in told.exchanged}
        by_law = 10 + (year >= 2021)  # a second day of 2/9 (Labour Code 2019)
        assert len(free) == by_law + len(told.exchanged) and told.source
        assert all(day.year == year and day.weekday() < 5 and not is_working(day) for day in free)
        assert all(day.weekday() == 5 and is_working(day) for day in worked) and free >= {day for day, _worked in told.exchanged}


def test_a_day_that_is_only_wished_to_be_free_counts_as_worked_and_says_who_wishes_it() -> None:
    assert date(2026, 11, 24) in YEARS[2026].unsettled and after(date(2026, 11, 23), 1) == date(2026, 11, 24)
    for told in YEARS.values():
        assert not told.unsettled & told.free and all(map(is_working, told.unsettled))
        assert bool(told.unsettled) == told.unsettled_source.startswith("[M] ")


def test_a_year_whose_days_are_not_made_known_says_so_and_keeps_the_days_that_are_the_same_each_year() -> None:
    unknown = max(YEARS) + 1
    assert is_announced(2020) and not is_announced(unknown) and not is_announced(min(YEARS) - 1)
    assert not is_working(date(2027, 4, 30)) and is_working(date(2027, 4, 29))


@given(days, st.integers(0, 40))
def test_so_many_working_days_lie_between(day: date, count: int) -> None:
    then = after(day, count)
    between = [day + timedelta(days=number) for number in range(1, (then - day).days + 1)]
    assert sum(map(is_working, between)) == count and (count == 0 or is_working(then))


@given(days, st.integers(0, 20), st.integers(0, 20))
def test_two_waits_are_as_long_as_one(day: date, first: int, second: int) -> None:
    assert after(after(day, first), second) == after(day, first + second)


@given(days, days, st.integers(1, 20))
def test_whoever_begins_later_is_never_due_earlier(one: date, other: date, count: int) -> None:
    assert (after(min(one, other), count)) <= after(max(one, other), count)


@given(days)
def test_nobody_rests_longer_than_a_tet(day: date) -> None:
    assert (after(day, 1) - day).days <= 10
