"""A figure of an old period is that of the tree as it stood then: with what has left since, without what came later."""

import re
from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from khen.atoms.period import half_year, parse
from khen.bodies.models import Area, Body
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.book.reading import last_seq
from khen.domains.organisation.acts import move, take_back_move
from khen.domains.organisation.tests.makers import DAY, Province, a_province
from khen.figures.catalogue import FIGURES
from khen.figures.engine import Asked, facts_of, over_areas, over_bodies, trend, value
from khen.figures.scope import Scope
from khen.figures.sight import key_of
from khen.figures.tests.makers import posted, taken_in

pytestmark = pytest.mark.django_db
POSTS = FIGURES["portal.department.posts"]
MOVED_ON = date(2020, 7, 1)
THEN, SINCE = Asked(period=half_year(2020, 1)), Asked(period=half_year(2020, 2))


@dataclass(frozen=True)
class Moved:
    """Two districts; on the first of July the commune of the first came under the second, as an area and as a body."""

    province: Province
    commune: Body
    left: Body
    joined: Body

    @property
    def areas(self) -> tuple[Area, Area]:
        return self.province.areas["026"], self.province.areas["027"]


def a_moved_commune() -> Moved:
    """It posted once before it moved and twice since."""
    world = a_province()
    bodies, areas, admin = world.bodies, world.areas, world.admin
    commune, left, joined = bodies["ubnd-00715"], bodies["ubnd-026"], bodies["ubnd-027"]
    for thing, under in ((commune, joined), (areas["00715"], areas["027"])):
        move(thing, under=under, since=MOVED_ON, body=bodies["ubnd-tinh"], by=admin, on=MOVED_ON)
    days = (date(2020, 5, 4), date(2020, 9, 1), date(2020, 9, 2))
    taken_in(commune, *(posted(commune, subject=str(number), on=day) for number, day in enumerate(days)))
    return Moved(world, commune, left, joined)


def counted(place: Area | Body, asked: Asked) -> int:
    """The figure, which is also the number of facts listed behind it."""
    found = value(POSTS, Scope(place), asked).value
    assert found == facts_of(POSTS, Scope(place), asked).count()
    return int(found)


def test_a_body_counts_those_that_were_its_own_then_and_none_that_came_later() -> None:
    world = a_moved_commune()
    assert [counted(body, THEN) for body in (world.left, world.joined)] == [1, 0]
    assert [counted(body, SINCE) for body in (world.left, world.joined)] == [0, 2]


def test_an_area_does_the_same() -> None:
    world = a_moved_commune()
    assert [counted(area, THEN) for area in world.areas] == [1, 0]
    assert [counted(area, SINCE) for area in world.areas] == [0, 2]


def test_the_province_loses_nothing_and_counts_nothing_twice() -> None:
    world = a_moved_commune()
    for place in (world.province.bodies["ubnd-tinh"], world.province.areas["02"]):
        assert [counted(place, asked) for asked in (THEN, SINCE)] == [1, 2]


@pytest.mark.parametrize("asked", [THEN, SINCE], ids=["then", "since"])
def test_the_whole_tree_says_of_each_place_what_is_said_of_it_alone(asked: Asked) -> None:
    world = a_moved_commune()
    bodies, areas = over_bodies([POSTS], asked)[POSTS.key], over_areas([POSTS], asked)[POSTS.key]
    assert all(bodies[body.pk].value == counted(body, asked) for body in world.province.bodies.values())
    assert all(areas[area.pk].value == counted(area, asked) for area in world.province.areas.values())


def moved_within() -> Moved:
    """The same, moved on the fifteenth of April instead: one post before, two since."""
    world = a_province()
    bodies, areas, admin = world.bodies, world.areas, world.admin
    commune, left, joined = bodies["ubnd-00715"], bodies["ubnd-026"], bodies["ubnd-027"]
    days = (date(2020, 3, 4), date(2020, 5, 1), date(2020, 5, 2))
    taken_in(commune, *(posted(commune, subject=str(number), on=day) for number, day in enumerate(days)))
    for thing, under in ((commune, joined), (areas["00715"], areas["027"])):
        move(thing, under=under, since=date(2020, 4, 15), body=bodies["ubnd-tinh"], by=admin, on=DAY)
    return Moved(world, commune, left, joined)


@pytest.mark.parametrize("kind", ["area", "body"])
@pytest.mark.parametrize("key", ["2020-H1", "2020", "2020-Q2", "2020-H1@15"])
def test_a_column_is_what_its_page_counts_also_where_something_moved_within_the_period(kind: str, key: str) -> None:
    world = moved_within()
    for place in world.areas if kind == "area" else (world.left, world.joined):
        asked = Asked(period=parse(key))
        for point, cell in trend(POSTS, Scope(place), asked):
            assert cell.value == counted(place, Asked(period=point))


