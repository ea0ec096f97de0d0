"""Single returns: the list, their verbs, the papers behind them."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.ui.tables import Column

from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.desk import scope
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, ReasonForm, SeenForm
from khen.desk.home import Waiting, waits
from khen.desk.listing import Chip, Filters
from khen.desk.pages import FilePage
from khen.desk.periods import in_words
from khen.desk.sorts import Listed, Sorted, counted
from khen.desk.verbs import Words
from khen.domains.returns import acts, rules
from khen.domains.returns.models import Ask, Form, Item, Return, Version
from khen.domains.returns.screens import answers
from khen.domains.returns.screens.forms import ChangeForm, EnterForm, SendBackForm
from khen.domains.returns.screens.lines import written
from khen.domains.returns.screens.sheets import SheetPage, SheetsPage
from khen.domains.returns.screens.sorts import SHEETS, SORTS
from khen.domains.returns.terms import SAID_ANEW, SAYINGS, Entered, State

scope.shared(Form)
scope.shared(Item)
scope.belongs(Ask)


MOODS = {State.DRAFT: "calm", State.SUBMITTED: "wait", State.ACCEPTED: "good", State.SENT_BACK: "bad"}


def against(rule: Any) -> Any:
    """A rule that looks at the state alone, as a verb asks it; a reason is asked for by the form."""
    return lambda record, person, day: rule(state=record.state)


def against_accepting(record: Return, person: Person, day: date) -> Iterator[object]:
    item, asked = record.item, acts.is_asked(record.item, record.body, record.period)
    yield from rules.reasons_not_to_accept(
        state=record.state, own=acts.is_own(record, person, day), title=item.title, asked=asked
    )
    yield from acts.against_accepting_yet(record, day)


def against_sending_back(record: Return, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_send_back(state=record.state, reason="-")


def against_withdrawing(record: Return, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_withdraw(state=record.state, reason="-")


def told(record: Return) -> str:
    """The number that is accepted, whose it is, and where it stands written."""
    return f"{record.body} · {written(record, record.item)} · {record.source}"


declare = partial(Verb, action=Action.DECLARE)
judge = partial(Verb, action=Action.ACCEPT, template="returns/judge.html", bulk=True, bulk_says=told, versioned=True)
ENTER = declare(
    name="nhap",
    label=_("Enter a figure"),
    act=acts.begin,
    form=EnterForm,
    done=_("The figure is kept as a draft. Next: look it through and send it."),
    icon="plus",
)
VERBS = (
    declare(
        name="gui",
        label=_("Send"),
        act=acts.submit,
        reasons=against(rules.reasons_not_to_submit),
        done=answers.sent,
        bulk=True,
    ),
    declare(
        name="sua",
        label=_("Change"),
        act=acts.change,
        form=ChangeForm,
        reasons=against(rules.reasons_not_to_enter),
        done=_("The new version is kept as a draft, the one before beside it. Next: send it."),
        icon="edit",
    ),
    judge(
        name="chap-nhan",
        label=_("Accept"),
        act=acts.accept,
        form=SeenForm,
        bulk_form=ActForm,
        reasons=against_accepting,
        own=acts.hands,
        done=answers.ACCEPTED,
    ),
    judge(
        name="tra-lai",
        label=_("Send back"),
        act=acts.send_back,
        form=SendBackForm,
        bulk_form=ReasonForm,
        reasons=against_sending_back,
        done=_("The figure is sent back: its body finds it, with your reason, among what waits for it."),
        icon="rotate",
    ),
    declare(
        name="rut-lai",
        label=_("Take the figure back"),
        act=acts.withdraw,
        form=ReasonForm,
        reasons=against_withdrawing,
        done=_("The figure is taken back and does not count. Next: put it right and send it again."),
        icon="rotate",
        grave=True,
    ),
)


def periods() -> list[tuple[str, str]]:
    """The periods for which anybody was asked, the newest first."""
    keys = Ask.objects.order_by("-period").values_list("period", flat=True).distinct()
    return [(key, in_words(key)) for key in keys]


class ReturnFilters(Filters):
    cho = Sorted(SORTS)
    period = ChoiceFilter(label=_("Period"), choices=periods)
    item__form = ModelChoiceFilter(label=_("Form"), queryset=Form.objects.order_by("pk"))

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


NEEDS = {
    **dict.fromkeys(("returns.entered", "returns.submitted", "returns.withdrawn"), Action.DECLARE),
    **dict.fromkeys(("returns.accepted", "returns.sent_back"), Action.ACCEPT),
}


class ReturnCounter(Counter):
    model = Return
    icon = "form"
    menu_label = _("Declared figures")
    empty = _("No figure declared yet: the clerk for figures of a body enters the first sheet and submits it.")
    menu_order = 300
    list_display = (
        "item",
        Column("written", label=_("Declared number"), accessor=lambda row: written(row, row.item)),
        Column("period", label=_("Period"), accessor=lambda row: in_words(row.period), sort_key="period"),
        "body",
        Chip("get_state_display", label=_("State"), sort_key="state", mood=lambda row: MOODS[row.state]),
    )
    filterset_class = ReturnFilters
    list_export, export_words = ("item", "period", "body", "answer", "value", "source", "state"), {"period": in_words}
    list_select = ("item__form", "body")
    search_fields = ("item__folded", "body__folded")
    begins, verbs, sayings, needs = (ENTER,), VERBS, SAYINGS, NEEDS
    record_template = "returns/return.html"

    def saying(self, entry: Entry) -> Words:
        return SAID_ANEW if entry.kind == Entered.kind and entry.payload["number"] > 1 else super().saying(entry)

    def shown(self, record: Return, person: Person) -> dict[str, Any]:
        about = [
            (_("Declared number"), written(record, record.item)),
            (_("Period"), in_words(record.period)),
            (_("Body"), record.body),
            (_("State"), record.get_state_display()),
            (_("Source document"), record.source),
        ]
        versions = [(one, written(one, record.item)) for one in record.versions.select_related("entered_by")]
        return {"about": about, "versions": versions, "paper": self.get_url_name("paper")}

    def more(self) -> list[URLPattern]:
        return [
            path("phieu/", SheetsPage.as_view(counter=self), name="sheets"),
            path("phieu/<int:ask>/", SheetPage.as_view(counter=self), name="sheet"),
            path("<int:pk>/tai-lieu/<int:number>/", PaperPage.as_view(counter=self), name="paper"),
        ]


def asks_met(person: Person, day: date) -> QuerySet[Ask]:
    """The sheets that somebody may look at."""
    return scope.narrowed(Ask.objects.all(), person, day=day)


RETURNS = ReturnCounter("so-lieu-khai")
LISTS = (
    Listed(RETURNS.get_url_name("sheets"), asks_met, SHEETS),
    Listed(RETURNS.get_url_name("index"), RETURNS.rows, SORTS),
)


def waiting(person: Person) -> list[Waiting]:
    """Sheets that this person's bodies still have to send, returns that wait for their acceptance, and what went back."""
    lists = [("sheets", SHEETS), ("index", SORTS)]
    return waits(counted(person, *((reverse(RETURNS.get_url_name(name)), sorts) for name, sorts in lists)))
