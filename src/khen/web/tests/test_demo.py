"""Whoever tries the sample is told who may do what, at every level."""

import re

import pytest

from khen.bodies.terms import AreaKind, Role
from khen.bodies.tests.makers import a_body, a_person, an_area
from khen.domains.newsroom.tests.makers import Newsroom
from khen.web import half_told
from khen.web.commands import demo
from khen.web.trouble import Trouble

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


@pytest.mark.parametrize(("in_this_home", "way"), [(True, "khen demo"), (False, "khen demo --fresh")])
def test_new_passwords_of_half_a_sample_are_refused_with_the_way_that_every_command_tells(
    monkeypatch: pytest.MonkeyPatch, in_this_home: bool, way: str
) -> None:
    Newsroom().draft()
    for module in (half_told, demo):
        monkeypatch.setattr(module, "said", lambda: half_told.BEGUN)
    monkeypatch.setattr(half_told, "is_cut_off", lambda: in_this_home)
    with pytest.raises(Trouble, match=f": {way}$") as told:
        demo.refuse_half()
    assert str(told.value) == half_told.hint()
