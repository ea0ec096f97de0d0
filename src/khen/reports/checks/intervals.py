"""Interval arithmetic of weighted means: what a rounded share allows another share to be.

A printed value v with d decimals stands for a true value in [v - h, v + h], h = 0.5 * 10**-d. All arithmetic is exact (Fraction).

Let a whole T be the mean of two parts with weights w and 1 - w, 0 <= w <= 1:

    T = w*P + (1 - w)*D                      so   w = (T - D) / (P - D)                                    (1)
                                             and  D = (T - w*P) / (1 - w)                                  (2)

Two ratios over the same bodies tell of each other's weights in one of two ways (the report states no denominators):

SAME      both ratios have the same denominators (machines in both, say): w of one holds for the other, use (2).
CHAINED   the numerator of one is the denominator of the other: machines / staff beside connected / machines. The weights of the
          second are shares of machines, those of the first shares of staff. With M = machines, S = staff, T = M/S, P = Mp/Sp:
          w' = Mp/M and 1/T = S/M = (Sp + Sd)/M = w'/P + (1 - w')/D (a harmonic mean), hence

                                                  D = (1 - w') / (1/T - w'/P) = (1 - w')*T*P / (P - w'*T)  (3)

          The other way round the two ratios only exchange their places.

Each of (1)-(3) is, in every one of its variables alone, linear or a Moebius function, so monotone where its denominator keeps
its sign; therefore over a box of intervals the extremes lie at the corners, provided it keeps its sign there (checked).
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import ceil, floor


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of exact numbers; `low` <= `high`."""

    low: Fraction
    high: Fraction

    def __contains__(self, value: Fraction | Decimal) -> bool:
        return self.low <= Fraction(value) <= self.high

    def meets(self, other: "Interval") -> bool:
        """Whether both have a number in common."""
        return self.low <= other.high and other.low <= self.high

    def within(self, other: "Interval") -> "Interval | None":
        """The numbers of both, or None."""
        return Interval(max(self.low, other.low), min(self.high, other.high)) if self.meets(other) else None


UNIT = Interval(Fraction(0), Fraction(1))


def rounded(value: Decimal, decimals: int) -> Interval:
    """All true values that print as `value` with so many places, whichever way halves were rounded."""
    half = Fraction(1, 2 * 10**decimals)
    return Interval(Fraction(value) - half, Fraction(value) + half)


def printable(true: Interval, decimals: int) -> tuple[Decimal, Decimal] | None:
    """The least and the greatest printed value with so many places that a true value of the interval may have, or None."""
    scale = 10**decimals
    half = Fraction(1, 2 * scale)
    low, high = ceil((true.low - half) * scale), floor((true.high + half) * scale)
    return (Decimal(low).scaleb(-decimals), Decimal(high).scaleb(-decimals)) if low <= high else None


def weight(whole: Interval, first: Interval, second: Interval) -> Interval | None:
    """(1): the weight of `first`. None when the parts may be equal (any weight will do) or no weight in [0, 1] makes the mean."""
    if first.meets(second):
        return None
    corners = _corners(lambda t, p, d: (t - d) / (p - d), whole, first, second)
    return corners.within(UNIT)


def same(whole: Interval, first: Interval, share: Interval) -> Interval | None:
    """(2): the second part when `share` is the weight of the first; None when the first may weigh everything."""
    if share.high >= 1:
        return None
    return _corners(lambda t, p, w: (t - w * p) / (1 - w), whole, first, share)


def chained(whole: Interval, first: Interval, share: Interval) -> Interval | None:
    """(3): the second part when `share` is the first's share of the numerators; None when the denominator may reach 0."""
    if share.high >= 1 or min(whole.low, first.low) <= 0 or first.low - share.high * whole.high <= 0:
        return None
    return _corners(lambda t, p, w: (1 - w) * t * p / (p - w * t), whole, first, share)


def _corners(form: Callable[[Fraction, Fraction, Fraction], Fraction], *box: Interval) -> Interval:
    values = [form(*corner) for corner in product(*((side.low, side.high) for side in box))]
    return Interval(min(values), max(values))
