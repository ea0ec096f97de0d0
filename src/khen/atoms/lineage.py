"""A tree whose edges hold between dates, multiplied out: who stands above whom, at what depth, from when until when.

`until` is always the first day after; None is "for good"."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

Span = tuple[date, date | None]


class CycleError(ValueError):
    """On some day something would stand above itself."""


@dataclass(frozen=True, slots=True)
class Edge:
    """`child` stands directly below `parent` during the span."""

    child: int
    parent: int
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """`above` stands `depth` steps above `below` during the span; everything stands at depth 0 above itself."""

    above: int
    below: int
    depth: int
    since: date
    until: date | None = None


def meet(one: Span, other: Span) -> Span | None:
    """The days that both spans hold; None when there is no such day."""
    since, until = max(one[0], other[0]), earlier(one[1], other[1])
    return (since, until) if until is None or since < until else None


def earlier(one: date | None, other: date | None) -> date | None:
    """The earlier end of two, where None is no end."""
    return min((day for day in (one, other) if day is not None), default=None)


def upward(edges: Iterable[Edge]) -> dict[int, list[Edge]]:
    """Each child with its edges."""
    found: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        found[edge.child].append(edge)
    return dict(found)


def lines(below: int, spans: Mapping[int, Span], up: Mapping[int, list[Edge]]) -> list[Line]:
    """Everything above `below` on each day of its own span, itself first; neighbouring spans are joined.

    `spans` gives the days on which each thing exists, `up` its edges. Raises CycleError."""
    found: dict[tuple[int, int], list[Span]] = defaultdict(list)
    for above, depth, span in _climb(below, 0, spans[below], spans, up):
        found[above, depth].append(span)
    return [
        Line(above, below, depth, since, until)
        for (above, depth), held in sorted(found.items(), key=lambda item: (item[0][1], item[0][0]))
        for since, until in joined(held)
    ]


def _climb(
    at: int, depth: int, span: Span, spans: Mapping[int, Span], up: Mapping[int, list[Edge]]
) -> Iterator[tuple[int, int, Span]]:
    if depth > len(spans):
        raise CycleError(f"{at} stands above itself from {span[0]}")
    yield at, depth, span
    for edge in up.get(at, ()):
        held = meet(span, (edge.since, edge.until))
        if held and (held := meet(held, spans[edge.parent])):
            yield from _climb(edge.parent, depth + 1, held, spans, up)


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same days in as few spans as possible, in order."""
    kept: list[Span] = []
    for since, until in sorted(spans, key=lambda span: span[0]):
        if kept and (kept[-1][1] is None or since <= kept[-1][1]):
            first, last = kept[-1]
            kept[-1] = (first, None if last is None or until is None else max(last, until))
        else:
            kept.append((since, until))
    return kept


def gap(wanted: Span, held: Iterable[Span]) -> date | None:
    """The first of the wanted days that none of these spans holds; None when they hold each."""
    day = wanted[0]
    for since, until in joined(held):
        if since > day:
            break
        if until is None:
            return None
        day = max(day, until)
    return day if meet((day, None), wanted) else None
