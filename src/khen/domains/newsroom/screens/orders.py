"""Topics ordered from bodies and the press, at the counter of whoever orders."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.bodies.models import Body, Person
from khen.bodies.reads import existing, on_day, within
from khen.bodies.terms import Action, BodyKind
from khen.desk.choosing import Days
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, BodyField, CountField, DayField, ReasonForm, RowField, RowsField, offer, settle_body
from khen.desk.listing import Chip, Filters, Plain
from khen.desk.places import names
from khen.desk.sorts import Sorted
from khen.domains.newsroom import acts, rules
from khen.domains.newsroom.models import Asked, Campaign, Order, Piece, Topic
from khen.domains.newsroom.reads import orders as reads
from khen.domains.newsroom.rules import orders as limits
from khen.domains.newsroom.screens import signs
from khen.domains.newsroom.screens.filters import ORDERS
from khen.domains.newsroom.screens.needs import NEEDS
from khen.domains.newsroom.terms import orders as terms


class ByKind(ModelChoiceIterator):
    """Boxes to tick, bodies of one kind together under its name, each told apart. At most two queries."""

    field: Any

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        rows = sorted(self.queryset, key=lambda body: (KINDS.index(body.kind), body.folded, body.pk))
        called = names(rows)
        for kind, some in groupby(rows, key=lambda body: body.kind):
            yield BodyKind(kind).label, [(self.field.prepare_value(one), called[one.pk]) for one in some]


USUAL = timedelta(days=14)


class BodiesField(RowsField):
    iterator = ByKind


KINDS = [BodyKind.PRESS_AGENCY, *(one for one in BodyKind if one != BodyKind.PRESS_AGENCY)]  # the press first


class AskForm(ActForm):
    """Single bodies, whole kinds of them, or both."""

    kinds = forms.MultipleChoiceField(
        label=_("Everybody of a kind"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Asks every body of this kind that you may order from."),
    )
    bodies = BodiesField(Body.objects.all(), action=Action.PUBLISH, label=_("Single bodies"), required=False)

    def prepare(self) -> None:
        field = self.rows("bodies")
        already = Asked.objects.filter(order=self.record.pk if self.record else None).values("body")
        field.queryset = field.queryset.filter(existing(self.day)).exclude(pk__in=already)
        there = set(field.queryset.order_by().values_list("kind", flat=True).distinct())
        offer(self.fields["kinds"], [(one.value, one.label) for one in KINDS if one in there])

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        chosen = Q(pk__in=[one.pk for one in told["bodies"]]) | Q(kind__in=told.pop("kinds"))
        return {**told, "bodies": list(self.rows("bodies").queryset.filter(chosen).order_by("folded", "pk"))}


class WantedForm(ActForm):
    """What is ordered."""

    subject = forms.CharField(label=_("Subject of the order"), max_length=rules.LONGEST_TITLE)
    wanted = forms.CharField(label=_("What is wanted"), max_length=limits.LONGEST_WANTED, widget=forms.Textarea({"rows": 5}))
    topic = RowField(Topic.objects.all(), label=_("Topic"), to_field_name="key")
    campaign = RowField(Campaign.objects.all(), label=_("Campaign"), required=False, to_field_name="key")
    pieces = CountField(label=_("Pieces of each body"))
    due = DayField(label=_("Due on"))

    def starting(self) -> dict[str, Any]:
        if not isinstance(self.record, Order):
            return {"pieces": 1, "due": self.day + USUAL}
        now = self.record
        told = {name: getattr(now, name) for name in ("subject", "wanted", "pieces", "due")}
        return {**told, "topic": now.topic.key, "campaign": now.campaign.key if now.campaign else ""}

    def prepare(self) -> None:
        super().prepare()
        for name in ("topic", "campaign"):
            kept = Q(pk=getattr(self.record, f"{name}_id", None))  # what it was ordered under, also when it has ended since
            self.rows(name).queryset = self.rows(name).queryset.filter(on_day(self.day) | kept)

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        return {**told, "topic": told["topic"].key, "campaign": told["campaign"].key if told["campaign"] else ""}


class OrderForm(WantedForm, AskForm):
    body = BodyField(action=Action.PUBLISH, label=_("On behalf of"))
    field_order = ("body", "subject", "wanted", "topic", "campaign", "pieces", "due", "kinds", "bodies")

    def prepare(self) -> None:
        super().prepare()
        settle_body(self.fields["body"], self.person, self.day)


def against(record: Order, person: Person, day: date) -> Iterable[object]:
    return limits.reasons_about_run(standing=record.standing)


running = partial(Verb, action=Action.PUBLISH, reasons=against)
PAGE = "newsroom/order_act.html"
VERBS = (
    running(**signs.CHANGE_ORDER, act=acts.change_order, form=WantedForm),
    running(**signs.ASK_MORE, act=acts.ask_more, form=AskForm, template=PAGE),
    running(**signs.CLOSE_ORDER, act=acts.close_order),
    running(**signs.CALL_OFF, act=acts.call_off, form=ReasonForm),
)
RUN = Chip("get_standing_display", label=_("Standing"), sort_key="standing", mood=lambda row: signs.RUNS[row.standing])
LATE = Chip(
    "late",
    label=_("Overdue"),
    accessor=lambda row: _("%(number)d overdue") % {"number": row.late} if row.late else "",
    mood=lambda row: "bad",
)


class OrderFilters(Filters):
    cho = Sorted(ORDERS)
    due = Days(label=_("Due on"))
    on = Days(label=_("Ordered on"))

    class Meta:
        model = Order
        fields: ClassVar[list[str]] = ["standing", "topic", "campaign", "body", "due", "on"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the bodies asked, how far it has come, and its page ("" for whoever does not reach it)."""

    asked: Asked
    state: terms.State
    pieces: list[Piece]
    url: str

    @property
    def mood(self) -> str:
        return signs.STATES[self.state]


