"""Means that cannot be: a whole outside its parts, or two ratios of the same bodies whose parts would need different weights."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import log
from statistics import median

from django.utils.translation import gettext_lazy as _

from khen.reports.checks import intervals, slips
from khen.reports.checks.finding import Finding, Severity
from khen.reports.checks.intervals import Interval
from khen.reports.checks.sheet import Figure, Kind, Sheet, Siblings

IMPOSSIBLE = "mean.impossible"
SLIP = "mean.slip"


@dataclass(frozen=True, slots=True)
class Triple:
    """A mean and its two parts, all with values."""

    whole: Figure
    first: Figure
    second: Figure

    @property
    def members(self) -> tuple[Figure, Figure, Figure]:
        """Whole, first, second."""
        return self.whole, self.first, self.second

    @property
    def spans(self) -> tuple[Interval, Interval, Interval]:
        """What rounding allows each of them to be."""
        whole, first, second = (intervals.rounded(member.value or Decimal(0), member.decimals) for member in self.members)
        return whole, first, second

    @property
    def flipped(self) -> "Triple":
        """The same with the parts exchanged."""
        return Triple(self.whole, self.second, self.first)

    @property
    def weight(self) -> Interval | None:
        """The weight of the first part that the printed values imply; None when they imply none."""
        return intervals.weight(*self.spans)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the denominators, and what the doubted figure could then be. `weight` is that of the other part."""

    assumption: str
    weight: Interval
    feasible: Interval
    low: str
    high: str
    candidates: tuple[str, ...]


def findings(sheet: Sheet) -> Iterator[Finding]:
    """A warning for each impossible mean, followed by a hint when one slip of the finger would explain it."""
    for figure in sheet.figures:
        if figure.kind is Kind.RATIO and figure.parts:
            found = sheet.valued((figure.key, *figure.parts))
            if found is not None and not _between(found):
                yield _outside(found)
    for pair in sheet.siblings:
        yield from _disagreement(sheet, pair)


def readings(doubted: Triple, sibling: Triple) -> tuple[Reading, ...]:
    """What `doubted.second` could be, by the weights that `sibling` implies: same and chained (see intervals)."""
    share = sibling.weight
    if share is None:
        return ()
    whole, first, _second = doubted.spans
    found = [("same", intervals.same(whole, first, share)), ("chained", intervals.chained(whole, first, share))]
    return tuple(_reading(doubted.second, name, share, span) for name, span in found if span is not None)


def _reading(figure: Figure, assumption: str, share: Interval, feasible: Interval) -> Reading:
    ends = intervals.printable(feasible, figure.decimals) or (Decimal(0), Decimal(0))
    low, high = (str(end).replace(".", ",") for end in ends)
    half = Fraction(1, 2 * 10**figure.decimals)
    typed = Interval(feasible.low - half, feasible.high + half)
    return Reading(assumption, share, feasible, low, high, slips.candidates(figure.printed, typed))


def _triple(sheet: Sheet, key: str) -> Triple | None:
    whole = sheet.by_key.get(key)
    if whole is None or whole.kind is not Kind.RATIO or len(whole.parts) != 2:
        return None
    found = sheet.valued((key, *whole.parts))
    return None if found is None else Triple(*found)


def _between(mean: tuple[Figure, ...]) -> bool:
    """A whole and its parts, any number of them: rounding leaves the whole room between the least and the greatest part."""
    whole, *parts = (intervals.rounded(member.value or Decimal(0), member.decimals) for member in mean)
    return whole.meets(Interval(min(part.low for part in parts), max(part.high for part in parts)))


def _outside(mean: tuple[Figure, ...]) -> Finding:
    whole, *parts = mean
    ordered = sorted(parts, key=lambda part: part.value or Decimal(0))
    data = {"label": whole.label, "value": whole.printed, "low": ordered[0].printed, "high": ordered[-1].printed}
    saying = _("“%(label)s” is %(value)s, outside its parts, which run from %(low)s to %(high)s: no mean of them.")
    return Finding(IMPOSSIBLE, Severity.WARN, whole.key, saying, data)


def _disagreement(sheet: Sheet, pair: Siblings) -> Iterator[Finding]:
    one, other = _triple(sheet, pair.one), _triple(sheet, pair.other)
    if one is None or other is None or not (_between(one.members) and _between(other.members)):
        return
    if _agree(one, other) or _agree(other, one):
        return
    doubted, sibling = _farthest_out(one, other)
    found = readings(doubted, sibling)
    yield _impossible(doubted, sibling, found)
    yield from _slip(doubted, found)


def _agree(doubted: Triple, sibling: Triple) -> bool:
    """Under one of the assumptions, the figure printed is possible; with nothing to hold it against it counts as possible."""
    found = readings(doubted, sibling)
    span = doubted.spans[2]
    return not found or any(span.meets(reading.feasible) for reading in found)


def _farthest_out(one: Triple, other: Triple) -> tuple[Triple, Triple]:
    """Name first the part that lies farthest, as a factor, from the middle of all six values.

    Which of six contradicting values is wrong cannot be known; this only chooses the one to be looked at first.
    """
    values = [float(member.value or 0) for member in (*one.members, *other.members)]
    middle = median(values)
    views = [(one, other), (one.flipped, other.flipped), (other, one), (other.flipped, one.flipped)]
    told = [view for view in views if readings(*view)]
    return max(told, key=lambda view: _factor(float(view[0].second.value or 0), middle))


def _factor(value: float, middle: float) -> float:
    return abs(log(value / middle)) if value > 0 and middle > 0 else float("inf")


def _impossible(doubted: Triple, sibling: Triple, found: tuple[Reading, ...]) -> Finding:
    data = {
        "label": doubted.second.label,
        "value": doubted.second.printed,
        "whole": doubted.whole.printed,
        "first": doubted.first.printed,
        "sibling": sibling.whole.label,
        "intervals": "; ".join(f"{reading.low} – {reading.high}" for reading in found),
        "readings": found,
        "members": tuple(member.key for member in (*doubted.members, *sibling.members)),
    }
    saying = _(
        "“%(label)s” at %(value)s%% cannot stand beside %(whole)s%% and %(first)s%%: by the weights that “%(sibling)s” implies "
        "it would be %(intervals)s. One of the six figures is wrong, or the two have other denominators."
    )
    return Finding(IMPOSSIBLE, Severity.WARN, doubted.second.key, saying, data)


def _slip(doubted: Triple, found: tuple[Reading, ...]) -> Iterator[Finding]:
    proposed = tuple(dict.fromkeys(text for reading in found for text in reading.candidates))
    if proposed:
        data = {
            "label": doubted.second.label,
            "value": doubted.second.printed,
            "candidates": proposed,
            "list": " / ".join(proposed),
        }
        saying = _("“%(label)s”: one slip of the finger would turn %(list)s into %(value)s. Ask the body that declared it.")
        yield Finding(SLIP, Severity.HINT, doubted.second.key, saying, data)
