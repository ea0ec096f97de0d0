"""What the first page counts of reports and their parts."""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Person
from khen.bodies.reads import in_reach
from khen.bodies.terms import Action
from khen.desk.sorts import Part, Sort
from khen.reports.models import Block, Report
from khen.reports.terms import Standing

SOON = timedelta(days=7)


def to_confirm(person: Person, day: date) -> QuerySet[Block]:
    divisions = in_reach(person, {Action.COMPOSE}, day)
    return Block.objects.filter(report__standing=Standing.OPEN, confirmed_by=None, division__in=divisions).exclude(text="")


def due(person: Person, day: date) -> QuerySet[Block]:
    """Those that are late, or due within a week."""
    return to_confirm(person, day).filter(due__lte=day + SOON)


def to_approve(person: Person, day: date) -> QuerySet[Report]:
    return Report.objects.filter(standing=Standing.OPEN, body__in=in_reach(person, {Action.SIGN}, day))


def to_number(person: Person, day: date) -> QuerySet[Report]:
    return Report.objects.filter(standing=Standing.APPROVED, body__in=in_reach(person, {Action.NUMBER}, day))


PARTS = (
    Sort(key="xac-nhan", label=_("to confirm"), told=_("parts of reports to confirm"), rows=to_confirm),
    Sort(
        key="toi-han",
        label=_("late or due within a week"),
        told=_("parts of reports are late or due within a week"),
        rows=due,
        part=Part.DUE,
    ),
)
REPORTS = (
    Sort(key="duyet", label=_("your approval"), told=_("reports to approve"), rows=to_approve),
    Sort(key="vao-so", label=_("to number"), told=_("reports to number"), rows=to_number),
)
