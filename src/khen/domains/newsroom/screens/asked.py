"""What a body was asked for, and what it returns, at its own counter."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.desk import scope
from khen.desk.choosing import Days
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, PastDayField, ReasonForm, RowField
from khen.desk.listing import Chip, Filters, Plain
from khen.desk.sorts import Sorted
from khen.domains.newsroom import acts, rules
from khen.domains.newsroom.models import Asked, Bulletin, Piece
from khen.domains.newsroom.reads import orders as reads
from khen.domains.newsroom.rules import orders as limits
from khen.domains.newsroom.screens import signs
from khen.domains.newsroom.screens.filters import ASKED
from khen.domains.newsroom.screens.needs import NEEDS
from khen.domains.newsroom.screens.steps import in_order
from khen.domains.newsroom.terms import orders as terms

scope.belongs(Piece, "asked__body")


class BulletinForm(ActForm):
    bulletin = RowField(
        Bulletin.objects.all(),
        label=_("Published bulletin"),
        help_text=_("Of this body, published since the order. One bulletin is one piece, on however many channels it stands."),
    )

    def prepare(self) -> None:
        assert isinstance(self.record, Asked)
        out = reads.returnable(self.record).values("pk")
        field = self.rows("bulletin")
        field.queryset = field.queryset.filter(pk__in=out).order_by("-published_on", "-pk")
        field.label_from_instance = lambda one: f"{day_in_digits(one.published_on)}: {one.title}"


class PieceForm(ActForm):
    title = forms.CharField(label=_("Title"), max_length=rules.LONGEST_TITLE)
    medium = forms.ChoiceField(
        label=_("Where it was published"),
        choices=[(one.value, one.label) for one in terms.Medium if one != terms.Medium.HOUSE],
        widget=forms.RadioSelect,
    )
    link = forms.URLField(
        label=_("Address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Where it can be read; needed for what stands on the net."),
    )
    published_on = PastDayField(label=_("Day of publication"))

    def starting(self) -> dict[str, Any]:
        return {"published_on": self.day}

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        return {"day": told.pop("published_on"), **told}


class TakeBackForm(ReasonForm):
    piece = RowField(Piece.objects.all(), label=_("Which piece"))
    field_order = ("piece", "reason")

    def prepare(self) -> None:
        field = self.rows("piece")
        field.queryset = field.queryset.filter(asked=self.record, gone="").order_by("-pk")


def against(record: Asked, person: Person, day: date) -> Iterable[object]:
    yield from limits.reasons_about_part(out_on=record.out_on)
    yield from limits.reasons_about_run(standing=record.order.standing)


def against_bulletins(record: Asked, person: Person, day: date) -> Iterable[object]:
    yield from against(record, person, day)
    if not reads.returnable(record).exists():
        yield _("This body has published nothing since the order that was not returned already.")


def against_taking_back(record: Asked, person: Person, day: date) -> Iterable[object]:
    yield from against(record, person, day)
    if not record.returned:
        yield _("There is no returned piece that counts.")


def against_declining(record: Asked, person: Person, day: date) -> Iterable[object]:
    yield from against(record, person, day)
    unable = record.unable_on is not None
    yield from limits.reasons_not_to_decline(unable=unable, returned=record.returned, pieces=record.order.pieces)


answering = partial(Verb, action=Action.ADVISE, template="newsroom/asked_act.html")
VERBS = (
    answering(**signs.RETURN_BULLETIN, act=acts.return_bulletin, form=BulletinForm, reasons=against_bulletins),
    answering(**signs.RETURN_PIECE, act=acts.return_piece, form=PieceForm, reasons=against),
    answering(**signs.DECLINE, act=acts.decline, form=ReasonForm, reasons=against_declining),
    answering(**signs.TAKE_BACK, act=acts.take_back, form=TakeBackForm, reasons=against_taking_back),
)


def _day(said: str) -> str:
    return day_in_digits(date.fromisoformat(said))


class AskedFilters(Filters):
    cho = Sorted(ASKED)
    state = django_filters.ChoiceFilter(label=_("How far"), choices=terms.State.choices, method="so_far")
    order__due = Days(label=_("Due on"))
    labels: ClassVar = {"order__topic": _("Topic")}

    class Meta:
        model = Asked
        fields: ClassVar[list[str]] = ["state", "order", "order__topic", "body", "order__due"]

    def so_far(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return rows.filter(reads.in_state(value, clock.today()))


STATE = Chip(
    "state",
    label=_("How far"),
    accessor=lambda row: terms.State(row.state).label,
    mood=lambda row: signs.STATES[row.state],
)
DUE = Plain("due", label=_("Due on"), sort_key="order__due", accessor=lambda row: day_in_digits(row.order.due))
PIECES = Plain("pieces", label=_("Pieces"), sort_key="returned", accessor=lambda row: f"{row.returned}/{row.order.pieces}")


class AskedCounter(Counter):
    model = Asked
    icon = "list-ul"
    menu_label = _("Topics ordered of us")
    empty = _(
        "Nothing is ordered of you yet: what an editorial board orders of your bodies stands here, and "
        "pieces are returned from here."
    )
    menu_order = 107
    list_display = ["order", STATE, "body", DUE, PIECES]
    filterset_class = AskedFilters
    list_export = [
        "order",
        "order.topic",
        "order.body",
        "body",
        "on",
        "order.due",
        "order.pieces",
        "returned",
        "state",
        "reason",
        "out_reason",
    ]
    export_headings = {
        "order.topic": _("Topic"),
        "order.body": _("Ordered by"),
        "order.due": _("Due on"),
        "order.pieces": _("Pieces wanted"),
        "returned": _("Pieces returned"),
        "state": _("How far"),
        "reason": _("Why it cannot be done"),
        "out_reason": _("Why it was taken out"),
    }
    export_words = {"state": lambda state: str(terms.State(state).label)}
    list_select = ("order__topic", "order__body", "body")
    search_fields = ("order__folded", "body__folded")
    sayings = terms.SAYINGS
    needs = NEEDS
    verbs = in_order(VERBS, signs.TAKE_BACK["name"], after=attrgetter("on"))
    record_template = "newsroom/asked.html"

    def listed(self, rows: QuerySet[Any], person: Any, day: date) -> QuerySet[Any]:
        return reads.in_states(super().listed(rows, person, day), day)

    def entries(self, record: Asked, person: Person) -> QuerySet[Entry]:
        """What was done about the row and about each of its pieces."""
        pieces = Q(about="newsroom.piece", about_id__in=list(record.returned_pieces.values_list("pk", flat=True)))
        return Entry.objects.filter(pieces | Q(about="newsroom.asked", about_id=record.pk))

    def detail(self, record: Asked, entry: Entry) -> str:
        """Of a change: what was wanted before, and what is wanted since."""
        if entry.kind != terms.PiecesChanged.kind:
            return ""
        said, told = entry.payload, []
        if said["due"] != said["due_before"]:
            days = {"before": _day(said["due_before"]), "now": _day(said["due"])}
            told.append(gettext("due on %(now)s instead of %(before)s") % days)
        if said["pieces"] != said["pieces_before"]:
            told.append(
                gettext("%(now)d pieces instead of %(before)d") % {"before": said["pieces_before"], "now": said["pieces"]}
            )
        return "; ".join([*told, gettext("other words")] if said["reworded"] else told)

    def shown(self, record: Asked, person: Person) -> dict[str, Any]:
        state, order = record.state_on(clock.today()), record.order
        first = [(_("Ordered by"), order.body), (_("Body that is asked"), record.body), (_("Due on"), day_in_digits(order.due))]
        about = [(_("Pieces wanted"), order.pieces), (_("Pieces returned"), str(record.returned))]
        rest = [(_("Topic"), order.topic), (_("Campaign"), order.campaign)]
        return {
            "about": [*first, *about, *rest],
            "order": order,
            "state": state,
            "mood": signs.STATES[state],
            "pieces": reads.pieces(record),
        }
