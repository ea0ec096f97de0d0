"""Figures computed from facts. `facts_of` gives the list and the number alike; nothing here knows what was ever printed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db.models import CharField, IntegerField, Q, Value

from khen.atoms import clock
from khen.atoms.fact import Kind
from khen.atoms.glance import once
from khen.atoms.nature import Nature
from khen.atoms.period import Period
from khen.book.models import Entry
from khen.facts.reads import Facts, counted_since, standing
from khen.figures.figure import MISSING, NOT_APPLICABLE, TO_COME, Cell, Figure, NotAdditiveError, State
from khen.figures.measures import Asking, Measure, Row, measure_of, split
from khen.figures.periods import declared_names, not_whole, steps
from khen.figures.scope import Scope, Tree, tree_of_areas, tree_of_bodies

Cells = dict[int, Cell]


class Over(Enum):
    """Along what numbers would be added up."""

    BODIES = "bodies"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked about: a period; the tree as it stood on `at` (the period's last day when None); facts as of an entry's
    number (all when None); one topic (all when empty).
    Before `since` no records were kept, and after `today` none can be: nothing counted there is not the same as 0, and what
    begins later does not count yet."""

    period: Period
    at: date | None = None
    as_of: int | None = None
    topic: str = ""
    since: date | None = None
    today: date | None = None

    @property
    def day(self) -> date:
        return self.at or self.period.last

    @property
    def last(self) -> date:
        """The last day of which anything counts."""
        return min(self.period.last, self.today or self.period.last)

    def unknown(self, figure: Figure) -> Cell | None:
        """What stands in the place of 0 where nothing can be known; None where 0 is a number. Declarations speak for themselves,
        records from their first day up to today."""
        if figure.is_declared:
            return None
        if self.is_ahead:
            return TO_COME
        return MISSING if self.since and self.since > self.period.last else None

    @property
    def is_ahead(self) -> bool:
        return self.today is not None and self.today < self.period.first


def asked_now(period: Period, *, today: date, as_of: int | None = None, topic: str = "") -> Asked:
    """How pages, sheets, the command and reports ask, so that all of them know and do not know the same. One query, two as of
    an entry."""
    since, day = _kept(as_of, today)
    return Asked(period=period, as_of=as_of, topic=topic, since=since, today=day)


@once
def _kept(as_of: int | None, today: date) -> tuple[date, date]:
    """Since when records are kept, and the day on which they were as they are asked for: an entry was the last one until the day
    on which the next was written."""
    later = None if as_of is None else Entry.objects.filter(seq__gt=as_of).order_by("seq").first()
    return counted_since(as_of), min(today, later.written_at.astimezone(clock.VIETNAM).date()) if later else today


def facts_of(figure: Figure, scope: Scope, asked: Asked) -> Facts:
    """Every fact behind a figure for one scope: what the number is computed from and what the list shows."""
    facts = _facts(figure, asked)
    return _within(figure, facts, scope, asked) if _applies(figure, scope.level) else facts.none()


def value(figure: Figure, scope: Scope, asked: Asked) -> Cell:
    """The figure for one scope. One query."""
    return values([figure], scope, asked)[figure.key]


def values(figures: Iterable[Figure], scope: Scope, asked: Asked) -> dict[str, Cell]:
    """Figure key -> cell for one scope. One query for all that are declared, all that are counted, all that are summed
    up and all of which different things are counted."""
    wanted, heaps = list(figures), defaultdict[str, list[Any]](list)
    for (key,), piece in _pieces(wanted, scope, asked):
        heaps[key].append(piece)
    return {one.key: _cell(one, heaps[one.key], asked) if _applies(one, scope.level) else NOT_APPLICABLE for one in wanted}


def _cell(figure: Figure, heap: Collection[Any], asked: Asked) -> Cell:
    """The number of a heap; where nothing can be known, that stands in the place of 0."""
    cell = _settled(figure, heap, asked.period)
    return cell if cell.value else asked.unknown(figure) or cell


