"""Which declared periods answer for an asked one, and which periods a trend shows."""

from collections.abc import Iterable
from datetime import date, timedelta

from khen.atoms.nature import Nature
from khen.atoms.period import Period, half_year, month, months_of, parse

CUT_OFF = "@"


def name_of(period: Period) -> str:
    """The period's name without its cut-off day: bodies declare "2020-H1" once, whichever day their regime closes it."""
    return period.key.partition(CUT_OFF)[0]


def declared_names(nature: Nature, period: Period) -> list[str]:
    """The names under which declarations answer for this period: its own, and for what adds over time those inside it;
    for what stands at a day, those that end on its last day."""
    name = name_of(period)
    whole = parse(name) if name != period.key else period
    inside = [one for one in _within(whole.first, whole.last) if one.key != name]
    if nature.adds_over_time:
        return [name, *(one.key for one in inside)]
    if nature == Nature.STOCK:
        return [name, *(one.key for one in inside if one.last == whole.last)]
    return [name]


def not_whole(names: Iterable[str], period: Period) -> tuple[str, ...]:
    """These declared periods in their order where they leave days of the asked one out; nothing where they make it up."""
    whole, parts = parse(name_of(period)), sorted(parse(one) for one in names)
    after = whole.first
    for one in parts:
        if one.first > after:
            break
        after = max(after, one.last + timedelta(days=1))
    return () if after > whole.last else tuple(one.key for one in parts)


def _within(first: date, last: date) -> Iterable[Period]:
    for year in range(first.year, last.year + 1):
        halves = [half_year(year, half) for half in (1, 2)]
        months = [month(year, number) for number in range(1, 13)]
        for one in [parse(str(year)), *halves, *months]:
            if first <= one.first and one.last <= last:
                yield one


def half_of(day: date) -> Period:
    """The calendar half-year in which a day lies."""
    return half_year(day.year, 1 if day.month <= 6 else 2)


def earlier(period: Period) -> Period:
    """The half-year before a half-year."""
    half = parse(name_of(period))
    return half_year(half.first.year - 1, 2) if half.first.month == 1 else half_year(half.first.year, 1)


def steps(period: Period, *, declared: bool) -> list[Period]:
    """The points of a trend: months of the period; for what is declared by half-years, four of them."""
    if not declared:
        return months_of(period)
    if "-H" not in period.key:
        return [period]
    points = [parse(name_of(period))]
    while len(points) < 4:
        points.insert(0, earlier(points[0]))
    return points
