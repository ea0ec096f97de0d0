"""Nobody meets another body's things: not by its address, its list, a search, a filter, an export, a file or a forged form."""

from typing import Any

import pytest
from django.urls import reverse

from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.terms import ALLOWED, Action, Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.domains.newsroom.models import Bulletin
from khen.web.matrix import Who
from tests.isolation.forging import filled, forgeries, form_of
from tests.isolation.probing import Answer, Prober
from tests.isolation.routes import Route, routes
from tests.isolation.world import Place, World

pytestmark = pytest.mark.django_db
ROUTES = [route for route in routes() if route.access.who is not Who.NOBODY]
DOOR = reverse("wagtailadmin_login")
DESK = [route for route in ROUTES if route.pattern.startswith("quan-tri/")]
LINK_FORM = "wagtailadmin_choose_page_external_link"  # the editor's box for an outside address: no rows behind it
OFFICERS = {Who.OFFICER, Who.BEGINNER}
LISTS = [route for route in DESK if route.access.who in OFFICERS and route.name != LINK_FORM]
ROWS = [route for route in DESK if route.access.who is Who.OF_BODY]
BEGINS = [route for route in ROWS + LISTS if route.verb and not route.words]
ACTS = [route for route in ROWS if route.verb]


def rows(route: Route, place: Place) -> list[dict[str, Any]]:
    """What the address takes, once for everything of this kind that the place holds."""
    if route.name == "so-lieu:entry":
        return [{"seq": seq} for seq in Entry.objects.filter(body=place.body).values_list("seq", flat=True)]
    assert route.counter is not None
    found = [{"pk": row.pk, **more(route, row)} for row in place.rows(route.counter.model, route.counter.body)]
    assert found, f"{place.key} holds nothing for {route}: let tests/isolation/world.py make some"
    return found


def more(route: Route, row: Any) -> dict[str, Any]:
    """Words of an address besides the row's own."""
    if route.name == "ban-tin:version":
        return {"number": row.number}
    return {"file": file_of(row)} if route.name == "ban-tin:file" else {}


def file_of(bulletin: Bulletin) -> int:
    return getattr(bulletin.attachments.first(), "pk", 0)


def lists(route: Route) -> list[str]:
    """The addresses of a list; where it is about a figure, of one that is counted and one that is declared."""
    return [route.at(key=key) for key in ("facebook.reach", "licences.granted")] if "key" in route.words else [route.at()]


def officer(world: World, person: Person | None = None) -> Prober:
    return Prober(person or world.own.officer, forbidden=world.forbidden)


@pytest.mark.parametrize("route", ROWS, ids=str)
def test_rows_above_and_beside_are_not_there(world: World, route: Route) -> None:
    prober = officer(world)
    for place in world.hidden:
        for words in rows(route, place):
            assert prober.look(route.at(**words)).status == 404
            assert prober.send(route.at(**words), {"reason": "x", "body": world.own.body.pk}).status in {404, 405}


@pytest.mark.parametrize("route", ROWS, ids=str)
def test_no_single_post_opens_them_either(world: World, route: Route) -> None:
    words = rows(route, world.beside)[0]
    for role in Role.values:
        prober = officer(world, world.own.holder(role))
        assert prober.look(route.at(**words)).status == 404
        assert prober.send(route.at(**words), {}).status in {404, 405}


@pytest.mark.parametrize("route", ROWS, ids=str)
def test_ones_own_rows_and_those_below_are_there(world: World, route: Route) -> None:
    prober = officer(world)
    for place in (world.own, world.below):
        answers = [prober.look(route.at(**words)) for words in rows(route, place) if words.get("file") != 0]
        assert {answer.status for answer in answers} <= {200, 409}  # 409: there, but not the time for this step
        assert answers[0].status == 200 or route.verb


@pytest.mark.parametrize("route", [route for route in ROWS if "file" in route.words], ids=str)
def test_a_foreign_file_is_not_reached_through_ones_own_row(world: World, route: Route) -> None:
    prober = officer(world)
    files = [words["file"] for place in world.hidden for words in rows(route, place) if words["file"]]
    assert files
    for words in rows(route, world.own):
        assert {prober.look(route.at(**{**words, "file": file})).status for file in files} == {404}


@pytest.mark.parametrize("route", LISTS, ids=str)
def test_lists_searches_and_exports_keep_to_what_is_in_reach(world: World, route: Route) -> None:
    prober = officer(world)
    for address in lists(route):
        answers = [prober.look(address, **asked) for asked in questions(world)]
        assert {answer.status for answer in answers} <= {200, 404}
        assert answers[0].status == 200


def questions(world: World) -> list[dict[str, Any]]:
    """Nothing, a search, exports, and every filter with the keys of others."""
    plain = [{}, {"q": "BIMAT"}, {"q": "TENRIENG"}, {"export": "csv"}, {"export": "xlsx"}, {"p": "2"}, {"ordering": "body"}]
    return [*plain, *(one for place in world.hidden for one in foreign_filters(place))]


