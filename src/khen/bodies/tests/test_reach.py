"""Who may act where."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db.models import Exists, OuterRef

from khen.bodies.models import Body, Person, Post
from khen.bodies.reads import bodies_under, in_reach, may, reach, within
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


def test_reach_inside_another_question_is_the_same_reach_for_each_person_action_and_day() -> None:
    province = an_area()
    top = a_body("Sở", area=province)
    bodies = [top, a_body("Xã A1", parent=top, area=province), a_body("Xã B1", area=an_area("Tỉnh khác"))]
    people = [
        a_person(Role.AUTHOR, Role.APPROVER, body=top),
        a_person(Role.AUTHOR, body=bodies[1]),
        a_person(Role.INSPECTOR, body=bodies[2], area=province),
        a_person(),
    ]
    Post.objects.create(person=people[3], body=bodies[2], role=Role.AUTHOR, since=DAY, until=DAY + timedelta(days=9))
    left = a_person(Role.AUTHOR, body=top)
    left.is_active = False
    met = set()
    for person, actions, day in product(
        (*people, left, Person()), ({Action.DRAFT}, {Action.APPROVE, Action.INSPECT}), (LONG_AGO - timedelta(days=1), DAY)
    ):
        here, keys = set(reach(person, actions, day)) if person.pk else set(), in_reach(person, actions, day)
        held = Post.objects.filter(body=OuterRef("pk"), body__in=keys)
        assert set(Body.objects.filter(Exists(held)).union(Body.objects.filter(pk__in=keys))) == here
        assert set(Body.objects.exclude(pk__in=keys)) == set(bodies) - here
        met.add(frozenset(here))
    assert len(met) == 4
