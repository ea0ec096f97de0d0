"""Fees: which rate holds on a day, what a line comes to, when a list may be marked and closed. No sum is fixed here: every
base and every frame is entered by a body, by the number of its own decision."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import canonical, plain
from khen.atoms.period import parse
from khen.atoms.vietnamese import day_in_digits, trimmed
from khen.domains.newsroom.rules.regulations import LONGEST_BASIS
from khen.domains.newsroom.terms.fees import Line, Mark, Pay, Rate, Work

Reasons = Iterator[object]
Span = tuple[date, date | None]  # the second is the first day on which it no longer holds

MOST_BASE, MOST_COEFFICIENT, DECIMALS = 1_000_000_000, 100, 2


def amount(base: Decimal, coefficient: Decimal) -> Decimal:
    """Base times coefficient in whole đồng, half a đồng rounded up."""
    return (base * coefficient).quantize(Decimal(1), rounding=ROUND_HALF_UP)


def overlaps(one: Span, other: Span) -> bool:
    """Do both hold on some day?"""
    (since, until), (begins, ends) = one, other
    return (ends is None or since < ends) and (until is None or begins < until)


def rate_on(day: date, work: str, rates: Iterable[Rate]) -> Rate | None:
    """The rate for this sort of work on that day; there is never more than one."""
    return next((one for one in rates if one.work == work and one.since <= day and (one.until is None or day < one.until)), None)


def pay_of(mark: Mark | None, rate: Rate | None, *, withdrawn: bool) -> Pay:
    """What becomes of a bulletin with this mark under this rate."""
    if withdrawn:
        return Pay.WITHDRAWN
    if mark is None:
        return Pay.UNMARKED
    if rate is None:
        return Pay.NO_RATE
    return Pay.PAID if rate.lowest <= mark.coefficient <= rate.highest else Pay.OUTSIDE


def fingerprint(salt: str, lines: Iterable[Line]) -> str:
    """SHA-256 in hexadecimal. Without the salt whoever knows the titles could try out coefficients until it fits."""
    said = canonical({"salt": salt, "lines": [plain(asdict(line)) for line in lines]})
    return hashlib.sha256(said.encode()).hexdigest()


def total(lines: Iterable[Line]) -> Decimal:
    """In whole đồng."""
    return sum((line.amount for line in lines if line.amount is not None), Decimal(0))


def differences(closed: Iterable[Line], now: Iterable[Line]) -> Iterator[tuple[Line, object]]:
    """What happened to a closed list's bulletins since, each with words; the closed list itself stays as it is."""
    was, stands = {line.bulletin: line for line in closed}, {line.bulletin: line for line in now}
    for line in (*was.values(), *(one for key, one in stands.items() if key not in was)):
        then, today = was.get(line.bulletin), stands.get(line.bulletin)
        if then is None:
            yield line, _("Entered after the list was closed; it stands in no list.")
        elif today is None:
            yield line, _("No longer counts as published in this month.")
        elif today.withdrawn_on and not then.withdrawn_on:
            yield line, _("Withdrawn on %(day)s, after the list was closed.") % {"day": day_in_digits(today.withdrawn_on)}
        elif today.title != then.title:
            yield line, _("Its title is now: %(title)s") % {"title": today.title}


def reasons_about_rate(
    *, work: str, base: int, lowest: Decimal, highest: Decimal, since: date, until: date | None, legal_basis: str
) -> Reasons:
    """`base` in whole đồng; `until` is the first day on which it no longer holds."""
    if work not in Work.values:
        yield _("Choose the sort of work from the list.")
    if not 1 <= base <= MOST_BASE:
        yield _("The base amount lies between 1 and %(most)s đồng.") % {"most": trimmed(MOST_BASE)}
    yield from _about_coefficients(lowest, highest)
    if until and until <= since:
        yield _("It would end before it begins.")
    if not legal_basis:
        yield _("Name the decision by which it holds.")
    if len(legal_basis) > LONGEST_BASIS:
        yield _("The legal basis is longer than %(most)d characters.") % {"most": LONGEST_BASIS}


def _about_coefficients(lowest: Decimal, highest: Decimal) -> Reasons:
    if lowest < 0:
        yield _("The lowest coefficient is below 0.")
    elif not lowest <= highest <= MOST_COEFFICIENT or not highest:
        yield _("The coefficients run from the lowest to the highest, at most %(most)d.") % {"most": MOST_COEFFICIENT}
    if not all(_is_short(one) for one in (lowest, highest)):
        yield _("A coefficient has two decimals at most.")


