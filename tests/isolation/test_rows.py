"""Nobody meets another body's rows: not by their address, their pages, their files, their verbs."""

from typing import Any

import pytest
from django.urls import reverse

from khen.atoms import clock
from khen.bodies.models import Person, Post
from khen.bodies.terms import Role
from khen.bodies.tests.makers import LONG_AGO, a_person
from khen.web.access import Who
from tests.isolation.addresses import an_address, hidden_words, words_of
from tests.isolation.place import Place
from tests.isolation.probing import Prober
from tests.isolation.routes import Route, routes
from tests.isolation.world import World

pytestmark = pytest.mark.django_db
DESK = [route for route in routes() if route.pattern.startswith("quan-tri/") and route.access.who is not Who.NOBODY]
ROWS = [route for route in DESK if route.access.who is Who.OF_BODY]
HUGE = 10**30
JUNK = {"reason": "x", "body": "1", "send": "1"}


def some(route: Route, words: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All rows at their own page, a few at each verb: its page finds its row in the same way."""
    return words[:: max(1, len(words) // 3)] if route.verb else words[:12]


def officer(world: World, person: Person | None = None) -> Prober:
    return Prober(person or world.own.officer, forbidden=world.forbidden)


@pytest.mark.parametrize("route", ROWS, ids=str)
def test_rows_above_beside_and_near_are_not_there(world: World, route: Route) -> None:
    prober = officer(world)
    for place in world.hidden:
        for words in some(route, hidden_words(route, place, world.reached)):
            assert prober.look(route.at(**words)).status == 404
            assert prober.send(route.at(**words), JUNK).status in {404, 405}


@pytest.mark.parametrize("route", ROWS, ids=str)
def test_a_post_for_one_area_reaches_no_other(world: World, route: Route) -> None:
    prober = Prober(world.watcher, forbidden=world.unseen)
    for place in world.unwatched:
        for words in some(route, words_of(route, place)):
            assert prober.look(route.at(**words)).status == 404
            assert prober.send(route.at(**words), JUNK).status in {404, 405}
    assert prober.look(an_address(route, world.near)).status in {200, 403, 409}


@pytest.mark.parametrize("route", ROWS, ids=str)
def test_no_single_post_opens_them_either(world: World, route: Route) -> None:
    words = words_of(route, world.beside)[0]
    for role in Role.values:
        prober = officer(world, world.own.holder(role))
        assert prober.look(route.at(**words)).status == 404
        assert prober.send(route.at(**words), {}).status in {404, 405}


@pytest.mark.parametrize("route", ROWS, ids=str)
def test_ones_own_rows_and_those_below_are_there(world: World, route: Route) -> None:
    prober = officer(world)
    for place in (world.own, world.below):
        answers = [prober.look(route.at(**words)) for words in some(route, words_of(route, place))]
        assert {answer.status for answer in answers} <= {200, 409}  # 409: there, but not the time for this step
        assert any(answer.status == 200 for answer in answers) or route.verb


@pytest.mark.parametrize("route", ROWS, ids=str)
def test_rows_that_never_were_are_answered_alike(world: World, route: Route) -> None:
    prober, words = officer(world), words_of(route, world.own)[0]
    for word in words:
        for key in (0, 987_654_321, HUGE):
            address = route.at(**{**words, word: "la" if isinstance(words[word], str) else key})
            assert prober.look(address).status == 404


@pytest.mark.parametrize("route", [route for route in ROWS if "file" in route.words], ids=str)
def test_a_foreign_file_is_not_reached_through_ones_own_row(world: World, route: Route) -> None:
    prober = officer(world)
    files = [words["file"] for place in world.hidden for words in words_of(route, place)]
    assert files
    for words in words_of(route, world.own):
        assert {prober.look(route.at(**{**words, "file": file})).status for file in files} == {404}


def outsiders(place: Place) -> list[Person | None]:
    """Not signed in; without a post; with one that is over, or still to come; and somebody whose account is closed."""
    over, to_come, closed = (a_person(Role.AUTHOR, body=place.body) for _ in range(3))
    Post.objects.filter(person=over).update(since=LONG_AGO, until=clock.today())
    Post.objects.filter(person=to_come).update(since=clock.today().replace(year=clock.today().year + 1, day=1))
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    return [None, a_person(), over, to_come, closed]


@pytest.mark.parametrize("route", [route for route in DESK if route.access.who is not Who.ANYBODY], ids=str)
def test_nobody_comes_in_without_a_post(world: World, route: Route) -> None:
    address = an_address(route, world.own)
    for person in outsiders(world.own):
        prober = Prober(person, forbidden=world.everything)
        for answer in (prober.look(address), prober.send(address, {})):
            assert answer.status in {302, 403, 404} or route.access.who is Who.SIGNED_IN


def test_an_issued_password_opens_nothing_but_its_own_change(world: World) -> None:
    person = a_person(Role.AUTHOR, body=world.own.body)
    person.must_change_password = True
    person.save()
    prober = Prober(person, forbidden=world.everything)
    for route in [route for route in DESK if route.access.who in {Who.OFFICER, Who.OF_BODY}]:
        assert prober.look(an_address(route, world.own)).place == reverse("change_password")