def _pieces(figures: Iterable[Figure], scope: Scope, asked: Asked) -> Iterator[Row]:
    """All pieces, each under its figure's key: what is measured alike is asked for together, every figure of records along the
    index that fits its facts."""
    together = defaultdict[Measure, list[Asking]](list)
    for (one, *_alike), facts in _declared(figures, scope, asked):
        together[measure_of(one)].append(measure_of(one).asks(one, facts, ("place",)))
    for one in figures:
        if not one.is_declared and _applies(one, scope.level):
            facts = facts_of(one, scope, asked).annotate(figure=Value(one.key, CharField()))
            together[measure_of(one)].append(measure_of(one).asks(one, facts, ("figure",)))
    for first, *others in together.values():
        yield from split(first.union(*others, all=True) if others else first, 1)


def behind(figures: Iterable[Figure], scope: Scope, asked: Asked) -> dict[str, list[tuple[int, int]]]:
    """Figure key -> the facts of `facts_of` as (fact, entry), in the order of their entries. One query for all declared figures
    of a nature, and one for each other figure."""
    wanted, found = list(figures), dict[str, list[tuple[int, int]]]()
    for alike, facts in _declared(wanted, scope, asked):
        heaps: dict[str, list[tuple[int, int]]] = {}
        for place, fact, entry in facts.order_by("entry_id", "pk").values_list("place", "pk", "entry_id"):
            heaps.setdefault(place, []).append((fact, entry))
        found |= {one.key: heaps.get(one.of.place, []) for one in alike}
    for one in wanted:
        if one.key not in found:
            found[one.key] = list(facts_of(one, scope, asked).order_by("entry_id", "pk").values_list("pk", "entry_id"))
    return found


def _declared(figures: Iterable[Figure], scope: Scope, asked: Asked) -> Iterator[tuple[list[Figure], Facts]]:
    """The declared figures of each nature, which are asked for alike, with the facts behind all of them, parted by place."""
    natures: dict[Nature, list[Figure]] = {}
    for one in figures:
        if one.is_declared and _applies(one, scope.level):
            natures.setdefault(one.nature, []).append(one)
    for alike in natures.values():
        every = Q(kind=int(Kind.DECLARED), place__in=[one.of.place for one in alike])
        yield alike, _within(alike[0], _narrowed(standing(asked.as_of).filter(every), alike[0], asked), scope, asked)


def over_areas(figures: Iterable[Figure], asked: Asked) -> dict[str, Cells]:
    """Figure key -> area id -> cell, for every area there was on the day. One query a figure and two for the tree."""
    tree = tree_of_areas(asked.day, asked.as_of)
    return {figure.key: rolled_up(figure, tree, asked) for figure in figures}


def over_bodies(figures: Iterable[Figure], asked: Asked) -> dict[str, Cells]:
    """Figure key -> body id -> cell, each body with those below it. One query a figure and one for the tree."""
    tree = tree_of_bodies(asked.day, asked.as_of)
    return {figure.key: rolled_up(figure, tree, asked) for figure in figures}


def rolled_up(figure: Figure, tree: Tree, asked: Asked) -> Cells:
    """One figure for every node of a tree. One query."""
    measure = measure_of(figure)
    heaps: dict[int, list[Any]] = {}
    for (body,), piece in measure.rows(figure, _facts(figure, asked), ("body_id",)):
        for node in tree.nodes_of(body, alone=figure.stands_alone):
            heaps.setdefault(node, []).append(piece)
    empty = asked.unknown(figure) or measure.settle(figure, ())
    full = {node: _settled(figure, heap, asked.period) for node, heap in heaps.items()}
    return {node: full.get(node, empty) if _applies(figure, level) else NOT_APPLICABLE for node, level in tree.levels.items()}


def by_body(figure: Figure, scope: Scope, asked: Asked) -> dict[int, Cell]:
    """Body id -> cell of that body alone, for the bodies of the scope that have any fact. One query."""
    return {int(body): cell for body, cell in _by(figure, scope, asked, "body_id").items()}


