"""An entry tells no name of what lies out of reach, whatever number stands in it."""

import pytest
from django.apps import apps

from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.figures.naming import BLOCK, NAMED, PUBLIC, REACHED, VERSION, Reader, names
from khen.web.wagtail_hooks import COUNTERS
from tests.isolation.world import World, held_by

pytestmark = pytest.mark.django_db
WAYS = {
    **{one.model._meta.label_lower: one.body for one in COUNTERS},
    **{label: way for label, (way, _looks) in REACHED.items()},
    VERSION: "bulletin__body",
}
SCOPED = sorted((name, label) for name, label in NAMED.items() if label not in PUBLIC)


def told(world: World, person: Person, name: str, label: str, *, within: bool) -> tuple[int, int]:
    """Of how many rows this person is told the name, and how many rows there are - one's own, or those out of reach."""
    bodies = world.reached if within else [place.body for place in world.hidden]
    rows = held_by(bodies, apps.get_model(label), WAYS[label])
    reader = Reader(person, clock.today(), COUNTERS)
    if label == BLOCK:
        pairs = [{"report": row.report_id, "block": row.key} for row in rows]
        return sum((BLOCK, one["block"]) in names("tests.forged", one, reader) for one in pairs), len(pairs)
    keys = [row.pk for row in rows]
    return len({key for _label, key in names("tests.forged", {name: keys}, reader) if isinstance(key, int)}), len(keys)


def test_every_name_is_public_or_belongs_to_somebody() -> None:
    assert {label for _name, label in SCOPED} <= set(WAYS)
    assert {looks for _way, looks in REACHED.values()} <= {Action.VIEW, Action.INSPECT}


@pytest.mark.parametrize(("name", "label"), SCOPED)
def test_what_lies_out_of_reach_keeps_its_number(world: World, name: str, label: str) -> None:
    hidden, there = told(world, world.own.officer, name, label, within=False)
    assert there
    assert not hidden


@pytest.mark.parametrize(("name", "label"), SCOPED)
def test_what_lies_in_reach_is_named(world: World, name: str, label: str) -> None:
    named, there = told(world, world.own.officer, name, label, within=True)
    assert there
    assert named == there
