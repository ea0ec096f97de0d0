"""What stands on each day of a week or month: planned, overdue, published, withdrawn."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.models.calendar import PlannedDay
from khen.domains.newsroom.rules.calendar import OPEN, days_between
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.terms.calendar import Place

MOST = 500  # bulletins of one page


@dataclass(frozen=True, slots=True)
class Item:
    """A bulletin on a day, and why it stands there."""

    bulletin: Bulletin
    place: Place


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its bulletins, what is overdue first."""

    day: date
    items: tuple[Item, ...]


def days(rows: QuerySet[Bulletin], first: date, end: date, today: date) -> list[Day]:
    """Every day from `first` up to, not including, `end`; a text without a planned day stands on the first of its window.

    One query."""
    meant = rows.annotate(meant=Coalesce("planned__day", "since"))
    inside = Q(published_on__gte=first, published_on__lt=end) | Q(standing__in=OPEN, meant__gte=first, meant__lt=end)
    found: defaultdict[date, list[Item]] = defaultdict(list)
    for row in meant.filter(inside).select_related("body", "topic").order_by("klass", "pk")[:MOST]:
        day: date = row.published_on or row.meant
        found[day].append(Item(row, _place(row, day, today)))
    return [Day(day, tuple(sorted(found[day], key=lambda one: list(Place).index(one.place)))) for day in days_between(first, end)]


def _place(row: Bulletin, day: date, today: date) -> Place:
    if row.published_on is not None:
        return Place.WITHDRAWN if row.standing == Standing.WITHDRAWN else Place.PUBLISHED
    return Place.LATE if day < today else Place.PLANNED


def planned_day(bulletin: Bulletin) -> date | None:
    """The day planned for it. One query."""
    return PlannedDay.objects.filter(bulletin=bulletin).values_list("day", flat=True).first()