def by_topic(figure: Figure, scope: Scope, asked: Asked) -> dict[str, Cell]:
    """Topic -> cell. One query."""
    return {str(topic): cell for topic, cell in _by(figure, scope, asked, "topic").items()}


def trend(figure: Figure, scope: Scope, asked: Asked) -> list[tuple[Period, Cell]]:
    """The months of the period (one query); for what is declared by half-years the last four of them (one query each). Each point
    is counted as when it is asked for alone: by the tree of its own last day."""
    each = [replace(asked, period=point) for point in steps(asked.period, declared=figure.is_declared)]
    if figure.is_declared or not _applies(figure, scope.level):
        return [(one.period, value(figure, scope, one)) for one in each]
    measure, heaps = measure_of(figure), [list[Any]() for _one in each]
    first, *others = (
        measure.asks(figure, facts_of(figure, scope, one).annotate(point=Value(number, IntegerField())), ("point",))
        for number, one in enumerate(each)
    )
    for (number,), piece in split(first.union(*others, all=True) if others else first, 1):
        heaps[number].append(piece)
    return [(one.period, _cell(figure, heap, one)) for one, heap in zip(each, heaps, strict=True)]


def added(figure: Figure, cells: Collection[Cell], over: Over) -> Cell:
    """The sum of cells, where there is such a thing. Raises NotAdditiveError for shares, for different things counted over
    bodies, and over time for everything that stands or is intended."""
    nature = figure.nature
    if not (nature.adds_over_bodies if over == Over.BODIES else nature.adds_over_time):
        raise NotAdditiveError(f"{figure.key} is a {nature}; it does not add up over {over.value}")
    known = [cell for cell in cells if cell.value is not None]
    if not known:
        return MISSING
    state = State.VALUE if any(cell.state == State.VALUE for cell in known) else State.NOTHING
    return Cell(sum((cell.value for cell in known if cell.value is not None), Decimal(0)), state)


def _facts(figure: Figure, asked: Asked) -> Facts:
    return _narrowed(standing(asked.as_of).filter(figure.q()), figure, asked)


def _narrowed(facts: Facts, figure: Figure, asked: Asked) -> Facts:
    """Of all times and topics what is asked about."""
    facts = facts.filter(_when(figure, asked))
    if figure.nature == Nature.STOCK and asked.is_ahead and not figure.is_declared:
        return facts.none()
    return facts.filter(topic=asked.topic) if asked.topic else facts


def _within(figure: Figure, facts: Facts, scope: Scope, asked: Asked) -> Facts:
    return facts.filter(scope.own() if figure.stands_alone else scope.whole(asked.day, asked.as_of))


def _when(figure: Figure, asked: Asked) -> Q:
    if figure.is_declared:
        return Q(subject__in=declared_names(figure.nature, asked.period))
    if figure.nature == Nature.STOCK:
        return Q(on__lte=asked.last)
    return Q(on__range=(asked.period.first, asked.last))


def _settled(figure: Figure, heap: Collection[Any], period: Period) -> Cell:
    """The number of a heap of pieces; what was declared of a part of the period alone says of which."""
    cell = measure_of(figure).settle(figure, heap)
    if cell.value is None or not (figure.is_declared and figure.nature.adds_over_time):
        return cell
    return replace(cell, only=not_whole({declared for _answer, _body, declared, _quantity in heap}, period))


def _by(figure: Figure, scope: Scope, asked: Asked, key: str) -> Mapping[Any, Cell]:
    heaps = dict[Any, list[Any]]()
    for (found,), piece in measure_of(figure).rows(figure, facts_of(figure, scope, asked), (key,)):
        heaps.setdefault(found, []).append(piece)
    return {found: _settled(figure, heap, asked.period) for found, heap in sorted(heaps.items())}


def _applies(figure: Figure, level: str) -> bool:
    return not level or level in figure.levels
