"""A panel beside a record, about what became of it in a room further down the flow; web gives it to the counter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from khen.bodies.models import Person
from khen.desk.verbs import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A link (words alone where `url` is empty), with a chip (mood as in a list) and a note in small letters.

    `fold` is shown only when asked for, under the words `folded`."""

    label: Words
    url: str
    chip: Words = ""
    mood: str = "calm"
    note: Words = ""
    folded: Words = ""
    fold: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """What has to be known before anything else of the record: it stands at the head of its page.

    What is so, why, what to do, and the page that says more."""

    said: Words
    why: Words
    todo: Words
    more: Words
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """`all` is what the link to the whole list says; empty when the lines are all there is."""

    title: Words
    lines: Sequence[Line]
    all: Words = ""
    url: str = ""
    alarms: Sequence[Alarm] = ()


Beside = Callable[[Any, Person], Panel | None]
