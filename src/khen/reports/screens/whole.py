"""One page for the whole report: its text, what the checks say, its papers, what may be done."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from khen.atoms import clock
from khen.atoms.text import fold
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.desk.choosing import Days
from khen.desk.counter import Counter
from khen.desk.listing import Filters
from khen.desk.periods import in_words
from khen.desk.sorts import Sorted
from khen.reports import completing, fingerprints, freezing, layouts, reads, showing, signing, sorts, terms, waiving
from khen.reports.composing import Waived
from khen.reports.findings import Found, looked_at
from khen.reports.models import Report, name
from khen.reports.screens.choosing import periods
from khen.reports.screens.papers import NOW, PaperPage, kept
from khen.reports.screens.signing import summary
from khen.reports.screens.verbs import BEGINS, VERBS
from khen.reports.terms import PaperFormat, Standing


class ReportFilters(Filters):
    cho = Sorted(sorts.REPORTS)
    period = ChoiceFilter(label=_("Period"), choices=periods)
    due = Days(label=_("Due"))

    class Meta:
        model = Report
        fields: ClassVar[list[str]] = ["standing", "period", "body", "due"]


NEEDS = {
    **dict.fromkeys(("reports.opened", "reports.block_edited", "reports.block_confirmed", "reports.called_off"), Action.COMPOSE),
    **dict.fromkeys(("reports.warning_passed", "reports.approved"), Action.SIGN),
    **dict.fromkeys(("reports.numbered", "reports.signed_scan_entered"), Action.NUMBER),
    **dict.fromkeys(("reports.number_corrected", "reports.signed_scan_replaced", "reports.signed_scan_confirmed"), Action.NUMBER),
}


class ReportCounter(Counter):
    model = Report
    icon = "clipboard-list"
    menu_label = _("Reports")
    empty = _("No report yet: a clerk or a leader opens one for a period, and its figures come in by themselves.")
    menu_order = 300
    list_display = (
        "__str__",
        "standing",
        "due",
        "number",
    )
    filterset_class = ReportFilters
    list_export = (
        "body",
        "period",
        "standing",
        "due",
        "number",
        "signed_on",
    )
    export_words = {"period": in_words}
    list_select = ("body",)
    search_fields = ("body__folded",)
    sayings = terms.SAYINGS
    needs = NEEDS
    record_template = "reports/report.html"
    begins = BEGINS
    verbs = VERBS

    def opened(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.select_related("body__area").prefetch_related("blocks")

    def found(self, rows: QuerySet[Any], words: Sequence[str]) -> QuerySet[Any]:
        """By what a report is called: its period stands there in words. One query more."""
        called = (
            {key: fold(name(key, "")) for key in rows.order_by().values_list("period", flat=True).distinct()} if words else {}
        )
        for word in words:
            rows = rows.filter(Q(body__folded__contains=word) | Q(period__in=[key for key in called if word in called[key]]))
        return rows

    def shown(self, record: Report, person: Person) -> dict[str, Any]:
        is_open = record.as_of is None
        values = looked_at(record).values if is_open else freezing.values_of(record)
        forms = completing.completeness(record, completing.progress(record)) if record.standing == Standing.OPEN else []
        about_figures = showing.address_end(record, person, clock.today())
        found, passed, papers = found_of(record), passed_of(record), kept(record)
        blocks = showing.shown_blocks(record, values, about_figures, forms)
        ask = showing.ways_to_ask(record, forms, person, clock.today())
        return {
            "about": about(record),
            "blocks": blocks,
            "standing_open": is_open,
            "findings": showing.shown_findings(found, blocks, about_figures, ask),
            "waived": [] if is_open else showing.shown_waived(passed, blocks, about_figures),
            "completeness": [(one, ask.get(one.key, "")) for one in forms] if is_open else told_then(record),
            "drift": showing.shown_drift(record, about_figures),
            "renumbered": reads.older_than_its_number(record),
            "altered": [] if is_open else fingerprints.altered(record),
            "papers": [(one, self.paper_url(record, one.paper.stage, one.paper.format) + one.end) for one in papers],
            "replaced": sum(not one.stands for one in papers),
            "layout": [] if is_open else layouts.of_kept(record),
            "preview": self.preview(record),
            "hand": signing.shown(record, person, clock.today()) if is_open else signing.kept(record),
            "to_read": self.to_read(record),
            "period": in_words(record.period),
            "summary": summary(record, values, passed),
        }

    def detail(self, record: Report, entry: Entry) -> str:
        return showing.detail(record, entry)

    def preview(self, record: Report) -> list[tuple[str, str]]:
        """The paper as it would be printed now, in each format, while the report is written."""
        formats = PaperFormat if record.standing == Standing.OPEN else ()
        return [(form.label, self.paper_url(record, NOW, form)) for form in formats]

    def to_read(self, record: Report) -> list[tuple[str, str]]:
        """The paper to be read before it is signed: as it would be frozen, or as it was approved."""
        stage = NOW if record.standing == Standing.OPEN else Standing.APPROVED
        return [(form.label, self.paper_url(record, stage, form)) for form in PaperFormat]

    def paper_url(self, record: Report, stage: str, form: str) -> str:
        return reverse(self.get_url_name("paper"), args=[record.pk, stage, form])

    def more(self) -> list[URLPattern]:
        return [path("<int:pk>/ban/<slug:stage>.<slug:form>", PaperPage.as_view(counter=self), name="paper")]


def found_of(record: Report) -> list[Found]:
    """What the checks say while the report is open; afterwards nothing is reckoned anew."""
    return looked_at(record).found if record.standing == Standing.OPEN else []


def told_then(record: Report) -> list[tuple[str, str]]:
    """What was said at approval of each form; nobody is asked for it any more."""
    return [(line, "") for line in completing.lines(record)]


def passed_of(record: Report) -> list[Waived]:
    """The warnings that were let pass: those that stand, or, once it is approved, those with which it was."""
    return waiving.waived(record) if record.standing != Standing.CALLED_OFF else []


def about(record: Report) -> list[tuple[Any, Any]]:
    signed = day_in_digits(record.signed_on) if record.signed_on else ""
    return [
        (_("Body"), record.body),
        (_("Period"), in_words(record.period)),
        (_("Standing"), record.get_standing_display()),
        (_("Due on"), day_in_digits(record.due)),
        (_("Approved by"), record.approved_by),
        (_("Frozen as of entry"), record.as_of),
        (_("Number"), f"{record.number:02d}" if record.number else ""),
        (_("Day on the paper"), signed),
    ]
