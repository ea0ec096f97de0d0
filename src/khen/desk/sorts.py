"""Sorts of rows that the first page counts: the list behind a count shows exactly the rows that were counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from khen.atoms import clock
from khen.bodies.models import Person
from khen.desk.tally import tally
from khen.desk.verbs import Words

ASKED = "cho"  # in the address of a list: ?cho=duyet


class Part(StrEnum):
    """Where on the first page a count stands."""

    WAITING = "waiting"
    DUE = "due"
    BACK = "back"
    OUT = "out"


HEADINGS: dict[Part, Words] = {
    Part.WAITING: _("Waiting for you"),
    Part.DUE: _("Due soon"),
    Part.BACK: _("What was sent back"),
    Part.OUT: _("Gone out today"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """`label` is what the list's filter calls it, `told` what the first page says after the number.

    `rows` are those of this person on this day: rows that the list may show, whatever else it holds."""

    key: str
    label: Words
    told: Words
    rows: Callable[[Person, date], QuerySet[Any]]
    part: Part = Part.WAITING


class Sorted(ChoiceFilter):
    """Narrows a list to one of these sorts, as its reader meets it today."""

    parent: Any  # the list's filters, given by django-filter

    def __init__(self, sorts: Sequence[Sort], **options: Any) -> None:
        choices = [(one.key, one.label) for one in sorts]
        super().__init__(**{"label": _("Of the first page"), "choices": choices, **options})
        self.sorts = {one.key: one for one in sorts}

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return narrowed_to(self.sorts[value], qs, self.parent.request.user) if value else qs


def narrowed_to(sort: Sort, rows: QuerySet[Any], person: Person) -> QuerySet[Any]:
    """Of these rows those of the sort."""
    return rows.filter(pk__in=sort.rows(person, clock.today()).order_by().values("pk"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many rows of a sort a person has, and the list that shows them."""

    sort: Sort
    number: int
    url: str


def counted(person: Person, *lists: tuple[str, Sequence[Sort]]) -> list[Count]:
    """The sorts of several lists, each list by its address, in the order given. One query."""
    day = clock.today()
    sorts = [(one, f"{place}?{ASKED}={one.key}") for place, some in lists for one in some]
    numbers = tally(*(one.rows(person, day) for one, _url in sorts))
    return [Count(sort=one, number=number, url=url) for (one, url), number in zip(sorts, numbers, strict=True)]