class OrderCounter(Counter):
    model = Order
    icon = "clipboard-list"
    menu_label = _("Orders of topics")
    menu_order = 106
    list_display = [
        *("subject", RUN, "topic", "body", "due"),
        Plain("answered", label=_("Answered"), accessor=lambda row: f"{row.answered}/{row.bodies}"),
        Plain("came", label=_("Pieces"), accessor=lambda row: f"{row.came}/{row.asked_for}"),
        LATE,
    ]
    filterset_class = OrderFilters
    list_export = [
        *("subject", "get_standing_display", "body", "topic", "campaign", "on", "due"),
        *("bodies", "answered", "late", "asked_for", "came"),
    ]
    export_headings = {
        "get_standing_display": _("Standing"),
        "bodies": _("Bodies asked"),
        "answered": _("Answered"),
        "late": _("Overdue"),
        "asked_for": _("Pieces wanted"),
        "came": _("Pieces returned"),
    }
    list_select = ("topic", "campaign", "body")
    search_fields = ("folded",)
    sayings = terms.SAYINGS
    needs = NEEDS
    begins = (Verb(**signs.ORDER, action=Action.PUBLISH, act=acts.order, form=OrderForm, template=PAGE),)
    verbs = VERBS
    record_template = "newsroom/order.html"

    def listed(self, rows: QuerySet[Any], person: Any, day: date) -> QuerySet[Any]:
        return reads.counted(super().listed(rows, person, day), day)

    def shown(self, record: Order, person: Person) -> dict[str, Any]:
        today = clock.today()
        reached = set(within(record.asked.all(), person, Action.VIEW, day=today).values_list("pk", flat=True))
        return {
            "counts": reads.counted(Order.objects.filter(pk=record.pk), today).get(),
            "answers": [self.answer(one, today, reached) for one in reads.answers(record)],
            "mood": signs.RUNS[terms.Run(record.standing)],
        }

    def answer(self, asked: Asked, today: date, reached: set[int]) -> Answer:
        url = reverse("tuyen-truyen-duoc-dat:record", args=[asked.pk]) if asked.pk in reached else ""
        return Answer(asked, asked.state_on(today), list(asked.returned_pieces.all()), url)
