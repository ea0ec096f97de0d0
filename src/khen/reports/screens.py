"""Reports at the counter: one page for the whole report, one list of parts for the divisions that write them."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.period import months_of, parse
from khen.bodies.models import Body, Person
from khen.bodies.reads import reach
from khen.bodies.terms import Action
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, DayField, RowField
from khen.desk.home import Waiting
from khen.desk.pages import Page
from khen.reports import acts, composing, counting, freezing, reads, rules, terms
from khen.reports.findings import findings, open_findings
from khen.reports.models import Block, Report
from khen.reports.outline import outline, outlines
from khen.reports.showing import shown_blocks
from khen.reports.terms import PaperFormat, Standing

TYPES = {
    PaperFormat.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PaperFormat.PDF: "application/pdf",
}


class OpenForm(ActForm):
    body = RowField(Body.objects.order_by("name"), action=Action.COMPOSE, label=_("Body that reports"))
    period = forms.CharField(label=_("Period"), max_length=12, help_text=_("For example 2020-H1: the first half of 2020."))
    outline = forms.ChoiceField(label=_("Outline"))
    due = DayField(label=_("Due on"))

    def prepare(self) -> None:
        self.fields["outline"] = forms.ChoiceField(
            label=_("Outline"), choices=[(one.key, " ".join(one.subject)[:80]) for one in outlines()]
        )

    def clean_period(self) -> str:
        key = str(self.cleaned_data["period"]).strip()
        try:
            months_of(parse(key))
        except ValueError as unknown:
            raise forms.ValidationError(_("This is no period. Known forms: 2020-H1, 2020-03, 2020.")) from unknown
        return key

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "outline": outline(self.cleaned_data["outline"])}


class BlockForm(ActForm):
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=rules.LONGEST_BLOCK,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("A figure stands as its key in braces, {licences.granted}; with :02 small numbers get a leading 0."),
    )

    def starting(self) -> dict[str, Any]:
        assert isinstance(self.record, Block)
        return {"text": self.record.text}


class PassForm(ActForm):
    finding = forms.ChoiceField(label=_("Warning"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Why it may stand"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def prepare(self) -> None:
        assert isinstance(self.record, Report)
        open_ones = [one for one in open_findings(self.record) if one.warns]
        choices = [(one.key, one.finding.message) for one in open_ones]
        self.fields["finding"] = forms.ChoiceField(label=_("Warning"), choices=choices, widget=forms.RadioSelect)


class NumberForm(ActForm):
    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=rules.HIGHEST_NUMBER)
    signed_on = DayField(label=_("Day on the paper"))

    def starting(self) -> dict[str, Any]:
        return {"signed_on": self.day}


class ScanForm(ActForm):
    file = forms.FileField(label=_("Signed copy (PDF)"), widget=forms.FileInput(attrs={"accept": "application/pdf"}))

    def arguments(self) -> dict[str, Any]:
        return {"data": self.cleaned_data["file"].read(acts.LARGEST_SCAN + 1)}


def against_passing(record: Report, person: Person, day: date) -> Iterator[object]:
    if record.standing != Standing.OPEN:
        yield _("The report has been approved; its text and figures are frozen.")
    elif not any(one.warns for one in open_findings(record)):
        yield _("No warning waits for a reason.")


def against_approval(record: Report, person: Person, day: date) -> Iterator[object]:
    found = open_findings(record) if record.standing == Standing.OPEN else []
    return rules.reasons_not_to_approve(
        standing=record.standing,
        allowed=True,
        blocks=sum(one.blocks for one in found),
        warns=sum(one.warns for one in found),
        unconfirmed=[str(block) for block in reads.waiting(record)],
    )


def against_numbering(record: Report, person: Person, day: date) -> Iterator[object]:
    if record.standing != Standing.APPROVED:
        yield _("Only an approved report without a number can be numbered.")


def against_scanning(record: Report, person: Person, day: date) -> Iterator[object]:
    if record.standing != Standing.NUMBERED:
        yield _("The signed copy is entered once, after the number.")


def against_editing(record: Block, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_edit(standing=record.report.standing, allowed=True, text="", unknown=())


sign, note, compose = (partial(Verb, action=action) for action in (Action.SIGN, Action.NUMBER, Action.COMPOSE))


class PaperPage(Page):
    """The paper's bytes: as kept at a stage, or as they would be printed now."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        stage, form = self.kwargs["stage"], self.kwargs["form"]
        if form not in TYPES:
            raise Http404
        data = self.now(form) if stage == "nay" else bytes(get_object_or_404(self.record.papers, stage=stage, format=form).data)
        response = HttpResponse(data, content_type=TYPES[PaperFormat(form)])
        response["Content-Disposition"] = f'attachment; filename="{composing.file_name(self.record)}.{form}"'
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def now(self, form: str) -> bytes:
        return freezing.paper_bytes(self.record)[form]


