"""What stands in one person's name until somebody else is named for it; web says once what there is, the counter of people
asks for it when a post ends."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Model, QuerySet

from khen.bodies.models import Person
from khen.bodies.reads import within, without_post
from khen.bodies.terms import Action
from khen.desk.verbs import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """`rows` are all of this sort that still wait, each of a `body`; `person` is the column of whose name it is, `action` what
    they do with it, `hand_over` the act that names another: called with the row, `to`, `by`, `on` and `since`."""

    key: str
    label: Words
    rows: Callable[[], QuerySet[Any]]
    person: str
    action: Action
    hand_over: Callable[..., Any]

    def of(self, person: Person, governor: Person, day: date) -> QuerySet[Any]:
        """Those in this person's name, at bodies that the other governs."""
        return within(self.rows().filter(**{self.person: person}), governor, Action.GOVERN, day=day).order_by("pk")

    def left(self, governor: Person, day: date, people: QuerySet[Any, Any]) -> QuerySet[Any]:
        """Those in the name of one of these people, who may do nothing with it any more on that day."""
        rows = within(self.rows().filter(**{f"{self.person}__in": people}), governor, Action.GOVERN, day=day)
        return without_post(rows, self.person, self.action, day)

    def holders(self, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
        return rows.order_by().values(whose=F(self.person)).values("whose")


@dataclass(frozen=True, slots=True)
class Held:
    """One thing in somebody's name."""

    holding: Holding
    row: Model

    @property
    def key(self) -> str:
        return f"{self.holding.key}.{self.row.pk}"


_kept: dict[str, Holding] = {}


def keep(holdings: Iterable[Holding]) -> None:
    """Say once what may stand in a person's name."""
    _kept.update({one.key: one for one in holdings})


def kept() -> list[Holding]:
    return list(_kept.values())


def held(person: Person, governor: Person, day: date) -> list[Held]:
    """Everything in this person's name at bodies that the other governs. One query for each sort."""
    return [Held(one, row) for one in kept() for row in one.of(person, governor, day)]


def left_without(things: Iterable[Held], day: date) -> list[Held]:
    """Of these the things with which whoever has them may do nothing on that day. One query for each sort."""
    found = list(things)
    left = {
        (one.key, row)
        for one in {thing.holding.key: thing.holding for thing in found}.values()
        for row in _without(one, [thing.row.pk for thing in found if thing.holding == one], day)
    }
    return [thing for thing in found if (thing.holding.key, thing.row.pk) in left]


def _without(one: Holding, keys: list[Any], day: date) -> QuerySet[Any, Any]:
    return without_post(one.rows().filter(pk__in=keys), one.person, one.action, day).values_list("pk", flat=True)