def foreign_filters(place: Place) -> list[dict[str, Any]]:
    body, area, outlet = place.body.pk, place.body.area_id, place.body.outlets.order_by("pk").last()
    assert outlet is not None
    return [
        {"body": body},
        {"body": body, "export": "csv"},
        {"division": body},
        {"outlet": outlet.pk},
        {"area": area},
        {"noi": f"d{body}"},
        {"noi": f"k{area}"},
    ]


@pytest.mark.parametrize("route", LISTS, ids=str)
def test_whoever_stands_above_does_see_them(world: World, route: Route) -> None:
    """The marks would be found if they were shown: for the officer above they are."""
    shown = "".join(Prober(world.above.officer).look(address).text for address in lists(route))
    if route.counter and not route.verb and not route.name.endswith("index_sheet"):
        assert world.beside.named in shown or world.beside.told in shown


@pytest.mark.parametrize("route", [*ACTS, *BEGINS], ids=str)
def test_forged_keys_are_refused(world: World, route: Route) -> None:
    """Fields of rows take only rows in reach, whatever is sent; an honest form goes through where the step is open."""
    person, prober, verb = world.own.officer, officer(world), route.verb
    assert verb is not None
    for words, record in records(route, world.own):
        form = form_of(verb, person, clock.today(), record)
        for name, told in forgeries(form, person):
            answer = prober.send(route.at(**words), told)
            assert not is_done(answer), f"{route} took a foreign {name}"


@pytest.mark.parametrize("route", [*ACTS, *BEGINS], ids=str)
def test_the_same_forms_filled_in_honestly_go_through(world: World, route: Route) -> None:
    """Else the refusals above would prove nothing."""
    prober, verb = Prober(world.own.officer), route.verb
    assert verb is not None
    answers = []
    for words, record in records(route, world.own):
        told = filled(form_of(verb, world.own.officer, clock.today(), record))
        answers.append(prober.perform(route.at(**words), told))
    assert any(is_done(answer) for answer in answers), [answer.text[-3000:] for answer in answers[:1]]


def records(route: Route, place: Place) -> list[tuple[dict[str, Any], Any]]:
    if not route.words:
        return [({}, None)]
    assert route.counter is not None
    return [({"pk": row.pk}, row) for row in place.rows(route.counter.model, route.counter.body)]


def is_done(answer: Answer) -> bool:
    return answer.status == 302 and not answer.place.startswith(DOOR)


@pytest.mark.parametrize("route", [*ACTS, *BEGINS], ids=str)
def test_whoever_lacks_the_action_changes_nothing_on_ones_own_rows(world: World, route: Route) -> None:
    needed = route.access.writes
    assert needed is not None and route.verb is not None
    for role in [role for role in Role.values if needed not in ALLOWED[role]]:
        person = world.own.holder(role)
        prober = officer(world, person)
        for words, record in records(route, world.own):
            told = filled(form_of(route.verb, world.own.officer, clock.today(), record))
            unseen = route.counter and route.counter.looks not in ALLOWED[role]
            assert prober.send(route.at(**words), told).status == (403 if words and not unseen else 404)


@pytest.mark.parametrize("route", DESK, ids=str)
def test_nobody_comes_in_without_a_post(world: World, route: Route) -> None:
    """Not signed in, or signed in without any post: sent to the door, or not there."""
    if route.access.who is Who.ANYBODY:
        return
    everything = [mark for place in world.places for mark in place.marks]
    words = (
        rows(route, world.own)[0]
        if route.access.who is Who.OF_BODY
        else {"key": "facebook.reach"}
        if "key" in route.words
        else {}
    )
    for person in (None, a_person()):
        prober = Prober(person, forbidden=everything)
        for answer in (prober.look(route.at(**words)), prober.send(route.at(**words), {})):
            assert answer.status in {302, 403, 404} or route.access.who is Who.SIGNED_IN


def words_for(route: Route, place: Place) -> dict[str, Any]:
    if route.access.who is Who.OF_BODY:
        return rows(route, place)[0]
    return {"key": "facebook.reach"} if "key" in route.words else {}


def test_an_issued_password_opens_nothing_but_its_own_change(world: World) -> None:
    person = a_person(Role.AUTHOR, body=world.own.body)
    person.must_change_password = True
    person.save()
    everything = [mark for place in world.places for mark in place.marks]
    prober = Prober(person, forbidden=everything)
    for route in [route for route in DESK if route.access.who is Who.OFFICER and not route.words]:
        assert prober.look(route.at()).place == reverse("change_password")


PUBLIC = [route for route in ROUTES if route.access.who is Who.ANYBODY and not route.pattern.startswith("quan-tri/")]


@pytest.mark.parametrize("route", PUBLIC, ids=str)
def test_readers_meet_only_what_was_published_and_still_stands(world: World, route: Route) -> None:
    secrets = [place.secret for place in world.places]
    for place in world.places:
        prober = Prober(forbidden=secrets, host=f"trang-{place.key.lower()}.localhost")
        for asked in ({}, {"tu-khoa": "BIMAT"}, {"q": "BIMAT"}):
            for number in range(1, 12):
                prober.look(route.example().replace("1", str(number)), **asked)


def test_a_view_of_everything_belongs_to_an_action() -> None:
    assert set(Action) >= {route.access.writes for route in ROUTES if route.access.writes}