class ReportCounter(Counter):
    model = Report
    icon = "form"
    menu_label = _("Reports")
    menu_order = 300
    list_display = (
        "__str__",
        "standing",
        "due",
        "number",
    )
    list_filter = (
        "standing",
        "period",
    )
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
    record_template = "reports/report.html"
    begins = (Verb(name="mo", label=_("Open a report"), action=Action.COMPOSE, act=acts.open_report, form=OpenForm),)
    verbs = (
        sign(name="cho-qua", label=_("Let a warning pass"), act=acts.pass_warning, form=PassForm, reasons=against_passing),
        sign(name="duyet", label=_("Approve"), act=acts.approve, reasons=against_approval),
        note(name="vao-so", label=_("Enter the number"), act=acts.number, form=NumberForm, reasons=against_numbering),
        note(name="ban-ky", label=_("Enter the signed copy"), act=acts.enter_scan, form=ScanForm, reasons=against_scanning),
    )

    def shown(self, record: Report, person: Person) -> dict[str, Any]:
        values = freezing.values_of(record)
        return {
            "about": about(record),
            "blocks": shown_blocks(record, values),
            "findings": findings(record) if record.standing == Standing.OPEN else [],
            "completeness": counting.completeness(record.period),
            "drift": reads.drift(record),
            "papers": [(one.get_stage_display(), self.paper_url(record, one.stage, one.format), one) for one in kept(record)],
            "preview": [(form.label, self.paper_url(record, "nay", form)) for form in PaperFormat],
            "name": composing.file_name(record),
        }

    def paper_url(self, record: Report, stage: str, form: str) -> str:
        return reverse(self.get_url_name("paper"), args=[record.pk, stage, form])

    def more(self) -> list[URLPattern]:
        return [path("<int:pk>/ban/<slug:stage>.<slug:form>", PaperPage.as_view(counter=self), name="paper")]


def kept(record: Report) -> list[Any]:
    """The papers that are kept, without their bytes."""
    return list(record.papers.defer("data").order_by("pk"))


def about(record: Report) -> list[tuple[Any, Any]]:
    signed = record.signed_on.strftime("%d/%m/%Y") if record.signed_on else ""
    return [
        (_("Body"), record.body),
        (_("Period"), record.period),
        (_("Standing"), record.get_standing_display()),
        (_("Due on"), record.due.strftime("%d/%m/%Y")),
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
    list_filter = ("division",)
    list_select = ("division", "report", "confirmed_by")
    search_fields = ("division__folded",)
    record_template = "reports/block.html"
    verbs = (
        compose(name="sua", label=_("Edit this part"), act=acts.edit_block, form=BlockForm, reasons=against_editing),
        compose(name="xac-nhan", label=_("Confirm this part"), act=acts.confirm_block, reasons=against_editing),
    )

    def shown(self, record: Block, person: Person) -> dict[str, Any]:
        values = freezing.values_of(record.report)
        mine = [one for one in shown_blocks(record.report, values) if one.block.pk == record.pk]
        told = [
            (_("Division"), record.division),
            (_("Due on"), record.due.strftime("%d/%m/%Y")),
            (_("Confirmed by"), record.confirmed_by),
        ]
        return {"about": told, "blocks": mine}


REPORTS, BLOCKS = ReportCounter("bao-cao"), BlockCounter("phan-bao-cao")


def waiting(person: Person) -> list[Waiting]:
    """Parts that a division has not confirmed, for whoever writes them."""
    divisions = reach(person, {Action.COMPOSE}, clock.today())
    waits = Block.objects.filter(report__standing=Standing.OPEN, confirmed_by=None, division__in=divisions).exclude(text="")
    return [Waiting(label=_("parts of reports to confirm"), count=waits.count(), url=reverse(BLOCKS.get_url_name("index")))]
