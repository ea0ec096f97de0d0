"""Working days: Monday to Friday without public holidays (Labour Code 2019, article 112), with the Saturdays worked in exchange.

Holidays by the moon and exchanged days are made known from year to year and stand in workdays.toml, each year with its source."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

EACH_YEAR = frozenset({(1, 1), (4, 30), (5, 1), (9, 2)})  # month and day
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Year:
    """`free`: weekdays on which offices are closed; `exchanged`: pairs of a free weekday and the day worked for it.

    `unsettled`: days that somebody wishes to be free, by `unsettled_source`; nobody has made them so, and offices work."""

    free: frozenset[date]
    exchanged: tuple[tuple[date, date], ...]
    source: str
    unsettled: frozenset[date] = frozenset()
    unsettled_source: str = ""


def _read(path: Path) -> dict[int, Year]:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        int(year): Year(
            free=frozenset(one["free"]),
            exchanged=tuple((free, worked) for free, worked in one["exchanged"]),
            source=one["source"],
            unsettled=frozenset(one.get("unsettled", ())),
            unsettled_source=one.get("unsettled_source", ""),
        )
        for year, one in told.items()
    }


YEARS = _read(Path(__file__).with_suffix(".toml"))
WORKED = frozenset(worked for year in YEARS.values() for _free, worked in year.exchanged)


def is_announced(year: int) -> bool:
    """Whether the free days of this year are known. Where not, only those that are the same each year are left out."""
    return year in YEARS


def is_working(day: date) -> bool:
    """Whether offices work on this day; for a year that is not announced, as far as that can be said."""
    if day in WORKED:
        return True
    year = YEARS.get(day.year)
    free = day in year.free if year else (day.month, day.day) in EACH_YEAR
    return day.weekday() < SATURDAY and not free


def after(day: date, count: int) -> date:
    """The working day that comes `count` working days after this one; 0 gives the day itself."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working(day)
    return day
