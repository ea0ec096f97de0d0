"""Limits that a figure keeps: a share and its 100 %, a part and its whole, different ones and all of them, views and people."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import percent
from khen.reports.checks.finding import Finding, Severity
from khen.reports.checks.sheet import Figure, Kind, Sheet

UNKNOWN = "figure.unknown"
UNASKED = "figure.unasked"
OVER_100 = "share.over_100"
BELOW_ZERO = "figure.below_zero"
PART = "part.above_whole"
DISTINCT = "distinct.above_count"
PEOPLE = "reach.called_people"
PEOPLE_UNITS = frozenset({"người", "lượt người", "người dân", "người xem"})


def findings(sheet: Sheet) -> Iterator[Finding]:
    """Warnings, figure by figure."""
    for figure in sheet.figures:
        if figure.value is not None:
            yield from _alone(figure, figure.value)
            yield from _beside(sheet, figure, figure.part_of, PART, _PART_SAYING)
            yield from _beside(sheet, figure, figure.distinct_of, DISTINCT, _DISTINCT_SAYING)
        elif figure.key in sheet.printed and not figure.is_said:
            yield _unknown(figure)


def _unknown(figure: Figure) -> Finding:
    if figure.unasked:
        saying = _("Nothing is known yet of “%(label)s”: nobody was asked for the form “%(form)s”.")
        return Finding(UNASKED, Severity.WARN, figure.key, saying, {"label": figure.label, "form": figure.unasked})
    saying = _("Nothing is known yet of “%(label)s”: the paper would print that it is not known.")
    return Finding(UNKNOWN, Severity.WARN, figure.key, saying, {"label": figure.label})


def _alone(figure: Figure, value: Decimal) -> Iterator[Finding]:
    if value < 0:
        saying = _("“%(label)s” is %(value)s, below zero.")
        yield Finding(BELOW_ZERO, Severity.WARN, figure.key, saying, _data(figure))
    if figure.kind is Kind.RATIO and figure.unit == "%" and value > 100 and figure.plan is None:
        saying = _("“%(label)s” is %(share)s, above 100%%, and no plan or norm is named that it could exceed.")
        yield Finding(OVER_100, Severity.WARN, figure.key, saying, _data(figure) | {"share": percent(value)})
    if figure.kind is Kind.REACH and figure.unit in PEOPLE_UNITS:
        saying = _("“%(label)s” adds up the reach of each post, so one person counts many times: write “lượt”, not “%(unit)s”.")
        yield Finding(PEOPLE, Severity.WARN, figure.key, saying, _data(figure) | {"unit": figure.unit})


_PART_SAYING = _("“%(label)s” is %(value)s, more than the whole it belongs to, “%(other)s” (%(limit)s).")
_DISTINCT_SAYING = _("“%(label)s” counts each one once and is %(value)s, more than all of “%(other)s” (%(limit)s).")


def _beside(sheet: Sheet, figure: Figure, key: str, rule: str, saying: Promise | str) -> Iterator[Finding]:
    limit = sheet.by_key.get(key)
    if limit is not None and limit.value is not None and figure.value is not None and figure.value > limit.value:
        data = _data(figure) | {"other": limit.label, "limit": limit.printed, "other_key": limit.key}
        yield Finding(rule, Severity.WARN, figure.key, saying, data)


def _data(figure: Figure) -> dict[str, object]:
    return {"label": figure.label, "value": figure.printed}