def reasons_about_span(span: Span, standing: Iterable[Span]) -> Reasons:
    """`standing` are the spans of the body's other rates for the same sort of work."""
    for since, until in standing:
        if overlaps(span, (since, until)):
            if until:
                days = {"since": day_in_digits(since), "until": day_in_digits(until)}
                yield _("A rate for this work holds from %(since)s to %(until)s already: end or annul it first.") % days
            else:
                told = {"since": day_in_digits(since)}
                yield _("A rate for this work holds from %(since)s on already, without an end: end or annul it first.") % told
            return


def reasons_about_annulled_rate(*, annulled: bool) -> Reasons:
    if annulled:
        yield _("This rate was annulled.")


def reasons_about_month(*, period: str, on: date, again: bool) -> Reasons:
    if parse(period).first > on:
        yield _("This month has not begun yet.")
    if again:
        yield _("There is a list of this month already; go on with that one.")


def reasons_about_closed(*, closed: bool) -> Reasons:
    if closed:
        yield _("This list is closed: nothing in it changes any more.")


def reasons_not_to_mark_over(*, seen: int | None, number: int) -> Reasons:
    """`seen` is how often coefficients had been chosen when the list was opened."""
    if seen is not None and seen != number:
        yield _(
            "Somebody else has chosen coefficients in this list since you opened it. Look at what they chose, then do it again."
        )


def reasons_about_marks(marks: Mapping[int, Mark | None], lines: Mapping[int, Line], rates: Iterable[Rate]) -> Reasons:
    """`marks` and `lines` by the id of a bulletin; each reason names its bulletin."""
    rates = list(rates)
    if marks.keys() - lines.keys():
        yield _("One of these bulletins does not stand in this list any more; open the page again.")
    for key in marks.keys() & lines.keys():
        mark, line = marks[key], lines[key]
        for reason in (*_reasons_about_work(mark, line), *_reasons_about_mark(mark, line, rates)):
            yield _("“%(title)s”: %(reason)s") % {"title": line.title, "reason": reason}


def _reasons_about_work(mark: Mark | None, line: Line) -> Reasons:
    if line.withdrawn_on:
        yield _("it was withdrawn and is not paid.")
    if mark and mark.work not in Work.values:
        yield _("choose the sort of work from the list.")
    if mark and not _is_short(mark.coefficient):
        yield _("a coefficient has two decimals at most.")


def _reasons_about_mark(mark: Mark | None, line: Line, rates: list[Rate]) -> Reasons:
    if mark is None or mark.work not in Work.values:
        return
    rate = rate_on(line.day, mark.work, rates)
    if rate is None:
        told = {"work": Work(mark.work).label, "day": day_in_digits(line.day)}
        yield _("there is no rate for “%(work)s” on %(day)s; a leader enters it first.") % told
    elif not rate.lowest <= mark.coefficient <= rate.highest:
        frame = {"lowest": trimmed(rate.lowest), "highest": trimmed(rate.highest)}
        yield _("the coefficient lies between %(lowest)s and %(highest)s.") % frame


def reasons_about_own(titles: Iterable[str]) -> Reasons:
    """`titles` of marked bulletins whose author marks them, or somebody in the author's place."""
    for title in titles:
        yield _("“%(title)s”: nobody chooses the coefficient of their own text.") % {"title": title}


def reasons_not_to_mark(*, changed: bool) -> Reasons:
    if not changed:
        yield _("Nothing was changed: choose the work and the coefficient of at least one bulletin.")


def reasons_not_to_close(*, last: date, on: date, lines: Iterable[Line]) -> Reasons:
    """`last` is the month's last day. What has no mark is not paid; what has one must come to an amount."""
    if on <= last:
        yield _("The month runs until %(day)s: close the list after that day.") % {"day": day_in_digits(last)}
    for line in lines:
        if line.pay in {Pay.NO_RATE, Pay.OUTSIDE}:
            told = {"title": line.title, "why": Pay(line.pay).label}
            yield _("“%(title)s”: %(why)s. Choose its coefficient anew.") % told


def _is_short(value: Decimal) -> bool:
    return value == round(value, DECIMALS)
