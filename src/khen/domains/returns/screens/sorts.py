"""What the first page counts of sheets and returns."""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Person
from khen.bodies.reads import in_reach
from khen.bodies.terms import Action
from khen.desk.sorts import Part, Sort
from khen.domains.returns import reads
from khen.domains.returns.models import Ask, Return

SOON = timedelta(days=7)


def to_send(person: Person, day: date) -> QuerySet[Ask]:
    return reads.open_asks(in_reach(person, {Action.DECLARE}, day))


def due(person: Person, day: date) -> QuerySet[Ask]:
    """Those that are late, or due within a week."""
    return to_send(person, day).filter(due__lte=day + SOON)


def to_accept(person: Person, day: date) -> QuerySet[Return]:
    return reads.waiting_for_acceptance(in_reach(person, {Action.ACCEPT}, day))


SHEETS = (
    Sort(key="khai", label=_("to fill in"), told=_("sheets to fill in"), rows=to_send),
    Sort(
        key="toi-han",
        label=_("late or due within a week"),
        told=_("sheets are late or due within a week"),
        rows=due,
        part=Part.DUE,
    ),
)
SORTS = (
    Sort(key="chap-nhan", label=_("your acceptance"), told=_("figures to accept"), rows=to_accept),
    Sort(
        key="bi-tra-lai",
        label=_("sent back to you"),
        told=_("figures were sent back to you"),
        rows=reads.sent_back_to,
    ),
    Sort(
        key="da-tra-lai",
        label=_("sent back by you"),
        told=_("figures that you sent back are not back yet"),
        theirs=_("figures sent back and not back yet"),
        rows=reads.sent_back_by,
        part=Part.BACK,
    ),
)
