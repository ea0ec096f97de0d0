"""Reports at the counter: one page for the whole report, one list of parts for the divisions that write them."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter
from wagtail.admin.widgets import BooleanRadioSelect

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.bodies.reads import answers_for
from khen.bodies.terms import Action
from khen.desk.choosing import Days
from khen.desk.counter import Counter, Verb
from khen.desk.home import Waiting, waits
from khen.desk.listing import Filters
from khen.desk.pages import Page
from khen.desk.periods import in_words
from khen.desk.sorts import Sorted, counted
from khen.reports import acts, completing, composing, freezing, layouts, reads, rules, showing, sorts, terms
from khen.reports.findings import Found, looked_at
from khen.reports.forms import BlockForm, NumberForm, OpenForm, PassForm, ScanForm, SeenForm
from khen.reports.models import Block, Report
from khen.reports.terms import PaperFormat, Standing

TYPES = {
    PaperFormat.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperFormat.PDF: "application/pdf",
}
NOW = "nay"  # in an address: the paper as it stands now
NAMES = {NOW: "-ban-soan", Standing.APPROVED: "-da-duyet", Standing.NUMBERED: "", Standing.SIGNED: "-da-ky"}


def against_passing(record: Report, person: Person, day: date) -> Iterator[object]:
    if record.standing != Standing.OPEN:
        yield _("The report has been approved; its text and figures are frozen.")
    elif not any(one.warns for one in looked_at(record).found):
        yield _("No warning waits for a reason.")


def against_approval(record: Report, person: Person, day: date) -> Iterator[object]:
    found: list[Found] = []
    if record.standing == Standing.OPEN:
        yield from rules.reasons_not_to_close_yet(period=record.period, on=day)
        found = looked_at(record).found
    yield from rules.reasons_not_to_approve(
        standing=record.standing,
        allowed=True,
        blocks=sum(one.blocks for one in found),
        warns=sum(one.warns for one in found),
        unconfirmed=[str(block) for block in reads.waiting(record)],
        own=[str(block) for block in record.blocks.filter(confirmed_by__in=answers_for(person, Action.SIGN, record.body, day))],
    )


def against_numbering(record: Report, person: Person, day: date) -> Iterator[object]:
    if record.standing != Standing.APPROVED:
        yield _("Only an approved report without a number can be numbered.")


def against_scanning(record: Report, person: Person, day: date) -> Iterator[object]:
    if record.standing != Standing.NUMBERED:
        yield _("The signed copy is entered once, after the number.")


def against_editing(record: Block, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_touch(standing=record.report.standing, allowed=True)


def against_confirming(record: Block, person: Person, day: date) -> Iterator[object]:
    yield from against_editing(record, person, day)
    yield from rules.reasons_not_to_confirm(text=record.text, confirmed=record.confirmed_by_id is not None)


sign, note, compose = (partial(Verb, action=action) for action in (Action.SIGN, Action.NUMBER, Action.COMPOSE))


class PaperPage(Page):
    """The paper's bytes: as kept at a stage, or, while the report is open, as they would be printed now."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        stage, form = self.kwargs["stage"], self.kwargs["form"]
        if form not in TYPES:
            raise Http404
        data = self.now(form) if stage == NOW else bytes(get_object_or_404(self.record.papers, stage=stage, format=form).data)
        response = HttpResponse(data, content_type=TYPES[PaperFormat(form)])
        response["Content-Disposition"] = f'attachment; filename="{composing.file_name(self.record)}{NAMES[stage]}.{form}"'
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cache-Control"] = "private, no-store"
        return response

    def now(self, form: str) -> bytes:
        if self.record.standing != Standing.OPEN:
            raise Http404
        return freezing.paper_bytes(self.record)[form]


def periods() -> list[tuple[str, str]]:
    """The periods of which any report was opened, the newest first."""
    keys = Report.objects.order_by("-period").values_list("period", flat=True).distinct()
    return [(key, in_words(key)) for key in keys]


class ReportFilters(Filters):
    cho = Sorted(sorts.REPORTS)
    period = ChoiceFilter(label=_("Period"), choices=periods)
    due = Days(label=_("Due"))

    class Meta:
        model = Report
        fields: ClassVar[list[str]] = ["standing", "period", "body", "due"]


