"""What topics and campaigns are called, and between which days they may be chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from khen.atoms.text import nfc
from khen.atoms.vietnamese import day_in_digits
from khen.domains.newsroom.rules.letters import reasons_about_parts

Reasons = Iterator[object]

SHORTEST_NAME, LONGEST_NAME = 3, 120


@dataclass(frozen=True, kw_only=True)
class Said:
    """How a sort of names speaks of itself; `over` is said with a `day`."""

    taken: Any
    same: Any
    over: Any


TOPIC = Said(
    taken=_("There is a topic of that name already: choose another name."),
    same=_("The topic is called so already."),
    over=_("This topic was closed after %(day)s; open a new one."),
)
CAMPAIGN = Said(
    taken=_("Another campaign of this body has that name on some of these days: choose another name."),
    same=_("It is called so already."),
    over=_("This campaign was over after %(day)s; open a new one."),
)


def reasons_about_name(said: Said, name: str, *, again: bool) -> Reasons:
    """`again`: another that those same people choose from on some of its days is called so."""
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        yield _("The name needs %(least)d to %(most)d characters.") % {"least": SHORTEST_NAME, "most": LONGEST_NAME}
    if again:
        yield said.taken


def reasons_about_typed(name: str) -> Reasons:
    """`name` as it was typed: what cannot be seen may be a letter of an old code page."""
    yield from reasons_about_parts((_("Name"), nfc(name)))


def reasons_not_to_rename(said: Said, *, before: str, name: str) -> Reasons:
    if before == name:
        yield said.same


def reasons_about_over(said: Said, *, last: date | None, on: date) -> Reasons:
    """What is over keeps its name and its days: texts were filed by them."""
    if last and last < on:
        yield said.over % {"day": day_in_digits(last)}


def reasons_about_days(*, since: date, last: date | None) -> Reasons:
    if last and last < since:
        yield _("The last day lies before the first (%(day)s): choose a later one.") % {"day": day_in_digits(since)}


def reasons_not_to_end(*, since: date, before: date | None, last: date) -> Reasons:
    yield from reasons_about_days(since=since, last=last)
    if before == last:
        yield _("Its last day is %(day)s already.") % {"day": day_in_digits(last)}


def reasons_about_last_of_all(*, others: bool) -> Reasons:
    """`others`: another topic of the whole house stands after that day; every text needs one."""
    if not others:
        yield _("It is the last topic of all, and every text needs one: open another first.")
