"""How facts become a number. A measure asks for rows (a key and a piece) and settles any heap of pieces into one cell.

Heaps are joined piece by piece, never cell by cell: the province's number is settled from the same pieces as a commune's,
so shares and counts of different things are right at every level."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from khen.atoms.nature import Nature
from khen.domains.returns.terms import Answer
from khen.facts.models import StoredFact
from khen.facts.reads import Facts
from khen.figures.figure import MISSING, NOT_APPLICABLE, Cell, Figure, State

Key = tuple[Any, ...]
Row = tuple[Key, Any]
Asking = QuerySet[StoredFact, Any]


@dataclass(frozen=True, slots=True)
class Measure:
    """`asks(figure, facts, keys)` asks for values of `keys` followed by a piece; `settle(figure, pieces)` makes the cell."""

    asks: Callable[[Figure, Facts, tuple[str, ...]], Asking]
    settle: Callable[[Figure, Iterable[Any]], Cell]

    def rows(self, figure: Figure, facts: Facts, keys: tuple[str, ...]) -> Iterator[Row]:
        """(values of `keys`, piece)."""
        return split(self.asks(figure, facts, keys), len(keys))


def split(rows: Iterable[tuple[Any, ...]], width: int) -> Iterator[Row]:
    return ((row[:width], row[width:]) for row in rows)


def _counts(figure: Figure, facts: Facts, keys: tuple[str, ...]) -> Asking:
    return facts.order_by().values_list(*keys).annotate(piece=Count("pk"))


def _sums(figure: Figure, facts: Facts, keys: tuple[str, ...]) -> Asking:
    return facts.order_by().values_list(*keys).annotate(piece=Coalesce(Sum("quantity"), 0))


def _added(figure: Figure, pieces: Iterable[Any]) -> Cell:
    return Cell(Decimal(sum(piece[0] for piece in pieces)))


def _subjects(figure: Figure, facts: Facts, keys: tuple[str, ...]) -> Asking:
    return facts.order_by().values_list(*keys, "subject").distinct()


def _different(figure: Figure, pieces: Iterable[Any]) -> Cell:
    return Cell(Decimal(len(set(pieces))))


def _halves(figure: Figure, facts: Facts, keys: tuple[str, ...]) -> Asking:
    """Numerator and denominator of a share."""
    below = figure.per.q() if figure.per else Q(pk=None)
    pieces = {"above": Coalesce(Sum("quantity", filter=figure.of.q()), 0), "below": Coalesce(Sum("quantity", filter=below), 0)}
    return facts.order_by().values_list(*keys).annotate(**pieces)


def _share(figure: Figure, pieces: Iterable[Any]) -> Cell:
    heap = list(pieces)
    above, below = sum(piece[0] for piece in heap), sum(piece[1] for piece in heap)
    if not below:
        return MISSING
    share = Decimal(100 * above) / Decimal(below)
    return Cell(share.quantize(Decimal(1).scaleb(-figure.decimals), rounding=ROUND_HALF_UP))


def _sayings(figure: Figure, facts: Facts, keys: tuple[str, ...]) -> Asking:
    """What bodies declared: (answer, body, period, quantity)."""
    return facts.order_by().values_list(*keys, "channel", "body_id", "subject").annotate(piece=Sum("quantity"))


def _declared(figure: Figure, pieces: Iterable[Any]) -> Cell:
    heap = list(pieces)
    said = [piece for piece in heap if piece[0] != Answer.NOT_APPLICABLE]
    if not said:
        return NOT_APPLICABLE if heap else MISSING
    if all(piece[0] == Answer.NOTHING for piece in said):
        return Cell(None if figure.nature == Nature.RATIO else Decimal(0), State.NOTHING)
    if len(said) > 1 and not figure.nature.adds_over_bodies:
        return Cell(None, State.SEVERAL)
    return Cell(Decimal(sum(piece[3] for piece in said)).scaleb(-figure.decimals))


COUNT = Measure(_counts, _added)
TOTAL = Measure(_sums, _added)
DIFFERENT = Measure(_subjects, _different)
SHARE = Measure(_halves, _share)
DECLARED = Measure(_sayings, _declared)

BY_NATURE = {
    Nature.FLOW: COUNT,
    Nature.STOCK: TOTAL,
    Nature.SUM: TOTAL,
    Nature.DISTINCT: DIFFERENT,
    Nature.RATIO: SHARE,
    Nature.PLAN: TOTAL,
}


def measure_of(figure: Figure) -> Measure:
    return DECLARED if figure.is_declared else BY_NATURE[figure.nature]
