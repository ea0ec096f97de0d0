"""The trees as they were known at an earlier entry of the journal: what later entries moved stands where it stood.

Edges have no number of an entry; the entries that move things tell what they did, so what came later is undone, the latest first.
Where nothing was moved later the tree of today is the tree of then, and is asked for as such."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from khen.atoms.glance import once
from khen.atoms.lineage import Edge
from khen.bodies.models import Area, Body
from khen.bodies.reads import on_day
from khen.bodies.trees import AREAS, Tree, edges, spans
from khen.book.models import Entry
from khen.domains.organisation.terms.places import Moved, MoveTakenBack

Line = tuple[int, int, str | None]  # who stands below, who above, the level of the lower


def has_changed(tree: Tree, as_of: int | None) -> bool:
    """Was anything in this tree moved by a later entry than this one? At most one query."""
    return any(entry.payload["of"] == tree.below for entry in _moved_after(as_of))


def parents(tree: Tree, day: date, as_of: int | None) -> dict[int, int]:
    """Who stands directly below whom on a day, as known then. At most two queries."""
    if not has_changed(tree, as_of):
        return dict(tree.edge.objects.filter(on_day(day)).values_list("child_id", "parent_id"))
    return {edge.child: edge.parent for edge in _edges(tree, as_of) if _holds(day, edge.since, edge.until)}


def lines(tree: Tree, day: date, as_of: int | None) -> Iterable[Line]:
    """Everything with each that stands above it on a day, as known then, itself first. At most four queries."""
    if not has_changed(tree, as_of):
        level = "area__kind" if tree is AREAS else "body__area__kind"
        stands = tree.line.objects.filter(on_day(day)).order_by("depth")
        found: Iterable[Line] = stands.values_list(f"{tree.below}_id", "above_id", level)
        return found
    levels = dict(Area.objects.values_list("pk", "kind") if tree is AREAS else Body.objects.values_list("pk", "area__kind"))
    there = {pk for pk, span in spans(tree).items() if _holds(day, *span)}
    up = parents(tree, day, as_of)
    return [(pk, above, levels[pk]) for pk in sorted(there) for above in _above(pk, there, up)]


def before(known: Iterable[Edge], kind: str, said: dict[str, object]) -> list[Edge]:
    """The edges as they were before an entry of this kind said this."""
    thing, since = said["thing"], date.fromisoformat(str(said["since"]))
    own = [edge for edge in known if edge.child == thing]
    others = [edge for edge in known if edge.child != thing]
    if kind == Moved.kind:
        return [*others, *(replace(edge, until=None) if edge.until == since else edge for edge in own if edge.since != since)]
    ended = [replace(edge, until=since) if edge.until is None else edge for edge in own]
    return [*others, *ended, Edge(int(str(thing)), int(str(said["out_of"])), since)]


def _above(pk: int, there: set[int], up: dict[int, int]) -> Iterator[int]:
    at: int | None = pk
    while at in there:
        yield at
        at = up.get(at)


def _edges(tree: Tree, as_of: int | None) -> list[Edge]:
    known = edges(tree)
    for entry in _moved_after(as_of):
        if (said := entry.payload)["of"] == tree.below:
            known = before(known, entry.kind, said)
    return known


@once
def _moved_after(as_of: int | None) -> list[Entry]:
    """The later entries that moved anything, the latest first."""
    if as_of is None:
        return []
    return list(Entry.objects.filter(kind__in=(Moved.kind, MoveTakenBack.kind), seq__gt=as_of).order_by("-seq"))


def _holds(day: date, since: date, until: date | None) -> bool:
    return since <= day and (until is None or day < until)
