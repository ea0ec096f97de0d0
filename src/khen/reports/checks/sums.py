"""Parts that must add up: a broken sum stops the approval."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from khen.atoms import vietnamese
from khen.reports.checks import slips
from khen.reports.checks.finding import Finding, Severity
from khen.reports.checks.intervals import Interval
from khen.reports.checks.sheet import Figure, Kind, Sheet

BROKEN = "sum.broken"
SLIP = "sum.slip"
PARTS_MISSING = "sum.parts_missing"


def findings(sheet: Sheet) -> Iterator[Finding]:
    """A block for every figure that is not the sum of its parts (rounding allowed for), then hints at slips that explain it.

    Distinct counts and ratios are not sums; their parts are other checks' business.
    """
    for figure in sheet.figures:
        if figure.parts and figure.kind not in (Kind.RATIO, Kind.DISTINCT):
            members = sheet.valued((figure.key, *figure.parts))
            if members is not None:
                yield from _compared(members[0], members[1:])
            elif figure.value is not None:
                yield _missing(sheet, figure)


def _compared(whole: Figure, parts: tuple[Figure, ...]) -> Iterator[Finding]:
    total = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    slack = sum((Fraction(1, 2 * 10**member.decimals) for member in (whole, *parts) if member.decimals), Fraction(0))
    gap = (whole.value or Decimal(0)) - total
    if abs(Fraction(gap)) <= slack:
        return
    data = {"label": whole.label, "value": whole.printed, "total": vietnamese.number(total), "gap": vietnamese.number(gap)}
    data["terms"] = " + ".join(part.printed for part in parts)
    saying = _("“%(label)s” is %(value)s, but its parts make %(terms)s = %(total)s; the difference is %(gap)s.")
    yield Finding(BROKEN, Severity.BLOCK, whole.key, saying, data)
    for member, sign in ((whole, -1), *((part, 1) for part in parts)):
        yield from _slip(member, (member.value or Decimal(0)) + sign * gap, slack)


def _slip(member: Figure, needed: Decimal, slack: Fraction) -> Iterator[Finding]:
    exact = Fraction(needed)
    proposed = slips.candidates(member.printed, Interval(exact - slack, exact + slack))
    if proposed:
        data = {"label": member.label, "value": member.printed, "candidates": proposed, "list": " / ".join(proposed)}
        saying = _("“%(label)s”: one slip of the finger would turn %(list)s into %(value)s. Ask the body that declared it.")
        yield Finding(SLIP, Severity.HINT, member.key, saying, data)


def _missing(sheet: Sheet, figure: Figure) -> Finding:
    absent = [key for key in figure.parts if key not in sheet.by_key or sheet.by_key[key].value is None]
    names = [sheet.by_key[key].label if key in sheet.by_key else key for key in absent]
    data = {"label": figure.label, "list": ", ".join(names), "keys": tuple(absent)}
    saying = _("“%(label)s” cannot be added up: nothing was declared for %(list)s.")
    return Finding(PARTS_MISSING, Severity.WARN, figure.key, saying, data)
