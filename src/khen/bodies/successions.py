"""One area or body passing into another: the latest succession, and what stands on it by now."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.db.models.deletion import Collector, ProtectedError

from khen.atoms.lineage import earlier, meet
from khen.bodies.models import Area, AreaEdge, AreaLineage, AreaSuccession, Body, BodySuccession
from khen.bodies.terms import Change
from khen.bodies.trees import AREAS, BODIES

Succession = AreaSuccession | BodySuccession


def latest_succession(old: Area | Body) -> Succession | None:
    """The one that was written down last. One query."""
    row: Succession | None = old.successors.select_related("old", "new").order_by("-pk").first()
    return row


def standing_on(row: Succession | None) -> dict[str, Any]:
    """What stands on a succession by now, as the rule of taking it back asks it."""
    if row is None:
        return {"recorded": False, "passed_on": "", "moved": "", "in_place": "", "mended": False, "held": False}
    new, moved, instead = row.new, _moved_along(row), _in_its_place(row)
    return {
        "recorded": True,
        "passed_on": str(new) if new is not None and new.successors.exists() else "",
        "moved": str(moved or ""),
        "in_place": str(instead or ""),
        "mended": instead is not None and instead == new and _opened_by(row),
        "held": instead is not None and any(_held_by(instead)),
    }


def _moved_along(row: Succession) -> Any | None:
    """What stood under the old one and was moved under the new one from that day or a later one. At most one query."""
    if row.new is None:
        return None
    edges = (AREAS if isinstance(row, AreaSuccession) else BODIES).edge.objects.select_related("child")
    move = edges.filter(parent=row.new_id, since__gte=row.on, child__edges_up__parent=row.old_id).order_by("pk").first()
    return move.child if move else None


def _in_its_place(row: Succession) -> Area | None:
    """An area that bears the code or the full name of the old one, under the same one above, on days on which the old one would
    bear them again without this succession. At most four queries."""
    if isinstance(row, BodySuccession) or row.kind == Change.SPLIT:  # what was split goes on under its code
        return None
    old = row.old
    again = row.on, _end(old, besides=row.pk)
    alike = Q(kind=old.kind, folded=old.folded, edges_up__parent__in=old.edges_up.values("parent"))
    others = Area.objects.filter(Q(code=old.code) | alike).exclude(pk=old.pk).distinct().order_by("valid_from", "pk")
    return next((one for one in others if meet(again, (one.valid_from, _end(one)))), None)


def _end(area: Area, besides: int = 0) -> date | None:
    """The first day on which the area bears its code no more."""
    passed = area.successors.exclude(kind=Change.SPLIT).exclude(pk=besides).order_by("on").values_list("on", flat=True)
    return earlier(area.valid_to, passed.first())


def _opened_by(row: Succession) -> bool:
    """Whether the successor of an area exists from that very day, and came from nothing else. At most one query."""
    new = row.new
    return isinstance(new, Area) and new.valid_from == row.on and new.predecessors.count() == 1


def _held_by(area: Area) -> Iterator[Any]:
    """What stands on an area besides its own place in the tree and where it came from: bodies, posts, texts, areas below it.

    A query for each relation."""
    try:
        Collector("default").collect([area])
    except ProtectedError as held:
        for one in held.protected_objects:
            if not (isinstance(one, AreaLineage | AreaEdge) and _own(one, area) or isinstance(one, AreaSuccession)):
                yield one


def _own(one: AreaLineage | AreaEdge, area: Area) -> bool:
    return (one.area_id if isinstance(one, AreaLineage) else one.child_id) == area.pk


def take_back(row: Succession, *, with_new: bool) -> None:
    """As if it had not been written down; `with_new`: nor the area opened by it, on which nothing stands."""
    new = row.new
    row.delete()
    if with_new and isinstance(new, Area):
        AreaLineage.objects.filter(area=new).delete()
        AreaEdge.objects.filter(child=new).delete()
        new.delete()
