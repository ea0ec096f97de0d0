"""What a page says of itself is said by the desk alone, whatever a counter shows of its record."""

import pytest
from django.test import Client

from khen.desk.pages import OWN_NAMES
from khen.web.wagtail_hooks import COUNTERS
from tests.isolation.addresses import words_of
from tests.isolation.routes import Route, routes
from tests.isolation.test_searching import LISTS
from tests.isolation.world import World, rows

pytestmark = pytest.mark.django_db
ACTS = [route for route in routes() if route.verb and "pk" in route.words]
OF_A_FORM_THAT_COMES_BACK = ("earlier", "files_again", "typed", "since", "secret")


def test_no_counter_shows_anything_under_a_name_of_the_desk(world: World) -> None:
    clashes = [
        (counter.name, name)
        for counter in COUNTERS
        if counter in LISTS
        for record in rows(world.own, counter.model, counter.body)[:4]
        for name in OWN_NAMES & counter.shown(record, world.own.officer).keys()
    ]
    assert clashes == []


@pytest.mark.parametrize("route", ACTS, ids=str)
def test_a_form_that_is_opened_says_nothing_of_one_that_was_sent(world: World, route: Route) -> None:
    client = Client()
    client.force_login(world.own.officer)
    for words in words_of(route, world.own):
        context = client.get(route.at(**words)).context
        assert {name: context.get(name) for name in OF_A_FORM_THAT_COMES_BACK if context.get(name)} == {}
