"""Periods of reporting. A period is a pair of days, both inside it, under a stable key."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_KEY = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?:-H(?P<half>[12])(?P<cut>@15)?|-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?")
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)  # the days that records may bear
HALVES = {1: ((1, 1), (6, 30)), 2: ((7, 1), (12, 31))}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """`first` and `last` day inclusive; `key` such as 2020-H1, 2020-Q2, 2020-03, 2020 or 2020-H1@15."""

    first: date
    last: date
    key: str

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def is_kept(day: date) -> bool:
    """Does the day lie in the years that records may bear? Others are slips of the hand: 0202 for 2020."""
    return EARLIEST <= day <= LATEST


def half_year(year: int, half: int) -> Period:
    """The calendar half: 01/01-30/06 or 01/07-31/12."""
    (first_month, first_day), (last_month, last_day) = HALVES[half]
    return Period(date(year, first_month, first_day), date(year, last_month, last_day), f"{year}-H{half}")


def administrative_half_year(year: int, half: int, *, cut_off: int = 14) -> Period:
    """The half as provincial regimes close it: 15/12 of the year before to 14/6, or 15/6 to 14/12."""
    first = date(year - 1, 12, cut_off + 1) if half == 1 else date(year, 6, cut_off + 1)
    last = date(year, 6, cut_off) if half == 1 else date(year, 12, cut_off)
    return Period(first, last, f"{year}-H{half}@{cut_off + 1}")


def closing_day(period: Period) -> date:
    """The first day on which the figures of a period may be closed, accepted and approved in a report: in its last month.

    That keeps slips of the hand out. When a report is due, and to which day it counts, is data of its regime: reports of a
    half-year are often signed before it ends."""
    return max(period.first, period.last.replace(day=1))


def month(year: int, number: int) -> Period:
    """A calendar month."""
    after = date(year + number // 12, number % 12 + 1, 1)
    return Period(date(year, number, 1), after - timedelta(days=1), f"{year}-{number:02d}")


def quarter(year: int, number: int) -> Period:
    """A calendar quarter, the first from January to March."""
    return Period(month(year, 3 * number - 2).first, month(year, 3 * number).last, f"{year}-Q{number}")


def months_of(period: Period) -> list[Period]:
    """Every calendar month that the period touches, cut to the period's own days."""
    found, day = [], period.first
    while day <= period.last:
        whole = month(day.year, day.month)
        found.append(Period(max(whole.first, period.first), min(whole.last, period.last), whole.key))
        day = whole.last + timedelta(days=1)
    return found


def previous_year(period: Period) -> Period:
    """The same period one year earlier (29 February becomes 28)."""
    return Period(_year_before(period.first), _year_before(period.last), _key_before(period.key))


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _key_before(key: str) -> str:
    return f"{int(key[:4]) - 1}{key[4:]}"


def parse(key: str) -> Period:
    """The period of a key: 2020-H1, 2020-H1@15, 2020-Q2, 2020-03 or 2020. Raises ValueError with the forms that are known."""
    found = _KEY.fullmatch(key)
    if found is None:
        raise ValueError(f"{key[:20]!r} is no period; known forms: 2020-H1, 2020-H1@15, 2020-Q2, 2020-03, 2020")
    year = int(found["year"])
    if found["half"]:
        return administrative_half_year(year, int(found["half"])) if found["cut"] else half_year(year, int(found["half"]))
    if found["quarter"]:
        return quarter(year, int(found["quarter"]))
    return month(year, int(found["month"])) if found["month"] else Period(date(year, 1, 1), date(year, 12, 31), key)
