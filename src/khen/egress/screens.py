"""What left the house, at the counter: dispatches, and the letters of each.

Addresses belong to their owners. Whoever may look at a body's things sees its dispatches with numbers, times and replies, but no
address: replies of servers are shown with addresses cut. Letters and subscribers are there only for whoever publishes for that
body and answers for them: in lists and titles an address is cut to d…-1@vidu.example; whole it stands on the page of its letter
or subscriber, where it is needed to ask the reader whether a letter arrived, or to end what they asked to end. No list is
exported with addresses."""

from datetime import date
from functools import partial
from typing import Any, ClassVar

import django_filters
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from khen.atoms import clock
from khen.bodies.models import Outlet, Person
from khen.bodies.reads import may
from khen.bodies.terms import Action
from khen.desk.beside import Line, Panel
from khen.desk.choosing import Days
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, ReasonForm
from khen.desk.home import Waiting, waits
from khen.desk.listing import Chip, Filters, Plain
from khen.desk.sorts import Sorted, counted
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.screens import BULLETINS
from khen.egress import acts, reads, rules, signs, telling, terms, watch
from khen.egress.channels import portal
from khen.egress.models import Delivery, Dispatch
from khen.egress.sorts import SORTS
from khen.egress.terms import ChannelKey, Course, Look, Outcome, State

MOST_LINES = 12  # of a bulletin's panel
publish = partial(Verb, action=Action.PUBLISH)


class AtOnce(ActForm):
    def arguments(self) -> dict[str, Any]:
        return {"at": clock.now()}


class DecidedNow(ReasonForm):
    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "at": clock.now()}


def against_hurry(record: Dispatch, person: Person, day: date) -> rules.Reasons:
    return rules.reasons_not_to_hurry(course=record.course)


def against_stop(record: Dispatch, person: Person, day: date) -> rules.Reasons:
    stopped = record.stopped_at is not None
    return rules.reasons_not_to_stop(channel=record.channel, course=record.course, stopped=stopped)


def against_decision(record: Delivery, person: Person, day: date) -> rules.Reasons:
    return rules.reasons_not_to_decide(state=record.state)


class DispatchFilters(Filters):
    cho = Sorted(SORTS)
    look = django_filters.ChoiceFilter(label=_("How it stands"), choices=Look.choices, method="looked_for")
    on = Days(label=_("Day"))
    bulletin = django_filters.NumberFilter(label=_("Number of the bulletin"), min_value=1, max_value=2**53)

    class Meta:
        model = Dispatch
        fields: ClassVar[list[str]] = ["look", "channel", "change", "body", "on", "bulletin"]

    def looked_for(self, rows: QuerySet[Dispatch], name: str, look: str) -> QuerySet[Dispatch]:
        return watch.looked_for(rows, look, clock.now())


def numbers(row: Any) -> dict[str, int]:
    """The numbers that the list's query counted."""
    return {State.ACCEPTED: row.accepted, State.REFUSED: row.refused, State.UNKNOWN: row.unknown}


STANDING = Chip(
    "stands",
    label=_("How it stands"),
    accessor=lambda row: watch.standing(row, numbers(row))[1],
    mood=lambda row: watch.standing(row, numbers(row))[0],
)
CHANNEL, CHANGE = (
    Plain(f"get_{name}_display", label=label, sort_key=name) for name, label in (("channel", _("Channel")), ("change", _("Step")))
)
RESULTS = Plain("results", label=_("Results"), accessor=lambda row: watch.results(row.audience, numbers(row)))


class DispatchCounter(Counter):
    model = Dispatch
    icon = "mail"
    menu_label = _("Dispatches")
    empty = _(
        "Nothing sent out yet: each bulletin that is published, corrected or withdrawn goes to every channel from here by itself."
    )
    empty_in_practice = _("Nothing is sent out of the training: what you publish, correct or withdraw here reaches no channel.")
    menu_order = 120
    list_display = ["wording", CHANNEL, CHANGE, STANDING, RESULTS, "body", "on"]
    filterset_class = DispatchFilters
    list_export = [
        "pk",
        "bulletin",
        "wording",
        "get_channel_display",
        "get_change_display",
        "get_course_display",
        "body",
        "on",
        "audience",
        "accepted",
        "refused",
        "unknown",
    ]
    export_headings = {
        "pk": _("Number"),
        "bulletin": _("Number of the bulletin"),
        "get_channel_display": _("Channel"),
        "get_change_display": _("Step"),
        "get_course_display": _("How it stands"),
        "audience": _("Audience"),
        "accepted": _("Taken by the recipients"),
        "refused": _("Refused"),
        "unknown": _("Not known"),
    }
    search_fields = ("wording__folded", "body__folded")
    sayings = terms.SAYINGS
    record_template = "egress/dispatch.html"
    verbs = (
        publish(**signs.HURRY, act=acts.hurry, form=AtOnce, reasons=against_hurry, bulk=True),
        publish(**signs.STOP, act=acts.stop, form=DecidedNow, reasons=against_stop),
    )

    def listed(self, rows: QuerySet[Any], person: Any, day: date) -> QuerySet[Any]:
        return watch.counted(rows)

    def shown(self, record: Dispatch, person: Person) -> dict[str, Any]:
        counts = reads.counts(record)
        mood, words = watch.standing(record, counts)
        waits = watch.last_unanswered(record) if record.course == Course.WAITING else None
        return {
            "bulletin": reverse(BULLETINS.get_url_name("record"), args=[record.bulletin]),
            "standing": {"mood": mood, "words": words},
            "counts": [(State(state).label, n, watch.MOODS[State(state)]) for state, n in counts.items()],
            "audience": sum(counts.values()),
            "waits": waits,
            "all_wait": waits is not None and waits.outcome == Outcome.DEFERRED and waits.delivery_id is None,
            "own_words": watch.own_words(waits.detail) if waits else "",
            "article_first": watch.waits_for_article(record, clock.now()),
            "letters": letters_of(record) if may(person, Action.PUBLISH, record.body) else "",
            "is_email": record.channel == ChannelKey.EMAIL,
            "places": telling.places(record),
            "article": portal.address(record.bulletin),
            "attempts": telling.tries(record),
            "tried": record.attempts.count(),
        }


