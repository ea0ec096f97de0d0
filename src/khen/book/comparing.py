"""Do records stand as their entries tell? Asked in both directions: what is gone, what is changed, what no entry tells of."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import DatabaseError
from django.db.models import Model

from khen.book.models import Entry

BATCH = 500  # records that are compared at once
FIRST, LAST = -(2**63), 2**63 - 1
UNREADABLE = (ArithmeticError, AttributeError, DatabaseError, LookupError, RecursionError, TypeError, ValueError)
Said = Mapping[str, object]


class _Untold:
    """Equal to whatever stands there."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "UNTOLD"


UNTOLD: Any = _Untold()  # what entries of an earlier shape do not tell
MAYBE: Any = _Untold()  # as little told as whether anything stands there at all


class How(Enum):
    GONE = auto()
    CHANGED = auto()
    MADE_UP = auto()
    UNREADABLE = auto()


@dataclass(frozen=True, slots=True)
class Retold:
    """`model` is what the entries are about, `kinds` those that change it.

    `told` makes of the entries of one record, in their order, what stands there now, by name; `stands` gives what does stand, by
    the id of each record that is greater than the first number and not greater than the second. `void` gives the ids of those
    that entries about something else took back."""

    model: type[Model]
    kinds: tuple[str, ...]
    told: Callable[[Iterable[Entry]], Said]
    stands: Callable[[int, int], Mapping[int, Said]]
    void: Callable[[], Collection[int]] = tuple


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that is not as its entries tell; `names` are those of what is changed."""

    record: int
    how: How
    names: tuple[str, ...] = ()


def rows(model: type[Model], *columns: str, **more: Any) -> Callable[[int, int], Mapping[int, Said]]:
    """What stands of a model whose columns say it all. One query."""

    def stands(after: int, last: int) -> Mapping[int, Said]:
        found = model._default_manager.filter(pk__gt=after, pk__lte=last).values("pk", *columns, **more)
        return {row.pop("pk"): row for row in found}

    return stands


def day(said: Said, name: str) -> date | None:
    """A day as an entry tells it."""
    told = said[name]
    return date.fromisoformat(str(told)) if told else None


def differing(kept: Retold, progress: Callable[[int], None] = lambda done: None) -> Iterator[Difference]:
    """Every record that differs, by its id. Two queries a batch, and those of `stands`."""
    first, done = FIRST, 0
    while first < LAST:
        told = Entry.objects.filter(about=kept.model._meta.label_lower, about_id__gt=first)
        ids = list(told.order_by("about_id").values_list("about_id", flat=True).distinct()[:BATCH])
        last = ids[-1] if len(ids) == BATCH else LAST
        yield from _between(kept, first, last)
        first, done = last, done + len(ids)
        progress(done)


def of_record(kept: Retold, record: int) -> Difference | None:
    """What differs of one record."""
    return next(_between(kept, record - 1, record), None)


def _between(kept: Retold, first: int, last: int) -> Iterator[Difference]:
    """What cannot be read is halved until one record is left. What cannot be read whichever record is asked for ends it."""
    try:
        yield from _compared(kept, first, last)
    except UNREADABLE:
        _compared(kept, last, last)  # no record at all
        if last - first == 1:
            yield Difference(last, How.UNREADABLE)
            return
        middle = (first + last) // 2
        yield from _between(kept, first, middle)
        yield from _between(kept, middle, last)


def _compared(kept: Retold, first: int, last: int) -> list[Difference]:
    entries = Entry.objects.filter(
        about=kept.model._meta.label_lower, about_id__gt=first, about_id__lte=last, kind__in=kept.kinds
    ).order_by("about_id", "seq")
    told = {record: kept.told(some) for record, some in groupby(entries, attrgetter("about_id"))}
    for record in told.keys() & set(kept.void()):
        del told[record]
    stands = kept.stands(first, last)
    found = (_between_two(record, told.get(record), stands.get(record)) for record in sorted(told.keys() | stands.keys()))
    return [one for one in found if one]


def _between_two(record: int, told: Said | None, stands: Said | None) -> Difference | None:
    if told is None:
        return Difference(record, How.MADE_UP)
    if stands is None:
        return Difference(record, How.GONE)
    names = tuple(name for name in sorted(told.keys() | stands.keys()) if not _alike(name, told, stands))
    return Difference(record, How.CHANGED, names) if names else None


def _alike(name: str, told: Said, stands: Said) -> bool:
    return told.get(name) is MAYBE or name in told and name in stands and told[name] == stands[name]