def test_the_page_says_which_day_s_places_are_meant_and_where_columns_add_up_to_another_number() -> None:
    world = moved_within()
    viewer, page = Client(), f"/quan-tri/so-lieu/{POSTS.key}/"
    viewer.force_login(world.province.admin)
    for place, whole, months, differs in (
        (world.left, "0", 1, True),
        (world.joined, "3", 2, True),
        (world.commune, "3", 3, False),
    ):
        told = viewer.get(page, {"noi": key_of(place), "ky": "2020-H1"})
        assert told.context["line"].words == whole
        assert sum(point.value or 0 for point in told.context["points"]) == months
        for point in told.context["points"]:
            assert (viewer.get(page + point.address).context["line"].cell.value or 0) == (point.value or 0)
        said = told.content.decode()
        assert re.search(r"trực thuộc vào ngày 30/0?6/2020", said)
        assert told.context["moved"] == differs == ("cộng lại khác con số ở trên" in said)


def test_as_of_an_entry_the_tree_is_the_one_known_then() -> None:
    world, then = a_moved_commune(), Entry.objects.filter(kind="tests.proved").latest("seq").seq
    province = world.province
    places = (world.left, world.joined, *world.areas, province.areas["02"], world.commune)

    def numbers(as_of: int | None) -> list[tuple[int, int]]:
        """Of each half-year for every place: alone, and as the whole tree says."""
        found = []
        for period in (THEN.period, SINCE.period):
            asked = Asked(period=period, as_of=as_of)
            bodies, areas = over_bodies([POSTS], asked)[POSTS.key], over_areas([POSTS], asked)[POSTS.key]
            for place in places:
                rolled = (areas if isinstance(place, Area) else bodies)[place.pk].value
                found.append((counted(place, asked), int(rolled or 0)))
        return found

    stood = numbers(None)
    known = numbers(then)
    assert known == stood and all(alone == rolled for alone, rolled in known)
    for thing in (world.commune, province.areas["00715"]):
        take_back_move(thing, reason="Nhầm", body=province.bodies["ubnd-tinh"], by=province.admin, on=MOVED_ON)
    taken_back = last_seq()
    assert numbers(then) == known != numbers(None)
    for thing, under in ((world.commune, world.joined), (province.areas["00715"], world.areas[1])):
        move(thing, under=under, since=date(2020, 2, 1), body=province.bodies["ubnd-tinh"], by=province.admin, on=MOVED_ON)
    assert numbers(then) == known
    assert numbers(taken_back)[:2] == [(1, 1), (0, 0)] != numbers(None)[:2] == [(0, 0), (1, 1)]


def test_the_places_below_are_those_known_as_of_the_entry() -> None:
    world = moved_within()
    then = Entry.objects.filter(kind="tests.proved").latest("seq").seq
    viewer, page = Client(), f"/quan-tri/so-lieu/{POSTS.key}/"
    viewer.force_login(world.province.admin)
    asked = {"noi": key_of(world.areas[0]), "ky": "2020-H1"}
    told = viewer.get(page, {**asked, "den": str(then)}).context
    assert (told["line"].words, [(line.label, line.words) for line in told["lines"]]) == (
        "3",
        [(str(world.province.areas["00715"]), "3")],
    )
    assert viewer.get(page, asked).context["line"].words == "0"


def test_the_months_of_an_old_period_add_up_to_it() -> None:
    world = a_moved_commune()
    assert sum(int(cell.value or 0) for _month, cell in trend(POSTS, Scope(world.left), THEN)) == 1


def test_the_page_of_the_old_period_is_the_same_after_the_move_and_the_entry_stays_with_its_body() -> None:
    world = a_moved_commune()
    viewer, page = Client(), f"/quan-tri/so-lieu/{POSTS.key}/"
    viewer.force_login(a_person(Role.VIEWER, body=world.left))
    then, since = ({"noi": key_of(world.left), "ky": key} for key in ("2020-H1", "2020-H2"))
    assert [viewer.get(page, asked).context["line"].words for asked in (then, since)] == ["1", "0"]
    told = viewer.get(f"{page}bang-chung/", then).context["told"]
    assert [one.fact.body for one in told] == [world.commune]
    assert viewer.get(f"/quan-tri/so-lieu/but-toan/{Entry.objects.latest('seq').seq}/").status_code == 404
