"""What a campaign is called, and between which days it runs."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits

Reasons = Iterator[object]

SHORTEST_NAME, LONGEST_NAME = 3, 120


def reasons_about_name(name: str, *, again: bool) -> Reasons:
    """`again`: another campaign of the body that runs on some of its days is called so."""
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        yield _("The name needs %(least)d to %(most)d characters.") % {"least": SHORTEST_NAME, "most": LONGEST_NAME}
    if again:
        yield _("Another campaign of this body has that name on some of these days: choose another name.")


def reasons_about_days(*, since: date, last: date | None) -> Reasons:
    if last and last < since:
        yield _("The last day lies before the first (%(day)s): choose a later one.") % {"day": day_in_digits(since)}


def reasons_about_over(*, last: date | None, on: date) -> Reasons:
    """What is over keeps its days: texts were filed by them."""
    if last and last < on:
        yield _("This campaign was over after %(day)s; open a new one.") % {"day": day_in_digits(last)}


def reasons_not_to_end(*, before: date | None, last: date) -> Reasons:
    if before == last:
        yield _("Its last day is %(day)s already.") % {"day": day_in_digits(last)}


def reasons_not_to_rename(*, before: str, name: str) -> Reasons:
    if before == name:
        yield _("It is called so already.")
