"""Days on which offices work."""

from datetime import date

import pytest

from khen.atoms.workdays import after


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2020, 3, 2), 0, date(2020, 3, 2)),
        (date(2020, 3, 2), 2, date(2020, 3, 4)),
        (date(2020, 3, 6), 1, date(2020, 3, 9)),  # over a weekend
        (date(2020, 4, 29), 1, date(2020, 5, 4)),  # over 30 April, 1 May and a weekend
        (date(2020, 3, 7), 1, date(2020, 3, 9)),  # from a Saturday
    ],
)
def test_weekends_and_holidays_are_not_counted(day: date, count: int, then: date) -> None:
    assert after(day, count) == then
