"""Nobody reaches another body's things through a form: not in its choices, not by keys put in by hand, not without the action."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from khen.atoms import clock
from khen.bodies.models import Area, Body, Person
from khen.bodies.terms import ALLOWED, Role
from khen.web.access import Who
from tests.isolation.addresses import SENT, records, words_of
from tests.isolation.forging import OTHERWISE, filled, forgeries, form_of
from tests.isolation.probing import Answer, Prober
from tests.isolation.routes import Route, routes
from tests.isolation.world import World, held_by

pytestmark = pytest.mark.django_db
DOOR = reverse("wagtailadmin_login")
VERBS = [route for route in routes() if route.verb and route.access.who is not Who.NOBODY]
SHEETS = [route for route in routes() if route.name in SENT]


def honest(route: Route, world: World, record: Any, person: Person) -> dict[str, Any]:
    assert route.verb is not None
    form = form_of(route.verb, person, clock.today(), record)
    return filled(form, world.own.body) | OTHERWISE.get(route.verb.name, {})


def is_done(answer: Answer) -> bool:
    return answer.status == 201 or answer.status == 302 and not answer.place.startswith(DOOR)


def own_rows(route: Route, world: World) -> list[tuple[dict[str, Any], Any]]:
    """The rows of one's own; of bodies and areas, which stand in a tree, those below as well."""
    if route.words and route.counter and route.counter.model in {Area, Body}:
        return [({"pk": row.pk}, row) for row in held_by(world.reached, route.counter.model, route.counter.body)]
    return records(route, world.own)


def open_row(route: Route, world: World, prober: Prober) -> tuple[dict[str, Any], Any] | None:
    """One row on which the step is open: on others every form is refused, whatever is in it."""
    return next((one for one in own_rows(route, world) if prober.look(route.at(**one[0])).status == 200), None)


@pytest.mark.parametrize("route", VERBS, ids=str)
def test_forged_keys_are_refused(world: World, route: Route) -> None:
    """Fields of rows take only rows in reach, whatever is sent."""
    verb, tried = route.verb, 0
    assert verb is not None
    for person, marks in ((world.own.officer, world.forbidden), (world.watcher, world.unseen)):
        prober = Prober(person, forbidden=marks)
        if (found := open_row(route, world, prober)) is None:
            continue
        words, record = found
        tried += 1
        form = form_of(verb, person, clock.today(), record)
        for name, told in forgeries(form, person, world.own.body):
            assert not is_done(prober.send(route.at(**words), told)), f"{route} took a foreign {name}"
    assert tried, f"no row of {world.own.key} waits for {route}: let tests/isolation/filling.py make one"


@pytest.mark.parametrize("route", VERBS, ids=str)
def test_the_same_forms_filled_in_honestly_go_through_and_pressed_twice_they_act_once(world: World, route: Route) -> None:
    """Else the refusals above would prove nothing."""
    answers = []
    for person in (world.own.officer, world.watcher):
        for words, record in own_rows(route, world):
            told = {"slip": str(uuid4()), **honest(route, world, record, person)}
            first, second, more = Prober(person).press_twice(route.at(**words), told)
            answers.append(first)
            if is_done(first):
                assert (second.status, more) == (302, 0) and second.place == (first.place or second.place)
                return
    raise AssertionError([(answer.status, answer.text[-3000:]) for answer in answers])


@pytest.mark.parametrize("route", VERBS, ids=str)
def test_whoever_lacks_the_action_changes_nothing_on_ones_own_rows(world: World, route: Route) -> None:
    needed = route.access.writes
    assert needed is not None
    for role in [role for role in Role.values if needed not in ALLOWED[role]]:
        prober = Prober(world.own.holder(role), forbidden=world.forbidden)
        for words, record in records(route, world.own)[:1]:
            told = honest(route, world, record, world.own.officer)
            seen = words and route.access.looks in ALLOWED[role]
            assert prober.send(route.at(**words), told).status == (403 if seen else 404)


@pytest.mark.parametrize("route", SHEETS, ids=str)
def test_a_page_without_a_verb_writes_for_those_who_may_and_for_nobody_else(world: World, route: Route) -> None:
    needed, (words, row) = route.access.writes, records(route, world.own)[0]
    told = {"slip": str(uuid4()), **SENT[route.name](row)}
    first, second, more = Prober(world.own.officer).press_twice(route.at(**words), told)
    assert needed is not None and is_done(first) and is_done(second) and more == 0
    for role in [role for role in Role.values if needed not in ALLOWED[role]]:
        assert not is_done(Prober(world.own.holder(role), forbidden=world.forbidden).send(route.at(**words), told))
    for place in world.hidden:
        for foreign in words_of(route, place):
            assert Prober(world.own.officer, forbidden=world.forbidden).send(route.at(**foreign), told).status == 404
