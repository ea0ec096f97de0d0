"""Topics ordered from bodies and the press, at the counter of whoever orders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.vietnamese import number
from khen.bodies.models import Person
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.desk.choosing import Days
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ReasonForm
from khen.desk.listing import Chip, Filters, Plain
from khen.desk.sorts import Sorted
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Asked, Order, Piece
from khen.domains.newsroom.reads import orders as reads
from khen.domains.newsroom.rules import orders as limits
from khen.domains.newsroom.screens import signs
from khen.domains.newsroom.screens.filters import ORDERS
from khen.domains.newsroom.screens.needs import NEEDS
from khen.domains.newsroom.screens.order_forms import AskForm, OrderForm, TakeOutForm, WantedForm
from khen.domains.newsroom.terms import orders as terms


def against(record: Order, person: Person, day: date) -> Iterable[object]:
    return limits.reasons_about_run(standing=record.standing)


running = partial(Verb, action=Action.PUBLISH, reasons=against)
PAGE = "newsroom/order_act.html"
VERBS = (
    running(**signs.CHANGE_ORDER, act=acts.change_order, form=WantedForm),
    running(**signs.TAKE_OUT, act=acts.take_out, form=TakeOutForm),
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


def came(row: Any) -> str:
    """How many pieces came of those wanted, and apart from them how many beyond the number wanted of a body."""
    told = f"{row.came}/{row.asked_for}"
    return f"{told}, {gettext('%(number)s beyond the number wanted') % {'number': number(row.beyond)}}" if row.beyond else told


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
    icon = "tag"
    menu_label = _("Orders of topics")
    empty = _("No topic ordered yet: the editorial board orders one from several bodies and sees here what each returns.")
    menu_order = 106
    list_display = [
        *("subject", RUN, "topic", "body", "due"),
        Plain("answered", label=_("Answered"), accessor=lambda row: f"{row.answered}/{row.bodies}"),
        Plain("came", label=_("Pieces"), accessor=came),
        LATE,
    ]
    filterset_class = OrderFilters
    list_export = [
        *("subject", "get_standing_display", "body", "topic", "campaign", "on", "due"),
        *("bodies", "answered", "late", "asked_for", "came", "beyond", "out", "kept"),
    ]
    export_headings = {
        "get_standing_display": _("Standing"),
        "bodies": _("Bodies asked"),
        "answered": _("Answered"),
        "late": _("Overdue"),
        "asked_for": _("Pieces wanted"),
        "came": _("Pieces returned"),
        "beyond": _("Pieces beyond the number wanted"),
        "out": _("Bodies taken out"),
        "kept": _("Pieces of bodies taken out"),
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

    def entries(self, record: Order, person: Person) -> QuerySet[Entry]:
        """What was done about the order, and whom it asks no more."""
        out = Q(
            kind=terms.BodyTakenOut.kind, about="newsroom.asked", about_id__in=list(record.asked.values_list("pk", flat=True))
        )
        return Entry.objects.filter(out | Q(about="newsroom.order", about_id=record.pk))

    def detail(self, record: Order, entry: Entry) -> str:
        return str(entry.body) if entry.kind == terms.BodyTakenOut.kind else ""

    def shown(self, record: Order, person: Person) -> dict[str, Any]:
        today = clock.today()
        counts = reads.counted(Order.objects.filter(pk=record.pk), today).get()
        reached = set(within(record.asked.all(), person, Action.VIEW, day=today).values_list("pk", flat=True))
        return {
            "counts": counts,
            "came": came(counts),
            "answers": [self.answer(one, today, reached) for one in reads.answers(record)],
            "mood": signs.RUNS[terms.Run(record.standing)],
        }

    def answer(self, asked: Asked, today: date, reached: set[int]) -> Answer:
        url = reverse("tuyen-truyen-duoc-dat:record", args=[asked.pk]) if asked.pk in reached else ""
        return Answer(asked, asked.state_on(today), list(asked.returned_pieces.all()), url)
