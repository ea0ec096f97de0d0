"""The trees at any date, what stands where in them, and what speaks against an act on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from khen.bodies import governing, successions
from khen.bodies.models import Area, AreaLineage, Body, Person
from khen.bodies.reads import (
    area_parents,
    areas_under,
    bodies_under,
    body_parents,
    existing,
    on_day,
    posts_of,
    reach,
)
from khen.bodies.terms import Action
from khen.bodies.trees import circles, latest_move, rungs, span_of, stand_of
from khen.domains.organisation import rules


@dataclass(frozen=True, slots=True)
class Node:
    """An area or a body in its tree on a day; `depth` 0 at the top."""

    pk: int
    key: str
    kind: str
    name: str
    parent: str
    depth: int


def area_tree(day: date, areas: QuerySet[Area] | None = None) -> list[Node]:
    """Every area (of `areas`) on this day, each below the one above it, by code. Two queries."""
    every = Area.objects.all() if areas is None else areas
    rows = every.filter(existing(day)).order_by("code").values_list("pk", "code", "kind", "title", "name")
    return list(
        _ordered([(pk, code, kind, f"{title} {name}".strip()) for pk, code, kind, title, name in rows], area_parents(day))
    )


def body_tree(day: date, bodies: QuerySet[Body] | None = None) -> list[Node]:
    """Every body (of `bodies`) on this day, each below the one above it, in the order of their opening. Two queries."""
    every = Body.objects.all() if bodies is None else bodies
    rows = every.filter(existing(day)).order_by("pk").values_list("pk", "key", "kind", "name")
    return list(_ordered(list(rows), body_parents(day)))


def _ordered(rows: list[tuple[int, str, str, str]], parents: dict[int, int]) -> Iterator[Node]:
    keys = {pk: key for pk, key, _kind, _name in rows}
    below: dict[int | None, list[tuple[int, str, str, str]]] = {}
    for row in rows:
        parent = parents.get(row[0])
        below.setdefault(parent if parent in keys else None, []).append(row)
    waiting = [(row, 0) for row in reversed(below.get(None, []))]
    while waiting:
        (pk, key, kind, name), depth = waiting.pop()
        yield Node(pk, key, kind, name, keys.get(parents.get(pk, 0), ""), depth)
        waiting += [(row, depth + 1) for row in reversed(below.get(pk, []))]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an area or a body stands: edges upwards and, on the day, downwards; what it came from and passed into."""

    above: list[Any]
    below: list[Any]
    came_from: list[Any]
    passed_into: list[Any]

    def neighbours(self) -> set[int]:
        """The keys of all that is named."""
        edges = {edge.parent_id for edge in self.above} | {edge.child_id for edge in self.below}
        return edges | {one.old_id for one in self.came_from} | {one.new_id for one in self.passed_into if one.new_id}


def place_of(thing: Area | Body, day: date) -> Place:
    """Four queries."""
    below = thing.edges_down.filter(on_day(day)).select_related("child").order_by("child__collated", "pk")
    return Place(
        above=list(thing.edges_up.select_related("parent").order_by("-since")),
        below=list(below),
        came_from=list(thing.predecessors.select_related("old").order_by("on", "pk")),
        passed_into=list(thing.successors.select_related("new").order_by("on", "pk")),
    )


def above(area: Area, day: date) -> int | None:
    """The key of the area directly above on that day; None for a province. One query."""
    return area.edges_up.filter(on_day(day)).values_list("parent_id", flat=True).first()


def bodies_in_sight(person: Person, day: date) -> QuerySet[Body]:
    """The bodies in reach, and those that are still to come below them."""
    reached = reach(person, {Action.VIEW}, day)
    to_come = Body.objects.filter(valid_from__gt=day, lineage_up__above__in=reached.values("pk"))
    return Body.objects.filter(Q(pk__in=reached.values("pk")) | Q(pk__in=to_come.values("pk")))


def areas_in_sight(person: Person, day: date) -> QuerySet[Area]:
    """The areas of the bodies in reach and of the person's posts, and whatever stood or will stand below them."""
    of_bodies, of_posts = (
        reach(person, {Action.VIEW}, day).values("area"),
        posts_of(person, day).exclude(area=None).values("area"),
    )
    lines = AreaLineage.objects.filter(Q(above__in=of_bodies) | Q(above__in=of_posts))
    return Area.objects.filter(pk__in=lines.values("area"))


def register_of(thing: Area | Body, person: Person, day: date) -> Body:
    """For which body this person would write about something: a body itself; for an area, where their own governing post
    over areas stands, else the nearest body that the area has. At most three queries."""
    if isinstance(thing, Body):
        return thing
    posts = posts_of(person, day).select_related("body").order_by("pk")
    if own := posts.filter(role__in=governing.GOVERNING).exclude(area=None).first():
        return own.body
    near = Body.objects.filter(area__lineage_down__area=thing).order_by("area__lineage_down__depth", "pk")
    return near.first() or posts[0].body


def may_stand_above(rows: QuerySet[Any], thing: Any, day: date) -> QuerySet[Any]:
    """Of these, what may come to stand above it: of a kind and level that fit by the law of some day (the act asks which),
    neither itself, nor below it, nor where it stands already. At most two queries of its own."""
    laws = rungs()
    lower = areas_under(thing, day) if isinstance(thing, Area) else bodies_under(thing, day)
    above, stand = thing.edges_up.filter(on_day(day)).values("parent"), stand_of(thing)
    fitting = rows.filter(kind__in=rules.kinds_above(stand.kind, laws)).exclude(pk__in=lower.values("pk")).exclude(pk__in=above)
    if not stand.level:
        return fitting
    higher = all(one.higher for one in laws if one.kind == stand.kind)
    return fitting.filter(Q(area=None) | Q(area__kind__in=rules.levels_above(stand, higher, laws)))


def against_keeping(thing: Area | Body, person: Person, day: date) -> Iterator[object]:
    yield from rules.reasons_about_absent(here=rules.holds(span_of(thing), day))
    if isinstance(thing, Area):
        yield from rules.reasons_not_to_govern(allowed=governing.governs_area(person, thing, day))


def against_taking_move_back(thing: Area | Body, person: Person, day: date) -> Iterator[object]:
    move = latest_move(thing)
    latest, before = move or (None, None)
    circle = bool(latest and before and circles(thing, before.parent_id, latest.since))
    yield from rules.reasons_not_to_take_back_move(moved=move is not None, circle=circle)
    yield from against_keeping(thing, person, day)


def against_taking_succession_back(thing: Area | Body, person: Person, day: date) -> Iterator[object]:
    yield from rules.reasons_not_to_take_back_succession(**successions.standing_on(successions.latest_succession(thing)))
    yield from against_keeping(thing, person, day)
