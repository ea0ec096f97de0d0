"""The multiplied-out tree says on every day what walking the dated edges by hand says."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khen.atoms.lineage import CycleError, Edge, Line, Span, lines, meet, upward

START = date(2020, 1, 1)
DAYS = 12
SIZE = 6


def day(number: int) -> date:
    return START + timedelta(days=number)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(st.integers(0, DAYS - 1))
    last = draw(st.one_of(st.none(), st.integers(first + 1, DAYS)))
    return day(first), None if last is None else day(last)


@st.composite
def trees(draw: st.DrawFn) -> tuple[dict[int, Span], list[Edge]]:
    """Things that come and go, each on any day below at most one that has a smaller number; so nothing runs in a circle."""
    alive = {node: draw(spans()) for node in range(SIZE)}
    edges = []
    for child in range(1, SIZE):
        cuts = sorted(draw(st.sets(st.integers(0, DAYS), max_size=3)))
        for since, until in zip(cuts, [*cuts, None][1:], strict=True):
            parent = draw(st.one_of(st.none(), st.integers(0, child - 1)))
            if parent is not None:
                edges.append(Edge(child, parent, day(since), None if until is None else day(until)))
    return alive, edges


def holds(span: Span, on: date) -> bool:
    return span[0] <= on and (span[1] is None or on < span[1])


def walked(below: int, on: date, alive: dict[int, Span], edges: list[Edge]) -> dict[int, int]:
    """Above -> depth on one day, step by step."""
    found: dict[int, int] = {}
    at: int | None = below
    while at is not None and holds(alive[at], on):
        found[at] = len(found)
        at = next((e.parent for e in edges if e.child == at and holds((e.since, e.until), on)), None)
    return found


@given(trees())
@settings(max_examples=200, deadline=None)
def test_the_lineage_says_on_any_day_what_a_walk_of_the_edges_says(tree: tuple[dict[int, Span], list[Edge]]) -> None:
    alive, edges = tree
    up = upward(edges)
    for below in alive:
        found = lines(below, alive, up)
        for number in range(-1, DAYS + 2):
            on = day(number)
            said = [(line.above, line.depth) for line in found if holds((line.since, line.until), on)]
            assert len(said) == len(dict(said))
            assert dict(said) == walked(below, on, alive, edges)


def test_neighbouring_spans_under_the_same_ancestor_are_one_line() -> None:
    alive: dict[int, Span] = dict.fromkeys(range(4), (START, None))
    edges = [Edge(1, 0, START), Edge(2, 0, START), Edge(3, 1, START, day(5)), Edge(3, 2, day(5))]
    assert Line(0, 3, 2, START, None) in lines(3, alive, upward(edges))


def test_what_changes_places_over_time_is_no_circle() -> None:
    alive: dict[int, Span] = {0: (START, None), 1: (START, None)}
    edges = [Edge(1, 0, START, day(3)), Edge(0, 1, day(3))]
    assert Line(1, 0, 1, day(3), None) in lines(0, alive, upward(edges))


def test_a_circle_on_a_single_day_is_found() -> None:
    alive: dict[int, Span] = {0: (START, None), 1: (START, None)}
    edges = [Edge(1, 0, START, day(4)), Edge(0, 1, day(3))]
    with pytest.raises(CycleError):
        lines(0, alive, upward(edges))


def test_spans_that_touch_do_not_meet() -> None:
    assert meet((START, day(2)), (day(2), None)) is None
