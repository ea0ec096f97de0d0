"""What a topic is called, and from when until when it may be chosen."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits
from khen.domains.newsroom.rules.campaigns import LONGEST_NAME, SHORTEST_NAME

Reasons = Iterator[object]


def reasons_about_name(name: str, *, again: bool) -> Reasons:
    """`again`: another topic that those same people choose from is called so."""
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        yield _("The name needs %(least)d to %(most)d characters.") % {"least": SHORTEST_NAME, "most": LONGEST_NAME}
    if again:
        yield _("There is a topic of that name already: choose another name.")


def reasons_about_closed(*, last: date | None, on: date) -> Reasons:
    if last and last < on:
        yield _("This topic was closed after %(day)s; open a new one.") % {"day": day_in_digits(last)}


def reasons_not_to_close(*, since: date, before: date | None, last: date, others: bool) -> Reasons:
    """`others`: another topic of the whole house stands after that day; every text needs one."""
    if last < since:
        yield _("The last day lies before the first (%(day)s): choose a later one.") % {"day": day_in_digits(since)}
    if before == last:
        yield _("Its last day is %(day)s already.") % {"day": day_in_digits(last)}
    if not others:
        yield _("It is the last topic of all, and every text needs one: open another first.")


def reasons_not_to_rename(*, before: str, name: str) -> Reasons:
    if before == name:
        yield _("The topic is called so already.")
