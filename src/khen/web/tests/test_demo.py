"""Whoever tries the sample is told who may do what, at every level."""

import re

import pytest

from khen.bodies.terms import AreaKind, Role
from khen.bodies.tests.makers import a_body, a_person, an_area
from khen.web.commands import demo

pytestmark = pytest.mark.django_db


def placed(kind: str) -> None:
    """Two authors at a body of this level."""
    body = a_body(area=an_area(kind=kind))
    for _one in range(2):
        a_person(Role.AUTHOR, body=body)


def test_an_author_of_each_level_and_one_holder_of_each_other_role_are_named() -> None:
    for kind in AreaKind:
        placed(kind)
    a_person(Role.CLERK)
    a_person(Role.CLERK)
    assert [(post.role, post.body.area.kind if post.body.area else "") for post in demo.shown()] == [
        *((Role.AUTHOR, kind) for kind in AreaKind),
        (Role.CLERK, ""),
    ]


def test_the_columns_stand_below_one_another() -> None:
    for role in Role:
        a_person(role)
    _head, *lines = demo.passwords()
    assert len(lines) == len(Role)
    starts = {found.end() for line in lines if (found := re.match(r"  \S+ +\w{4}(?:-\w{4}){3}   .+?   +(?=\S)", line))}
    assert len(starts) == 1
