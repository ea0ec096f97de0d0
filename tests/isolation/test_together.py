"""An act on several rows reaches only rows in reach: those of others are as if nobody had named them."""

import re
from typing import Any

import pytest

from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.terms import ALLOWED, Role
from khen.book.models import Entry
from khen.desk.together import SEEN
from tests.isolation.forging import filled
from tests.isolation.probing import Prober
from tests.isolation.routes import Route, routes
from tests.isolation.world import World, rows

pytestmark = pytest.mark.django_db
TOGETHER = [route for route in routes() if route.bulk]


def named(route: Route, world: World, *, hidden: bool) -> list[int]:
    """The keys of the rows of one's own, or of those out of reach."""
    return [row.pk for row in found(route, world, hidden=hidden)]


def found(route: Route, world: World, *, hidden: bool) -> list[Any]:
    assert route.counter is not None
    places = world.hidden if hidden else (world.own,)
    return [row for place in places for row in rows(place, route.counter.model, route.counter.body)]


def told(route: Route, world: World, person: Person) -> dict[str, Any]:
    """What the form asks once, and with each row the version that was shown, where it counts."""
    assert route.bulk is not None
    shown = [row for hidden in (False, True) for row in found(route, world, hidden=hidden)] if route.bulk.versioned else []
    marks = {f"{SEEN}{row.pk}": row.number for row in shown}
    return filled(route.bulk.form_for_several(person=person, day=clock.today()), world.own.body) | marks


@pytest.mark.parametrize("route", TOGETHER, ids=str)
def test_foreign_rows_are_as_if_nobody_had_named_them(world: World, route: Route) -> None:
    person = world.own.officer
    prober, foreign = Prober(person, forbidden=world.forbidden), named(route, world, hidden=True)
    assert foreign
    nothing, asked = prober.look(route.at(), chon=["0"]), prober.look(route.at(), chon=foreign)
    assert (asked.status, len(asked.text)) == (200, len(nothing.text))
    assert prober.send(route.at(), {**told(route, world, person), "chon": foreign}).status == 200


@pytest.mark.parametrize("route", TOGETHER, ids=str)
def test_among_ones_own_rows_a_foreign_one_stays_untouched(world: World, route: Route) -> None:
    """Done for one's own, so that the refusal above proves something."""
    person, before = world.own.officer, Entry.objects.count()
    for one in (person, world.watcher):
        chosen = named(route, world, hidden=False) + (named(route, world, hidden=True) if one is person else [])
        answer = Prober(one).perform(route.at(), {**told(route, world, one), "chon": chosen})
        assert answer.status == 200 and not answer.says(world.forbidden)
        if "Đã làm xong" in answer.text:
            break
    else:
        raise AssertionError(f"no row of {world.own.key} waits for {route}")
    assert Entry.objects.count() == before


@pytest.mark.parametrize("route", TOGETHER, ids=str)
def test_everything_that_the_list_shows_is_ones_own(world: World, route: Route) -> None:
    asked = Prober(world.own.officer, forbidden=world.forbidden).look(route.at(), moi="1")
    assert asked.status == 200 and not asked.says(world.forbidden)
    chosen = {int(key) for key in re.findall(r'name="chon" value="(\d+)"', asked.text)}
    assert chosen.isdisjoint(named(route, world, hidden=True))


@pytest.mark.parametrize("route", TOGETHER, ids=str)
def test_whoever_lacks_the_action_finds_no_such_page(world: World, route: Route) -> None:
    assert route.bulk is not None
    for role in [role for role in Role.values if route.bulk.action not in ALLOWED[role]]:
        prober = Prober(world.own.holder(role), forbidden=world.forbidden)
        assert (
            prober.look(route.at()).status == prober.send(route.at(), {"chon": named(route, world, hidden=False)}).status == 404
        )
