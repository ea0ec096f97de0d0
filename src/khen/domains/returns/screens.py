"""Returns at the counter: what each body declares, and the sheet on which it fills in a whole form."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, StatusTagColumn

from khen.atoms import clock, vietnamese
from khen.atoms.refusal import Refusal
from khen.bodies.models import Body, Person
from khen.bodies.reads import may, reach
from khen.bodies.terms import Action
from khen.desk import scope
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, ReasonForm, RowField, settle_body
from khen.desk.home import Waiting
from khen.desk.listing import Filters
from khen.desk.pages import FilePage, Page
from khen.domains.returns import acts, reads, rules
from khen.domains.returns.models import Ask, Form, Item, Return, Version
from khen.domains.returns.terms import LONGEST_SOURCE, SAYINGS, Answer, Given, State

scope.shared(Form)
scope.shared(Item)
scope.belongs(Ask)
PAPERS = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"


class NumberField(forms.Field):
    """A number as officials write it: 1.234,5. Anything that could be read in two ways is refused with the reason."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        try:
            return vietnamese.read_number(text) if text else None
        except vietnamese.UnreadableError as unreadable:
            raise ValidationError(gettext(unreadable.msgid) % unreadable.data) from unreadable

    def prepare_value(self, value: Any) -> Any:
        return vietnamese.trimmed(value, decimals=4) if isinstance(value, Decimal) else value


class LineForm(forms.Form):
    """One item of a sheet."""

    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices, initial=Answer.VALUE)
    value = NumberField(label=_("Number"), required=False)
    source = forms.CharField(label=_("Source document"), max_length=LONGEST_SOURCE, required=False)

    def given(self) -> Given:
        told = self.cleaned_data
        return Given(told["answer"], told["value"], told["source"])


