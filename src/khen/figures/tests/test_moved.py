"""A figure of an old period is that of the tree as it stood then: with what has left since, without what came later."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from khen.atoms.period import half_year
from khen.bodies.models import Area, Body
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.models import Entry
from khen.domains.organisation.acts import move
from khen.domains.organisation.tests.makers import Province, a_province
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
