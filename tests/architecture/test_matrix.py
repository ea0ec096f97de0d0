"""Nothing is reached that nobody wrote down."""

import pytest

from khen.web.access import Access, Who
from khen.web.matrix import MATRIX, WAGTAIL, access
from khen.web.wagtail_hooks import COUNTERS
from tests.isolation.routes import Route, routes

ROUTES = routes()


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_every_address_stands_in_the_matrix(route: Route) -> None:
    assert access(route.pattern) is not None, f"write into khen.web.matrix who may use {route.pattern!r}"


def test_an_address_that_nobody_wrote_down_is_found() -> None:
    assert access("quan-tri/ban-tin/<int:pk>/xoa/") is None
    assert access("api/tat-ca/") is None


def test_nothing_stands_in_the_matrix_that_is_gone() -> None:
    patterns = {route.pattern for route in ROUTES}
    assert set(MATRIX) <= patterns
    assert [root for root in WAGTAIL if not any(pattern.startswith(root) for pattern in patterns)] == []


def test_the_action_written_down_is_the_one_that_the_verb_asks_for() -> None:
    verbs = [(route.pattern, route.access, route.verb or route.bulk) for route in ROUTES if route.verb or route.bulk]
    assert len(verbs) >= sum(len(counter.verbs) + len(counter.begins) for counter in COUNTERS) > 0
    assert [pattern for pattern, written, verb in verbs if verb and written.writes != verb.action] == []


def test_whatever_takes_a_form_says_which_action_it_needs() -> None:
    mute = [r.pattern for r in ROUTES if r.counter and r.takes_posts and r.access.writes is None]
    assert [r for r in ROUTES if r.counter and r.takes_posts] and mute == []
    assert [r.pattern for r in ROUTES if r.access.writes and not r.takes_posts] == []


DOORS = ("login", "login/ma", "login/dinh-danh", "login/dinh-danh/ve", "logout", "sprite", "jsi18n")


def test_a_row_is_never_open_to_whoever_merely_signed_in() -> None:
    loose = {Who.ANYBODY, Who.SIGNED_IN, Who.OFFICER}
    assert [r.pattern for r in ROUTES if r.counter and "pk" in r.words and r.access.who in loose] == []
    open_to_all = {r.pattern for r in ROUTES if r.pattern.startswith("quan-tri/") and r.access == Access(Who.ANYBODY)}
    assert open_to_all == {f"quan-tri/{door}/" for door in DOORS}
