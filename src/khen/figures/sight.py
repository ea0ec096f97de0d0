"""What a person may ask about: areas that lie wholly in their reach, and the bodies they reach; which entries they may read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q

from khen.bodies.models import Area, Body, Person
from khen.bodies.reads import area_parents, body_parents, existing, in_reach, reach, within
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.facts.models import Cancellation, StoredFact
from khen.figures.catalogue import FIGURES
from khen.figures.scope import Scope, tree_of_areas

Place = TypeVar("Place", Area, Body)


class OutOfSightError(LookupError):
    """There is no such place, or it lies outside the person's reach: the two are answered alike."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The places a person may choose with their depth, each below the one it belongs to."""

    areas: tuple[tuple[Area, int], ...]
    bodies: tuple[tuple[Body, int], ...]

    def scope(self, key: str) -> Scope:
        """The place of a key ("k12" an area, "d34" a body), the first one for "". Raises OutOfSightError."""
        places: dict[str, Area | Body] = {key_of(area): area for area, _depth in self.areas}
        places |= {key_of(body): body for body, _depth in self.bodies}
        found = places.get(key) if key else next(iter(places.values()), None)
        if found is None:
            raise OutOfSightError(key)
        return Scope(found)

    def sees(self, body: int) -> bool:
        return any(one.pk == body for one, _depth in self.bodies)


def key_of(place: Area | Body) -> str:
    """How a place is named in an address."""
    return f"{'k' if isinstance(place, Area) else 'd'}{place.pk}"


def sight_of(person: Person, *, today: date, day: date) -> Sight:
    """What the person's posts of today let them see of the trees as they stood on a day. Six queries."""
    seen = reach(person, {Action.VIEW}, today).select_related("area")
    bodies = {body.pk: body for body in seen.order_by("collated", "pk")}
    whole = _whole_areas(set(bodies), day)
    areas = {area.pk: area for area in Area.objects.filter(existing(day), pk__in=whole).order_by("code")}
    return Sight(tuple(_ordered(areas, area_parents(day))), tuple(_ordered(bodies, body_parents(day))))


def _whole_areas(reached: set[int], day: date) -> set[int]:
    """Areas with bodies, none of them out of reach."""
    tree = tree_of_areas(day)
    seen = {area for body, chain in tree.above.items() if body in reached for area in chain}
    return seen - {area for body, chain in tree.above.items() if body not in reached for area in chain}


def _ordered(places: Mapping[int, Place], parents: Mapping[int, int]) -> Iterator[tuple[Place, int]]:
    """Each place with its depth, followed by those below it."""
    below: dict[int | None, list[int]] = {}
    for pk in places:
        higher = parents.get(pk)
        below.setdefault(higher if higher in places else None, []).append(pk)
    waiting = [(pk, 0) for pk in reversed(below.get(None, []))]
    while waiting:
        pk, depth = waiting.pop()
        yield places[pk], depth
        waiting += [(lower, depth + 1) for lower in reversed(below.get(pk, []))]


def entry_seen(seq: int, person: Person, day: date) -> Entry | None:
    """The entry of that number, where the person may read it; one that is not there and one that is not theirs to read are
    answered alike. One query.

    It lies in their reach and proves a fact of a figure, or ended one, or was done by themselves; or they inspect its body."""
    reached = {"body__in": in_reach(person, {Action.VIEW}, day)}
    counted = StoredFact.objects.filter(reduce(or_, (one.q() for one in FIGURES.values())), **reached)
    proves = Exists(counted.filter(Q(entry=OuterRef("pk")) | Q(root=OuterRef("pk"))))
    ended = Exists(Cancellation.objects.filter(entry=OuterRef("pk"), fact__in=counted.values("pk")))
    told = Q(proves) | Q(by=person) | Q(body__in=in_reach(person, {Action.INSPECT}, day)) | Q(ended)
    entries = within(Entry.objects.select_related("body", "by"), person, Action.VIEW, day=day)
    return entries.filter(told, seq=seq).first()
