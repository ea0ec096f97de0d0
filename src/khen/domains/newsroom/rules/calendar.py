"""Which days a calendar shows, and which day may be planned."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from khen.domains.newsroom.terms import Standing

Reasons = Iterator[object]

OPEN = frozenset({Standing.DRAFT, Standing.SUBMITTED, Standing.RETURNED, Standing.APPROVED})
WEEK = timedelta(days=7)


def reasons_not_to_plan(*, standing: str) -> Reasons:
    if standing not in OPEN:
        yield _("Only a text that was not published yet is planned.")


def reasons_about_day(day: date | None, *, on: date, until: date | None) -> Reasons:
    """`until` is the last day of the text's window."""
    if day is not None and day < on:
        yield _("A day that has passed cannot be planned.")
    if day is not None and until is not None and day > until:
        yield _("On that day the text is no longer shown.")


def week_of(day: date) -> tuple[date, date]:
    """From that week's Monday up to, not including, the next."""
    first = day - timedelta(days=day.weekday())
    return first, first + WEEK


def month_of(day: date) -> tuple[date, date]:
    """From the month's first day up to, not including, the next month's."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1)


def days_between(first: date, end: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((end - first).days)]
