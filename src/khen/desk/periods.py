"""Periods in the words of people: keys such as 2020-H1 are for addresses and files."""

from collections.abc import Callable, Sequence
from datetime import date

from django.utils.translation import gettext as _

from khen.atoms.period import Period, administrative_half_year, half_year, month, parse, quarter
from khen.atoms.vietnamese import day_in_digits

ROMAN = ("I", "II", "III", "IV")
OLDEST = 2015  # no form asks for a period before this year
Choices = list[tuple[str, list[tuple[str, str]]]]


def in_words(key: str) -> str:
    """ "6 tháng đầu năm 2020", "Quý I/2020", "Tháng 3/2020", "Năm 2020"; the key itself where it is none."""
    try:
        period = parse(key)
    except ValueError:
        return key
    year, _dash, rest = key.partition("-")
    if not rest:
        return _("Year %(year)s") % {"year": year}
    if rest.startswith("Q"):
        return _("Quarter %(quarter)s/%(year)s") % {"quarter": ROMAN[int(rest[1]) - 1], "year": year}
    if not rest.startswith("H"):
        return _("Month %(month)s/%(year)s") % {"month": rest.lstrip("0"), "year": year}
    half = (_("First half of %(year)s") if rest[1] == "1" else _("Second half of %(year)s")) % {"year": year}
    if "@" not in key:
        return half
    return _("%(half)s, closed on %(day)s") % {"half": half, "day": day_in_digits(period.last)}


def halves(year: int) -> Sequence[Period]:
    return half_year(year, 2), half_year(year, 1)


def halves_by_regime(year: int) -> Sequence[Period]:
    """Closed before the calendar half ends, as the regimes of reporting do."""
    return administrative_half_year(year, 2), administrative_half_year(year, 1)


def quarters(year: int) -> Sequence[Period]:
    return [quarter(year, number) for number in range(4, 0, -1)]


def months(year: int) -> Sequence[Period]:
    return [month(year, number) for number in range(12, 0, -1)]


def whole(year: int) -> Sequence[Period]:
    return (parse(str(year)),)


def offered(day: date, *parts: Callable[[int], Sequence[Period]]) -> Choices:
    """What a dropdown of periods shows: under each year, the next one first, the parts of it that are asked for."""
    years = range(day.year + 1, OLDEST - 1, -1)
    return [(str(year), [(one.key, in_words(one.key)) for part in parts for one in part(year)]) for year in years]


def current_half(day: date) -> str:
    """The key of the calendar half-year in which a day lies."""
    return half_year(day.year, 1 if day.month <= 6 else 2).key
