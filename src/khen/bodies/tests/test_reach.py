"""Who may act where."""

from datetime import date

import pytest

from khen.bodies.models import Body, Post
from khen.bodies.reads import bodies_under, may, reach, within
from khen.bodies.terms import Action, AreaKind, Role
from khen.bodies.tests.makers import LONG_AGO, a_body, a_person, an_area

pytestmark = pytest.mark.django_db
DAY = date(2020, 3, 1)


def test_a_post_reaches_its_body_and_those_below_but_none_beside() -> None:
    province = a_body("UBND tỉnh")
    district, other = a_body("UBND huyện A", parent=province), a_body("UBND huyện B", parent=province)
    commune = a_body("UBND xã A1", parent=district)
    author = a_person(Role.AUTHOR, body=district)
    assert set(reach(author, {Action.DRAFT}, DAY)) == {district, commune}
    assert may(author, Action.DRAFT, commune, DAY)
    assert not may(author, Action.DRAFT, other, DAY)
    assert not may(author, Action.APPROVE, district, DAY)
    assert set(within(Body.objects.all(), author, Action.VIEW, body="pk", day=DAY)) == {district, commune}


def test_a_post_with_an_area_reaches_every_body_of_that_area() -> None:
    province = an_area()
    commune = an_area("Xã A1", kind=AreaKind.COMMUNE, parent=province)
    department, committee = a_body(area=province), a_body("UBND xã A1", area=commune)
    inspector = a_person(Role.INSPECTOR, body=department, area=province)
    assert may(inspector, Action.VIEW, committee, DAY)


def test_a_post_counts_only_between_its_days() -> None:
    body = a_body()
    person = a_person()
    Post.objects.create(person=person, body=body, role=Role.AUTHOR, since=date(2020, 2, 1), until=date(2020, 3, 1))
    assert may(person, Action.DRAFT, body, date(2020, 2, 29))
    assert not may(person, Action.DRAFT, body, date(2020, 3, 1))
    assert not may(person, Action.DRAFT, body, date(2020, 1, 31))


def test_someone_who_left_reaches_nothing() -> None:
    person = a_person(Role.AUTHOR)
    person.is_active = False
    assert not reach(person, {Action.VIEW}, DAY).exists()


def test_the_tree_on_a_day_takes_one_query(django_assert_num_queries: object) -> None:
    top = a_body()
    a_body("Phòng", parent=top)
    assert bodies_under(top, LONG_AGO).count() == 2