class BlockFilters(Filters):
    cho = Sorted(sorts.PARTS)
    report__period = ChoiceFilter(label=_("Period"), choices=periods)
    confirmed = BooleanFilter("confirmed_by", "isnull", exclude=True, label=_("Confirmed"), widget=BooleanRadioSelect)
    due = Days(label=_("Due"))

    class Meta:
        model = Block
        fields: ClassVar[list[str]] = ["report__period", "division", "confirmed", "due"]


NEEDS = {
    **dict.fromkeys(("reports.opened", "reports.block_edited", "reports.block_confirmed"), Action.COMPOSE),
    **dict.fromkeys(("reports.warning_passed", "reports.approved"), Action.SIGN),
    **dict.fromkeys(("reports.numbered", "reports.signed_scan_entered"), Action.NUMBER),
}


class ReportCounter(Counter):
    model = Report
    icon = "clipboard-list"
    menu_label = _("Reports")
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
    list_select = ("body",)
    search_fields = ("body__folded",)
    sayings = terms.SAYINGS
    needs = NEEDS
    record_template = "reports/report.html"
    begins = (Verb(name="mo", label=_("Open a report"), action=Action.COMPOSE, act=acts.open_report, form=OpenForm),)
    verbs = (
        sign(name="cho-qua", label=_("Let a warning pass"), act=acts.pass_warning, form=PassForm, reasons=against_passing),
        sign(name="duyet", label=_("Approve"), act=acts.approve, reasons=against_approval),
        note(name="vao-so", label=_("Enter the number"), act=acts.number, form=NumberForm, reasons=against_numbering),
        note(name="ban-ky", label=_("Enter the signed copy"), act=acts.enter_scan, form=ScanForm, reasons=against_scanning),
    )

    def shown(self, record: Report, person: Person) -> dict[str, Any]:
        is_open = record.standing == Standing.OPEN
        values = looked_at(record).values if is_open else freezing.values_of(record)
        forms = completing.completeness(record, completing.progress(record)) if is_open else []
        about_figures = showing.address_end(record, person, clock.today())
        blocks = showing.shown_blocks(record, values, about_figures, forms)
        return {
            "about": about(record),
            "blocks": blocks,
            "standing_open": is_open,
            "findings": showing.shown_findings(found_of(record), blocks, about_figures),
            "completeness": forms if is_open else completing.lines(record),
            "drift": reads.drift(record),
            "altered": [] if is_open else reads.altered(record),
            "papers": [(one.get_stage_display(), self.paper_url(record, one.stage, one.format), one) for one in kept(record)],
            "layout": [] if is_open else layouts.of_kept(record),
            "preview": [(form.label, self.paper_url(record, NOW, form)) for form in PaperFormat] if is_open else [],
        }

    def paper_url(self, record: Report, stage: str, form: str) -> str:
        return reverse(self.get_url_name("paper"), args=[record.pk, stage, form])

    def more(self) -> list[URLPattern]:
        return [path("<int:pk>/ban/<slug:stage>.<slug:form>", PaperPage.as_view(counter=self), name="paper")]


def found_of(record: Report) -> list[Found]:
    """What the checks say while the report is open; afterwards the warnings that a leader let pass, as of the approval."""
    found = looked_at(record).found
    return found if record.standing == Standing.OPEN else [one for one in found if one.passed]


def kept(record: Report) -> list[Any]:
    """The papers that are kept, without their bytes."""
    return list(record.papers.defer("data").order_by("pk"))


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


class BlockCounter(Counter):
    model = Block
    body = "division"
    icon = "edit"
    menu_label = _("Parts of reports")
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
        compose(name="sua", label=_("Edit this part"), act=acts.edit_block, form=BlockForm, reasons=against_editing),
        compose(
            name="xac-nhan",
            label=_("Confirm this part"),
            act=acts.confirm_block,
            form=SeenForm,
            reasons=against_confirming,
            template="reports/confirm.html",
        ),
    )

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


REPORTS, BLOCKS = ReportCounter("bao-cao"), BlockCounter("phan-bao-cao")


def waiting(person: Person) -> list[Waiting]:
    """Parts that a division has not confirmed, for whoever writes them; reports to approve, for whoever signs; to number."""
    lists = [(BLOCKS, sorts.PARTS), (REPORTS, sorts.REPORTS)]
    return waits(counted(person, *((reverse(one.get_url_name("index")), some) for one, some in lists)))