def letters_of(record: Dispatch) -> str:
    return f"{reverse(LETTERS.get_url_name('index'))}?dispatch={record.pk}"


LETTER_STATE = Chip("get_state_display", label=_("State"), sort_key="state", mood=lambda row: watch.MOODS[State(row.state)])


class LetterFilters(Filters):
    moved_at = Days(label=_("Day"))
    dispatch = django_filters.NumberFilter(label=_("Number of the dispatch"), min_value=1, max_value=2**53)

    class Meta:
        model = Delivery
        fields: ClassVar[list[str]] = ["state", "moved_at", "dispatch"]


class LetterCounter(Counter):
    """Every recipient of every dispatch; only for those who publish for its body. Reached from a dispatch."""

    model = Delivery
    body = "dispatch__body"
    looks = Action.PUBLISH
    icon = "circle-check"
    menu_label = _("Recipients")
    empty = _("No recipient yet: once a dispatch is on its way, everybody to whom it goes stands here.")
    empty_in_practice = _("No recipient in the training: nothing is sent, so no letter goes to anybody.")
    add_to_admin_menu = False
    list_display = ["__str__", LETTER_STATE, Column("dispatch", label=_("Dispatch"), sort_key="dispatch"), "moved_at"]
    filterset_class = LetterFilters
    list_export = ("pk", "dispatch", "get_state_display", "moved_at")
    export_headings = {"pk": _("Number"), "dispatch": _("Dispatch"), "get_state_display": _("State")}
    list_select = ("dispatch__wording", "dispatch__body")
    search_fields = ("dispatch__wording__folded",)
    record_template = "egress/letter_record.html"
    verbs = (
        publish(**signs.RESEND, act=acts.resend, form=DecidedNow, reasons=against_decision, bulk=True),
        publish(**signs.SETTLE, act=acts.settle, form=ReasonForm, reasons=against_decision, bulk=True),
    )

    def listed(self, rows: QuerySet[Any], person: Any, day: date) -> QuerySet[Any]:
        names = Outlet.objects.filter(key=OuterRef("address")).values("name")[:1]
        named: QuerySet[Any] = super().listed(rows, person, day).annotate(place=Coalesce(Subquery(names), "address"))
        return named

    def shown(self, record: Delivery, person: Person) -> dict[str, Any]:
        return {
            "mood": watch.MOODS[State(record.state)],
            "dispatch": reverse(DISPATCHES.get_url_name("record"), args=[record.dispatch.pk]),
            "attempts": telling.tries(record),
        }


DISPATCHES, LETTERS = DispatchCounter("luot-gui"), LetterCounter("nguoi-nhan")


def of_bulletin(bulletin: Bulletin, person: Person) -> Panel | None:
    """The panel beside a bulletin: how it left the house."""
    rows = watch.of_bulletin(bulletin.pk, most=MOST_LINES)
    if not rows:
        return None
    place = f"{reverse(DISPATCHES.get_url_name('index'))}?bulletin={bulletin.pk}"
    return Panel(
        title=_("How it left the house"),
        lines=[line(row) for row in rows],
        all=_("All dispatches"),
        url=place,
        alarms=telling.alarms(rows, partial(reverse, DISPATCHES.get_url_name("record"))),
    )


def line(row: Any) -> Line:
    mood, words = watch.standing(row, numbers(row))
    return Line(
        label=f"{row.get_channel_display().capitalize()} · {row.get_change_display().lower()}",
        url=reverse(DISPATCHES.get_url_name("record"), args=[row.pk]),
        chip=words,
        mood=mood,
        note=watch.results(row.audience, numbers(row)),
    )


def waiting(person: Person) -> list[Waiting]:
    """What the first page shows: to those who publish what is on its way for too long and what nobody knows; to all, today's
    trouble."""
    return waits(counted(person, (reverse(DISPATCHES.get_url_name("index")), SORTS)))
