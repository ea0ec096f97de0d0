"""One page for the whole report: its text, what the checks say, its papers, what may be done."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any, ClassVar

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.bodies.reads import answers_for
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.desk.choosing import Days
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ReasonForm
from khen.desk.listing import Filters
from khen.desk.periods import in_words
from khen.desk.sorts import Sorted
from khen.reports import acts, completing, fingerprints, freezing, layouts, reads, rules, showing, sorts, terms
from khen.reports.findings import Found, looked_at
from khen.reports.forms import CorrectNumberForm, NumberForm, OpenForm, PassForm, ReplaceScanForm, ScanForm
from khen.reports.models import Report
from khen.reports.screens.choosing import periods
from khen.reports.screens.papers import NOW, PaperPage, kept
from khen.reports.terms import PaperFormat, Standing

sign, note, compose = (partial(Verb, action=action) for action in (Action.SIGN, Action.NUMBER, Action.COMPOSE))


def against_passing(record: Report, person: Person, day: date) -> Iterator[object]:
    if record.standing != Standing.OPEN:
        yield from rules.reasons_not_to_touch(standing=record.standing, allowed=True)
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


def asked_of(rule: Callable[..., Iterator[object]]) -> Callable[[Report, Person, date], Iterator[object]]:
    """What a rule says that looks at the standing alone; who may act is asked apart."""
    return lambda record, person, day: rule(standing=record.standing, allowed=True)


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
    **dict.fromkeys(("reports.number_corrected", "reports.signed_scan_replaced"), Action.NUMBER),
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
        note(
            name="vao-so",
            label=_("Enter the number"),
            act=acts.number,
            form=NumberForm,
            reasons=asked_of(rules.reasons_not_to_number),
        ),
        note(
            name="ban-ky",
            label=_("Enter the signed copy"),
            act=acts.enter_scan,
            form=ScanForm,
            reasons=asked_of(rules.reasons_not_to_keep_scan),
        ),
        note(
            name="sua-so",
            label=_("Correct number or day"),
            act=acts.correct_number,
            form=CorrectNumberForm,
            reasons=asked_of(rules.reasons_not_to_correct_number),
        ),
        note(
            name="thay-ban-ky",
            label=_("Replace the signed copy"),
            act=acts.replace_scan,
            form=ReplaceScanForm,
            reasons=asked_of(rules.reasons_not_to_replace_scan),
        ),
        compose(
            name="huy",
            label=_("Call this report off"),
            act=acts.call_off,
            form=ReasonForm,
            grave=True,
            reasons=asked_of(rules.reasons_not_to_call_off),
        ),
    )

    def shown(self, record: Report, person: Person) -> dict[str, Any]:
        is_open = record.as_of is None
        values = looked_at(record).values if is_open else freezing.values_of(record)
        forms = completing.completeness(record, completing.progress(record)) if record.standing == Standing.OPEN else []
        about_figures = showing.address_end(record, person, clock.today())
        blocks = showing.shown_blocks(record, values, about_figures, forms)
        return {
            "about": about(record),
            "blocks": blocks,
            "standing_open": is_open,
            "findings": showing.shown_findings(found_of(record), blocks, about_figures),
            "completeness": forms if is_open else completing.lines(record),
            "drift": reads.drift(record),
            "altered": [] if is_open else fingerprints.altered(record),
            "papers": [(one, self.paper_url(record, one.paper.stage, one.paper.format) + one.end) for one in kept(record)],
            "layout": [] if is_open else layouts.of_kept(record),
            "preview": self.preview(record),
        }

    def detail(self, record: Report, entry: Entry) -> str:
        return showing.detail(record, entry)

    def preview(self, record: Report) -> list[tuple[str, str]]:
        """The paper as it would be printed now, in each format, while the report is written."""
        formats = PaperFormat if record.standing == Standing.OPEN else ()
        return [(form.label, self.paper_url(record, NOW, form)) for form in formats]

    def paper_url(self, record: Report, stage: str, form: str) -> str:
        return reverse(self.get_url_name("paper"), args=[record.pk, stage, form])

    def more(self) -> list[URLPattern]:
        return [path("<int:pk>/ban/<slug:stage>.<slug:form>", PaperPage.as_view(counter=self), name="paper")]


def found_of(record: Report) -> list[Found]:
    """What the checks say while the report is open; afterwards the warnings that a leader let pass, as of the approval."""
    if record.standing == Standing.CALLED_OFF:
        return []
    found = looked_at(record).found
    return found if record.as_of is None else [one for one in found if one.passed]


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
