"""Sorts of rows that the first page counts: the list behind a count shows exactly the rows that were counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from khen.atoms import clock
from khen.bodies.models import Leave, Person
from khen.bodies.reads import looked_after
from khen.bodies.terms import Action
from khen.desk.scope import allows
from khen.desk.tally import tally
from khen.desk.verbs import Words

ASKED = "cho"  # in the address of a list: ?cho=duyet, of somebody who is away: ?cho=duyet.12
MARK, LONGEST = ".", 16


class Part(StrEnum):
    """Where on the first page a count stands."""

    WAITING = "waiting"
    DUE = "due"
    BACK = "back"
    SENT = "sent"
    OUT = "out"


HEADINGS: dict[Part, Words] = {
    Part.WAITING: _("Waiting for you"),
    Part.DUE: _("Due soon"),
    Part.BACK: _("What was sent back"),
    Part.SENT: _("Waiting for others"),
    Part.OUT: _("Gone out today"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """`label` is what the list's filter calls it, `told` what the first page says after the number; `theirs`, of somebody else's
    things, where that would say "yours".

    `rows` are those of this person on this day: rows that the list may show, whatever else it holds."""

    key: str
    label: Words
    told: Words
    theirs: Words = ""
    rows: Callable[[Person, date], QuerySet[Any]]
    part: Part = Part.WAITING
    action: Action | None = None  # without which none of these rows is anybody's

    @property
    def of_others(self) -> Words:
        return self.theirs or self.told


class Sorted(ChoiceFilter):
    """Narrows a list to one of these sorts, as its reader meets it today."""

    parent: Any  # the list's filters, given by django-filter

    def __init__(self, sorts: Sequence[Sort], **options: Any) -> None:
        choices = [(one.key, one.label) for one in sorts]  # narrowed in `field`
        super().__init__(**{"label": _("Of the first page"), "choices": choices, **options})
        self.sorts = {one.key: one for one in sorts}

    @property
    def field(self) -> Any:
        """What may be this reader's; also what waits for somebody else, where it is asked for and this reader looks after it."""
        asked = str(self.parent.data.get(ASKED, ""))
        if not hasattr(self, "_field"):
            self.extra["choices"] = [
                (key, one.label)
                for key, one in self.sorts.items()
                if key == asked or one.action is None or allows(self.parent.request.user, one.action)
            ]
        if MARK in asked and not hasattr(self, "_field"):
            key, absent = asked_for(asked, self.parent.request.user)
            if absent is not None and key in self.sorts:
                label = _("%(sort)s, in place of %(person)s") % {"sort": self.sorts[key].of_others, "person": absent}
                self.extra["choices"] = [*self.extra["choices"], (asked, label)]
        return super().field

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        key, whose = asked_for(value, self.parent.request.user)
        return (narrowed_to(self.sorts[key], qs, whose) if whose else qs.none()) if value else qs


def asked_for(value: str, reader: Person) -> tuple[str, Person | None]:
    """The key of a sort out of an address, and for whom it is asked: the reader; with a leave's number behind it, who is away
    and whose work the reader looks after; None where they do not. At most one query."""
    key, mark, leave = value.partition(MARK)
    if not mark:
        return key, reader
    number = int(leave) if leave.isascii() and leave.isdecimal() and len(leave) < LONGEST else 0
    found = looked_after(reader, clock.today()).filter(pk=number).select_related("person").first()
    return key, found.person if found else None


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


@dataclass(frozen=True, slots=True)
class Listed:
    """A list whose sorts the first page counts: its address by name, and the rows that somebody may meet in it."""

    place: str
    rows: Callable[[Person, date], QuerySet[Any]]
    sorts: Sequence[Sort]


def counted_for(whose: Person, reader: Person, lists: Sequence[Listed], leave: Leave | None = None) -> list[Count]:
    """What waits for somebody, is due or came back to them, as far as the reader meets it: nothing else is counted. One query."""
    day, found = clock.today(), [(one, sort) for one in lists for sort in one.sorts if sort.part not in {Part.SENT, Part.OUT}]
    behind = f"{MARK}{leave.pk}" if leave else ""
    numbers = tally(*(_met(one, reader, day).filter(pk__in=_keys(sort.rows(whose, day))) for one, sort in found))
    return [
        Count(sort=sort, number=number, url=f"{reverse(one.place)}?{ASKED}={sort.key}{behind}")
        for (one, sort), number in zip(found, numbers, strict=True)
        if number
    ]


def _met(one: Listed, reader: Person, day: date) -> QuerySet[Any]:
    rows = one.rows(reader, day)
    met: QuerySet[Any] = rows.model._default_manager.filter(pk__in=_keys(rows))
    return met


def _keys(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    return rows.order_by().values("pk")
