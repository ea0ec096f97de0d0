"""A question that was worded once gives for all other values what the query itself gives."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from khen.bodies.models import Post
from khen.bodies.reads import counting
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.bodies.wording import asked

pytestmark = pytest.mark.django_db
DAY = date(2020, 3, 2)


def held(roles: tuple[str, ...], person: int, day: date) -> QuerySet[Post, Any]:
    return Post.objects.filter(counting(day), person=person, role__in=roles).order_by("pk").values_list("pk", "role", "since")


def test_it_answers_each_person_day_and_shape_as_the_query_does() -> None:
    people = [a_person(*roles, body=a_body("Sở")) for roles in ((Role.CLERK,), (Role.CLERK, Role.LEADER), (Role.VIEWER,))]
    for roles in ((Role.CLERK,), (Role.CLERK, Role.VIEWER)):
        for person in people:
            for day in (DAY, DAY - timedelta(days=40_000), DAY + timedelta(days=40_000)):
                told: dict[str, Any] = {"person": person.pk, "day": day}
                pure = [(pk, role) for pk, role, _since in held(roles, **told)]
                assert [(pk, role) for pk, role, _since in asked(held, roles, **told)] == pure


def test_it_is_one_query_and_worded_once() -> None:
    worded = []

    def words(person: int) -> QuerySet[Post, Any]:
        worded.append(person)
        return Post.objects.filter(person=person).values_list("pk")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        for person in range(5):
            assert not asked(words, person=person)
    assert len(queries) == 5 and len(worded) == 1


def test_a_value_that_shapes_the_question_itself_is_refused() -> None:
    def words(person: int) -> QuerySet[Post, Any]:
        return Post.objects.filter(pk=1).values_list("pk") if person else Post.objects.values_list("pk")

    with pytest.raises(AssertionError, match="person"):
        asked(words, person=3)
