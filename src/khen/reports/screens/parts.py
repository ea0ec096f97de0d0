"""The list of parts for the divisions that write them."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, ClassVar

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter, ModelChoiceFilter
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import BooleanRadioSelect

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.desk import scope
from khen.desk.choosing import Days
from khen.desk.counter import Counter, Verb
from khen.desk.listing import Filters
from khen.desk.periods import in_words
from khen.desk.sorts import Sorted
from khen.reports import acts, chips, freezing, reads, rules, showing, sorts
from khen.reports.forms import BlockForm, SeenForm
from khen.reports.models import Block, Report
from khen.reports.screens import answers
from khen.reports.screens.choosing import periods
from khen.reports.terms import SAYINGS, Standing

compose = partial(Verb, action=Action.COMPOSE)
PART_SAYINGS = {kind: SAYINGS[kind] for kind in reads.OF_PARTS}
PART_NEEDS = dict.fromkeys(reads.OF_PARTS, Action.COMPOSE)


def against_editing(record: Block, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_touch(standing=record.report.standing, allowed=True)


def against_confirming(record: Block, person: Person, day: date) -> Iterator[object]:
    yield from against_editing(record, person, day)
    confirmed = record.confirmed_by_id is not None
    yield from rules.reasons_not_to_confirm(text=record.text, confirmed=confirmed, hints=chips.hints(record.text))


def reports_of(request: HttpRequest) -> QuerySet[Report]:
    """The reports of which the person meets any part."""
    met = scope.narrowed(Block.objects.all(), request.user)
    written = Report.objects.filter(pk__in=met.order_by().values("report")).exclude(standing=Standing.CALLED_OFF)
    return written.select_related("body").order_by("-period", "pk")


class BlockFilters(Filters):
    cho = Sorted(sorts.PARTS)
    report = ModelChoiceFilter(label=_("Report"), queryset=reports_of)
    report__period = ChoiceFilter(label=_("Period"), choices=periods)
    confirmed = BooleanFilter("confirmed_by", "isnull", exclude=True, label=_("Confirmed"), widget=BooleanRadioSelect)
    due = Days(label=_("Due"))

    class Meta:
        model = Block
        fields: ClassVar[list[str]] = ["report", "report__period", "division", "confirmed", "due"]


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
        Column("chapter", label=_("Chapter")),
        Column("report", label=_("Report"), accessor=lambda row: in_words(row.report.period), sort_key="report__period"),
        "division",
        "due",
        "confirmed_by",
    )
    filterset_class = BlockFilters
    list_export = ("report", "chapter", "numeral", "title", "division", "due", "confirmed_by")
    export_headings = {"report": _("Report"), "chapter": _("Chapter"), "numeral": _("Part"), "title": _("Title")}
    list_select = ("division", "report__body", "confirmed_by")
    search_fields = ("folded", "division__folded")
    record_template = "reports/block.html"
    sayings = PART_SAYINGS
    needs = PART_NEEDS
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
        """Each with its `chapter`, the part above it. Parts of a report that was called off are met on its own page alone:
        nobody writes them any more."""
        above = Block.objects.filter(report=OuterRef("report"), level__lt=OuterRef("level"), position__lt=OuterRef("position"))
        called = above.order_by("-position").values(called=Concat("numeral", Value(". "), "title"))[:1]
        written = super().listed(rows, person, day).exclude(report__standing=Standing.CALLED_OFF)
        told: QuerySet[Any] = written.annotate(chapter=Subquery(called))
        return told

    def entries(self, record: Block, person: Person) -> QuerySet[Entry]:
        return reads.entries_about(record)

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
