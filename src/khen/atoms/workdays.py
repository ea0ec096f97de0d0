"""Working days: Monday to Friday without the public holidays of fixed date (Labour Code 2019, article 112).

Holidays by the lunar calendar are made known from year to year; over them a day counted here comes too early, never too late."""

from datetime import date, timedelta

HOLIDAYS = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})  # month and day
SATURDAY = 5


def is_working(day: date) -> bool:
    """Whether offices work on this day."""
    return day.weekday() < SATURDAY and (day.month, day.day) not in HOLIDAYS


def after(day: date, count: int) -> date:
    """The working day that comes `count` working days after this one; 0 gives the day itself."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working(day)
    return day
