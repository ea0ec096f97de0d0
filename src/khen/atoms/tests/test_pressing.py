"""How long a text leads."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khen.atoms.pressing import DAYS, is_pressing, oldest

DAY = date(2020, 3, 2)
days = st.dates(date(2019, 1, 1), date(2021, 1, 1))


@pytest.mark.parametrize(("later", "presses"), [(-1, False), (0, True), (DAYS - 1, True), (DAYS, False), (365, False)])
def test_without_a_last_day_a_text_is_pressing_for_so_many_days(later: int, presses: bool) -> None:
    assert is_pressing(since=DAY, until=None, day=DAY + timedelta(days=later)) is presses


@pytest.mark.parametrize(("day", "presses"), [(DAY, True), (date(2020, 5, 1), True), (date(2020, 5, 2), False)])
def test_with_a_last_day_it_is_pressing_until_then(day: date, presses: bool) -> None:
    assert is_pressing(since=DAY, until=date(2020, 5, 1), day=day) is presses


@given(days, days)
def test_the_oldest_that_is_pressing_is_the_first_of_its_days(since: date, day: date) -> None:
    assert is_pressing(since=since, until=None, day=day) is (oldest(day) <= since <= day)
    assert (day - oldest(day)).days == DAYS - 1
