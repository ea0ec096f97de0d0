"""What the world holds was done by real acts of every kind: `khen verify --deep` has nothing to object to."""

import pytest

from khen.bodies.models import Area, Body, Outlet, Person, Post
from khen.book.comparing import differing
from khen.web.commands import verify
from tests.isolation.world import World

pytestmark = pytest.mark.django_db
LAID_DOWN = {Area, Body, Outlet, Person, Post}  # the world's ground, which no act made
NO_BULLETIN = 900_000_000  # articles above stand for those of another house


def test_whatever_was_done_is_kept_as_it_was_told(world: World) -> None:
    assert world.own.officer.pk
    found = [(line, one) for find, line in verify.KEPT_AS_TOLD for one in find()]
    assert [(line, one) for line, one in found if isinstance(one, str) or one < NO_BULLETIN] == []


def test_whatever_was_recorded_stands_as_it_was_told(world: World) -> None:
    assert world.own.officer.pk
    retold = [kept for kept in verify.RETOLD if kept.model not in LAID_DOWN]
    assert [verify.in_words(kept, one) for kept in retold for one in differing(kept)] == []
    assert list(verify.of_reports()) == []