class GivenForm(ActForm):
    """What one return says: the answer, the number, and the document it was taken from."""

    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices, initial=Answer.VALUE)
    value = NumberField(label=_("Number"), required=False, help_text=_("Decimals after a comma, for example 1.234,5."))
    source = forms.CharField(label=_("Source document"), max_length=LONGEST_SOURCE)
    paper = forms.FileField(
        label=_("The document itself"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": PAPERS}),
        help_text=_("PDF, picture, .docx or .xlsx, at most 10 MB."),
    )

    def starting(self) -> dict[str, Any]:
        names = ("answer", "value", "source") if self.record else ()
        return {name: getattr(self.record, name) for name in names}

    def arguments(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        given = Given(told.pop("answer"), told.pop("value"), told.pop("source"))
        return {**told, "given": given}


class EnterForm(GivenForm):
    body = RowField(Body.objects.order_by("name"), action=Action.DECLARE, label=_("On behalf of"))
    item = RowField(Item.objects.select_related("form").order_by("position"), label=_("Figure"))
    period = forms.CharField(label=_("Period"), max_length=10, help_text=_("For example 2020-H1, the first half of 2020."))
    field_order = ("body", "item", "period")

    def prepare(self) -> None:
        settle_body(self.fields["body"], self.person, self.day)


def written(record: Return) -> str:
    """ "9,27 %", "40 giấy phép", or the answer that is not a number."""
    if record.value is None:
        return str(record.get_answer_display())
    return f"{vietnamese.trimmed(record.value, decimals=4)} {record.item.unit}"


def against(rule: Any) -> Any:
    """A rule that looks at the state alone, as a verb asks it; a reason is asked for by the form."""
    return lambda record, person, day: rule(state=record.state)


def against_accepting(record: Return, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_accept(state=record.state, own=acts.is_own(record, person))


def against_sending_back(record: Return, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_accept(state=record.state, own=False)


def against_withdrawing(record: Return, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_withdraw(state=record.state, reason="-")


declare, judge = partial(Verb, action=Action.DECLARE), partial(Verb, action=Action.ACCEPT)
ENTER = declare(name="nhap", label=_("Enter a figure"), act=acts.enter, form=EnterForm, icon="plus")
VERBS = (
    declare(name="gui", label=_("Send"), act=acts.submit, reasons=against(rules.reasons_not_to_submit)),
    declare(
        name="sua", label=_("Change"), act=acts.change, form=GivenForm, reasons=against(rules.reasons_not_to_enter), icon="edit"
    ),
    judge(name="chap-nhan", label=_("Accept"), act=acts.accept, reasons=against_accepting),
    judge(name="tra-lai", label=_("Send back"), act=acts.send_back, form=ReasonForm, reasons=against_sending_back, icon="undo"),
    declare(
        name="rut-lai",
        label=_("Withdraw"),
        act=acts.withdraw,
        form=ReasonForm,
        reasons=against_withdrawing,
        icon="undo",
        grave=True,
    ),
)


class ReturnFilters(Filters):
    class Meta:
        model = Return
        fields: ClassVar[list[str]] = ["state", "period", "item__form", "body"]


class PaperPage(FilePage):
    """The document behind a version, to whoever may look at the return."""

    def stored(self) -> tuple[str, str, str]:
        version = get_object_or_404(Version, record=self.record, number=self.kwargs["number"])
        if not version.paper.name:
            raise Http404
        return version.paper.name, version.paper.name.rpartition("/")[2], "application/octet-stream"


class SheetsPage(Page):
    """The forms that are asked for within the person's reach, and how many bodies have sent each."""

    template_name = "returns/sheets.html"

    def get_page_title(self) -> str:
        return gettext("Sheets to fill in")

    def last_crumb(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        bodies = reach(self.person, {Action.VIEW}, self.day)
        asks = list(
            scope.narrowed(Ask.objects.select_related("form", "body"), self.person, day=self.day).order_by("-due", "body")
        )
        forms_of = {(ask.period, ask.form_id): ask.form for ask in asks}
        progress = [(period, reads.progress(form, period, bodies=bodies)) for (period, _pk), form in forms_of.items()]
        return self.shown(asks=[(ask, self.url("sheet", ask.pk)) for ask in asks[:300]], progress=progress)


class SheetPage(Page):
    """One form for one body and period: every item with its answer, saved or sent together."""

    template_name = "returns/sheet.html"

    @cached_property
    def ask(self) -> Ask:
        asks = scope.narrowed(Ask.objects.select_related("form", "body"), self.person, day=self.day)
        return get_object_or_404(asks, pk=self.kwargs["ask"])

    def get_page_title(self) -> str:
        return str(self.ask.form)

    def get_page_subtitle(self) -> str:
        return f"{self.ask.body} · {self.ask.period}"

    def last_crumb(self) -> list[dict[str, Any]]:
        sheets = {"url": self.url("sheets"), "label": gettext("Sheets to fill in")}
        return [sheets, {"url": "", "label": str(self.ask.form)}]

    def lines(self, given: Any = None) -> list[tuple[Item, Return | None, LineForm | None]]:
        standing, mine = reads.standing_of(self.ask), may(self.person, Action.DECLARE, self.ask.body, self.day)
        return [
            (item, (record := standing.get(item.pk)), self.form(item, record, given) if mine and is_open(record) else None)
            for item in reads.items_for(self.ask.form, self.ask.period)
        ]

    def form(self, item: Item, record: Return | None, given: Any) -> LineForm:
        initial = {"answer": record.answer, "value": record.value, "source": record.source} if record else None
        return LineForm(given, prefix=f"i{item.pk}", initial=initial)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.page(self.lines())

    def page(self, lines: list[Any], refused: tuple[object, ...] = ()) -> HttpResponse:
        told = [(item, record, form, written(record) if record else "", self.address(record)) for item, record, form in lines]
        return self.shown(ask=self.ask, lines=told, refused=refused, editable=any(form for _item, _record, form in lines))

    def address(self, record: Return | None) -> str:
        return self.url("record", record.pk) if record else ""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        lines = self.lines(request.POST)
        filled = [(item, form) for item, _record, form in lines if form is not None and is_filled(request, form)]
        if any(form.errors for _item, form in filled):
            return self.page(lines)
        try:
            acts.fill_in(
                by=self.person,
                body=self.ask.body,
                on=self.day,
                period=self.ask.period,
                lines=[(item, form.given()) for item, form in filled],
                send="send" in request.POST,
            )
        except Refusal as refusal:
            return self.page(lines, refusal.reasons)
        messages.success(request, gettext("Done."))
        return redirect(request.path)


def is_open(record: Return | None) -> bool:
    return record is None or record.state in {State.DRAFT, State.SENT_BACK}


def is_filled(request: HttpRequest, form: LineForm) -> bool:
    """Something was said about the item: a number, a document, or that there is none."""
    said = [request.POST.get(form.add_prefix(name), "").strip() for name in ("value", "source")]
    return any(said) or request.POST.get(form.add_prefix("answer")) in {Answer.NOTHING, Answer.NOT_APPLICABLE}


class ReturnCounter(Counter):
    model = Return
    icon = "form"
    menu_label = _("Declared figures")
    menu_order = 300
    list_display = (
        "item",
        Column("written", label=_("Number"), accessor=written),
        "period",
        "body",
        StatusTagColumn("get_state_display", label=_("State"), primary=lambda row: row.state == State.ACCEPTED),
    )
    filterset_class = ReturnFilters
    list_export = ("item", "period", "body", "answer", "value", "source", "state")
    list_select = ("item__form", "body")
    begins, verbs, sayings = (ENTER,), VERBS, SAYINGS
    record_template = "returns/return.html"

    def shown(self, record: Return, person: Person) -> dict[str, Any]:
        about = [
            (_("Number"), written(record)),
            (_("Period"), record.period),
            (_("Body"), record.body),
            (_("State"), record.get_state_display()),
            (_("Source document"), record.source),
        ]
        return {"about": about, "versions": record.versions.select_related("entered_by"), "paper": self.get_url_name("paper")}

    def more(self) -> list[URLPattern]:
        return [
            path("phieu/", SheetsPage.as_view(counter=self), name="sheets"),
            path("phieu/<int:ask>/", SheetPage.as_view(counter=self), name="sheet"),
            path("<int:pk>/tai-lieu/<int:number>/", PaperPage.as_view(counter=self), name="paper"),
        ]


RETURNS = ReturnCounter("so-lieu-khai")


def waiting(person: Person) -> list[Waiting]:
    """Sheets that this person's bodies still have to send, and returns that wait for their acceptance."""
    day, index = clock.today(), reverse(RETURNS.get_url_name("index"))
    asked = reads.open_asks(reach(person, {Action.DECLARE}, day)).count()
    sent = reads.waiting_for_acceptance(reach(person, {Action.ACCEPT}, day)).count()
    return [
        Waiting(label=_("Sheets to fill in"), count=asked, url=reverse(RETURNS.get_url_name("sheets"))),
        Waiting(label=_("Figures to accept"), count=sent, url=f"{index}?state={State.SUBMITTED}"),
    ]
