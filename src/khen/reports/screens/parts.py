"""The list of parts for the divisions that write them."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter
from wagtail.admin.widgets import BooleanRadioSelect

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.desk.choosing import Days
from khen.desk.counter import Counter, Verb
from khen.desk.listing import Filters
from khen.desk.sorts import Sorted
from khen.reports import acts, chips, freezing, rules, showing, sorts
from khen.reports.forms import BlockForm, SeenForm
from khen.reports.models import Block
from khen.reports.screens import answers
from khen.reports.screens.choosing import periods
from khen.reports.terms import Standing

compose = partial(Verb, action=Action.COMPOSE)


def against_editing(record: Block, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_touch(standing=record.report.standing, allowed=True)


def against_confirming(record: Block, person: Person, day: date) -> Iterator[object]:
    yield from against_editing(record, person, day)
    confirmed = record.confirmed_by_id is not None
    yield from rules.reasons_not_to_confirm(text=record.text, confirmed=confirmed, hints=chips.hints(record.text))


class BlockFilters(Filters):
    cho = Sorted(sorts.PARTS)
    report__period = ChoiceFilter(label=_("Period"), choices=periods)
    confirmed = BooleanFilter("confirmed_by", "isnull", exclude=True, label=_("Confirmed"), widget=BooleanRadioSelect)
    due = Days(label=_("Due"))

    class Meta:
        model = Block
        fields: ClassVar[list[str]] = ["report__period", "division", "confirmed", "due"]


class BlockCounter(Counter):
    model = Block
    body = "division"
    icon = "edit"
    menu_label = _("Parts of reports")
    empty = _(
        "No part to write yet: once a report is opened, each division finds its parts here with the day on which they are due."
    )
    menu_order = 310
    ordering = ("due", "position")
    list_display = (
        "__str__",
        "division",
        "due",
        "confirmed_by",
    )
    filterset_class = BlockFilters
    list_export = ("report", "numeral", "title", "division", "due", "confirmed_by")
    export_headings = {"report": _("Report"), "numeral": _("Part"), "title": _("Title")}
    list_select = ("division", "report__body", "confirmed_by")
    search_fields = ("folded", "division__folded")
    record_template = "reports/block.html"
    verbs = (
        compose(
            name="sua",
            label=_("Edit this part"),
            act=acts.edit_block,
            form=BlockForm,
            reasons=against_editing,
            done=answers.edited,
        ),
        compose(
            name="xac-nhan",
            label=_("Confirm this part"),
            act=acts.confirm_block,
            form=SeenForm,
            reasons=against_confirming,
            template="reports/confirm.html",
            done=answers.confirmed,
        ),
    )

    def listed(self, rows: QuerySet[Any], person: Any, day: date) -> QuerySet[Any]:
        """Parts of a report that was called off are met on its own page alone: nobody writes them any more."""
        return super().listed(rows, person, day).exclude(report__standing=Standing.CALLED_OFF)

    def shown(self, record: Block, person: Person) -> dict[str, Any]:
        values = freezing.values_of(record.report)
        about_figures = showing.address_end(record.report, person, clock.today())
        mine = [one for one in showing.shown_blocks(record.report, values, about_figures) if one.block.pk == record.pk]
        told = [
            (_("Division"), record.division),
            (_("Due on"), day_in_digits(record.due)),
            (_("Confirmed by"), record.confirmed_by),
        ]
        return {"about": told, "blocks": mine}
