"""Keeping the multiplied-out trees in step with their dated edges. Only organisation's acts write through here."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from typing import Any

from django.db.models import Q

from khen.atoms.lineage import CycleError, Edge, Line, Span, lines, upward
from khen.bodies.models import Area, AreaEdge, AreaLineage, AreaSuccession, Body, BodyEdge, BodyLineage, BodySuccession, Footing
from khen.bodies.terms import Rung, Stand


@dataclass(frozen=True, slots=True)
class Tree:
    """One of the two trees: its things, their edges, their lines, and the column of a line that names who stands below."""

    thing: type[Any]
    edge: type[Any]
    line: type[Any]
    below: str


AREAS = Tree(Area, AreaEdge, AreaLineage, "area")
BODIES = Tree(Body, BodyEdge, BodyLineage, "body")


def spans(tree: Tree) -> dict[int, Span]:
    """On which days each thing exists. One query."""
    return {pk: (since, until) for pk, since, until in tree.thing.objects.values_list("pk", "valid_from", "valid_to")}


def edges(tree: Tree) -> list[Edge]:
    """Every edge ever. One query."""
    return [Edge(*row) for row in tree.edge.objects.values_list("child_id", "parent_id", "since", "until")]


def below(tree: Tree, things: Collection[int]) -> set[int]:
    """These things and whatever ever stood below them. One query."""
    rows = tree.line.objects.filter(above__in=things).values_list(f"{tree.below}_id", flat=True)
    return {*things, *rows}


def tree_of(thing: Area | Body) -> Tree:
    return AREAS if isinstance(thing, Area) else BODIES


def span_of(thing: Area | Body) -> Span:
    """The days on which it exists."""
    return thing.valid_from, thing.valid_to


def stand_of(thing: Area | Body) -> Stand:
    """What decides below what it may stand. At most one query."""
    if isinstance(thing, Area):
        return Stand(thing.kind)
    return Stand(thing.kind, thing.area.kind if thing.area else "")


def rungs() -> list[Rung]:
    """What may stand below what, by every law there was. One query."""
    return [Rung(*row) for row in Footing.objects.order_by("pk").values_list(*Rung._fields)]


def plant(tree: Tree, things: Sequence[Any], pairs: Iterable[tuple[Any, Any, date]]) -> None:
    """Write new things, their edges (child, parent, first day) and their lines. Six queries whatever their number."""
    tree.thing.objects.bulk_create(things)
    tree.edge.objects.bulk_create(tree.edge(child=child, parent=parent, since=since) for child, parent, since in pairs)
    multiply_out(tree, {thing.pk for thing in things})


def multiply_out(tree: Tree, things: Collection[int]) -> None:
    """Make the lines of these things anew from the edges. Raises CycleError; four queries whatever their number."""
    alive, up = spans(tree), upward(edges(tree))
    found = [line for pk in sorted(things) for line in lines(pk, alive, up)]
    tree.line.objects.filter(**{f"{tree.below}__in": things}).delete()
    tree.line.objects.bulk_create((_row(tree, line) for line in found), batch_size=2000)


def untrue(tree: Tree) -> Iterator[int]:
    """The things whose lines are not what the edges make of them, or whose edges go in a circle. Three queries."""
    alive, up = spans(tree), upward(edges(tree))
    kept: dict[int, list[Line]] = {pk: [] for pk in alive}  # what is not there is found as hanging
    for line in starmap(Line, tree.line.objects.values_list("above_id", f"{tree.below}_id", "depth", "since", "until")):
        kept.get(line.below, []).append(line)
    for pk, stands in kept.items():
        try:
            if Counter(stands) != Counter(lines(pk, alive, up)):
                yield pk
        except CycleError:
            yield pk


def _row(tree: Tree, line: Line) -> Any:
    columns = {"above_id": line.above, f"{tree.below}_id": line.below, "depth": line.depth}
    return tree.line(**columns, since=line.since, until=line.until)


def hold(thing: Area | Body) -> Tree:
    """Its tree: the edges, and all that ever stood below it, are held until the act ends."""
    tree = tree_of(thing)
    list(tree.edge.objects.select_for_update().order_by("pk"))
    list(tree.thing.objects.select_for_update(no_key=True).filter(pk__in=below(tree, [thing.pk])).order_by("pk"))
    return tree


def standing(thing: Area | Body, under: Area | Body, since: date) -> tuple[Tree, Any | None, bool]:
    """The tree, held until the act ends; the newest edge of `thing`; whether `under` stands below it
    on `since` or any day after."""
    tree = hold(thing)
    last = tree.edge.objects.filter(child=thing.pk).order_by("-since").first()
    return tree, last, circles(thing, under.pk, since)


def move(tree: Tree, thing: int, under: int, last: Any | None, since: date) -> None:
    """Close the newest edge, open one below `under`, and make the lines of all that ever stood below anew."""
    if last is not None and last.until is None:
        last.until = since
        last.save(update_fields=["until"])
    tree.edge.objects.create(child_id=thing, parent_id=under, since=since)
    multiply_out(tree, below(tree, [thing]))


def latest_move(thing: Area | Body) -> tuple[Any, Any | None] | None:
    """The edge on which `thing` stands by its latest move, and the one before it (None: it stood at the top); None when it
    stands where it was opened. One query."""
    edges = list(tree_of(thing).edge.objects.filter(child=thing.pk).select_related("parent").order_by("-since")[:2])
    if not edges or (len(edges) == 1 and edges[0].since == thing.valid_from):
        return None
    return edges[0], edges[1] if len(edges) > 1 else None


def circles(thing: Area | Body, under: int, since: date) -> bool:
    """Whether `under` is the thing, or stands below it, on that day or any day after. One query."""
    tree = tree_of(thing)
    lower = tree.line.objects.filter(Q(until=None) | Q(until__gt=since), **{"above": thing.pk, tree.below: under})
    return bool(lower.exists())


def take_back(tree: Tree, thing: int, latest: Any) -> None:
    """As if the thing had never come onto its latest edge: the one before, closed by it, runs on."""
    latest.delete()
    tree.edge.objects.filter(child=thing, until=latest.since).update(until=None)
    multiply_out(tree, below(tree, [thing]))


def succeeded(old: Area | Body, new: Area | Body | None, basis: str, since: date) -> bool:
    """Whether this succession is written down already."""
    successor = None if new is None else new.pk
    if isinstance(old, Area):
        return AreaSuccession.objects.filter(old=old, new_id=successor, on=since).exists()
    return BodySuccession.objects.filter(old=old, new_id=successor, basis=basis, on=since).exists()


def succeed(
    old: Area | Body, new: Area | Body | None, *, change: str, basis: str, since: date, legal_basis: str
) -> AreaSuccession | BodySuccession:
    """Write down one succession."""
    said: dict[str, Any] = {"old": old, "new": new, "kind": change, "on": since, "legal_basis": legal_basis}
    return AreaSuccession.objects.create(**said) if isinstance(old, Area) else BodySuccession.objects.create(**said, basis=basis)
