"""Where a figure is asked for: a body and those below it, or an area and every body in it; and both trees on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from khen.bodies.models import Area, Body
from khen.bodies.reads import areas_under, bodies_under
from khen.bodies.trees import AREAS, BODIES
from khen.figures import known


@dataclass(frozen=True, slots=True)
class Scope:
    """An area or a body, whole: with everything below it on the day asked about, whatever became of the tree since.

    A district's figure of 2020 counts the communes that were its own then, those too that have left it, and none that came
    later; whoever looks at the district today reads it so, while the entries behind it stay with the bodies that wrote them."""

    place: Area | Body

    @property
    def level(self) -> str:
        """Province, district or commune; empty for a body without an area."""
        area = self.place if isinstance(self.place, Area) else self.place.area
        return area.kind if area else ""

    def whole(self, day: date, as_of: int | None = None) -> Q:
        """Facts of every body in it, by the tree of a day as it was known at an entry (as it is known now, when None)."""
        if known.has_changed(AREAS if isinstance(self.place, Area) else BODIES, as_of):
            tree = tree_of_areas(day, as_of) if isinstance(self.place, Area) else tree_of_bodies(day, as_of)
            return Q(body__in=sorted(body for body, nodes in tree.above.items() if self.place.pk in nodes))
        if isinstance(self.place, Area):
            return Q(body__in=Body.objects.filter(area__in=areas_under(self.place, day).values("pk")).values("pk"))
        return Q(body__in=bodies_under(self.place, day).values("pk"))

    def own(self) -> Q:
        """Facts of the body alone, or of the bodies that stand directly at this level of the area."""
        if isinstance(self.place, Area):
            return Q(body__in=Body.objects.filter(area=self.place).values("pk"))
        return Q(body=self.place)


@dataclass(frozen=True, slots=True)
class Tree:
    """`levels`: node -> its level. `above`: body -> the nodes that it counts for, its own first."""

    levels: Mapping[int, str]
    above: Mapping[int, tuple[int, ...]]

    def nodes_of(self, body: int, *, alone: bool) -> tuple[int, ...]:
        """The nodes to which a body's facts belong; only its own where the figure stands alone."""
        nodes = self.above.get(body, ())
        return nodes[:1] if alone else nodes


def tree_of_areas(day: date, as_of: int | None = None) -> Tree:
    """Every area on a day, by edges valid then, as known at an entry. Two queries."""
    above, levels = _chains(known.lines(AREAS, day, as_of))
    bodies = Body.objects.exclude(area=None).values_list("pk", "area_id")
    return Tree(levels, {body: above[area] for body, area in bodies if area in above})


def tree_of_bodies(day: date, as_of: int | None = None) -> Tree:
    """Every body on a day, by edges valid then, as known at an entry. One query."""
    above, levels = _chains(known.lines(BODIES, day, as_of))
    return Tree(levels, above)


def _chains(lines: Iterable[tuple[int, int, str | None]]) -> tuple[dict[int, tuple[int, ...]], dict[int, str]]:
    above: dict[int, list[int]] = {}
    levels: dict[int, str] = {}
    for node, higher, level in lines:
        above.setdefault(node, []).append(higher)
        levels[node] = level or ""
    return {node: tuple(chain) for node, chain in above.items()}, levels
