"""Topics at the counter: opened, renamed, closed."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.governing import for_whole_province
from khen.bodies.models import Body, Person
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, BodyField, DayField, SinceForm, settle_body
from khen.desk.listing import Chip, Plain
from khen.desk.verbs import Words
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Topic
from khen.domains.newsroom.rules import topics as rules
from khen.domains.newsroom.rules.campaigns import LONGEST_NAME
from khen.domains.newsroom.screens.campaigns import FIRST, LAST
from khen.domains.newsroom.screens.needs import NEEDS
from khen.domains.newsroom.terms import topics as terms

OF_ALL = _("the whole house")


class NameForm(ActForm):
    name = forms.CharField(label=_("Name of the topic"), max_length=LONGEST_NAME)

    def starting(self) -> dict[str, Any]:
        return {"name": self.record.name} if isinstance(self.record, Topic) else {}


class OpenForm(NameForm, SinceForm):
    body = BodyField(action=Action.PUBLISH, label=_("For this body and all below it"))
    since = DayField(label=FIRST)
    field_order = ("body", "name", "since")

    def starting(self) -> dict[str, Any]:
        return {"since": self.day}

    def prepare(self) -> None:
        settle_body(self.fields["body"], self.person, self.day)


class CloseForm(ActForm):
    last = DayField(label=LAST, help_text=_("On this day it may still be chosen. Texts and figures keep it afterwards."))

    def starting(self) -> dict[str, Any]:
        return {"last": getattr(self.record, "last", None) or self.day}


def against(record: Topic, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_about_closed(last=record.last, on=day)


def state(row: Topic) -> tuple[Words, str]:
    """How it stands today, and the mood of that."""
    today = clock.today()
    if row.since > today:
        return _("To come"), "wait"
    return (_("Closed to new texts"), "calm") if row.last and row.last < today else (_("In use"), "good")


keep = partial(Verb, action=Action.PUBLISH, reasons=against)


class TopicCounter(Counter):
    model = Topic
    icon = "folder"
    menu_label = _("Topics of texts")
    empty = _("No topic of your own yet: the editorial board of a body opens one where those of the whole house do not do.")
    menu_order = 107
    list_display = [
        "name",
        Chip("state", label=_("Standing"), accessor=lambda row: state(row)[0], mood=lambda row: state(row)[1]),
        Plain("body", label=_("Whose topic"), sort_key="body__folded", accessor=lambda row: row.body or OF_ALL),
        Plain("since", label=FIRST, sort_key="since", accessor=lambda row: day_in_digits(row.since)),
        Plain("last", label=LAST, sort_key="until", accessor=lambda row: day_in_digits(row.last) if row.last else ""),
    ]
    list_filter = ["body"]
    list_export = ["name", "body", "since", "last"]
    export_headings = {"since": FIRST, "last": LAST}
    list_select = ("body",)
    search_fields = ("folded",)
    sayings = terms.SAYINGS
    needs = NEEDS
    begins = (
        Verb(
            name="mo",
            label=_("Open a topic"),
            action=Action.PUBLISH,
            act=acts.open_topic,
            form=OpenForm,
            done=_("The topic is open: writers choose it from its first day on."),
            icon="plus",
        ),
    )
    verbs = (
        keep(
            name="doi-ten",
            label=_("Rename the topic"),
            act=acts.rename_topic,
            form=NameForm,
            done=_("The topic has its new name."),
            explanation=_("Lists and figures show the new name at once. What was published keeps the name that it bore."),
            icon="edit",
        ),
        keep(
            name="dong",
            label=_("Close the topic"),
            act=acts.close_topic,
            form=CloseForm,
            done=_("After its last day nobody chooses it any more."),
            icon="date",
        ),
    )

    def rows(self, person: Person, day: date) -> QuerySet[Any]:
        """Those that are kept here, and the house's own for whoever publishes for a whole province."""
        kept = within(Topic.objects.all(), person, self.looks, day=day)
        of_all = isinstance(person, Person) and for_whole_province(person, Action.PUBLISH, day)
        return Topic.objects.filter(Q(pk__in=kept.values("pk")) | Q(body=None)) if of_all else kept

    def body_for(self, record: Topic, person: Person) -> Body:
        body = record.body or for_whole_province(person, Action.PUBLISH, clock.today())
        assert body is not None
        return body

    def shown(self, record: Topic, person: Person) -> dict[str, Any]:
        days = [day_in_digits(day) if day else _("not set") for day in (record.since, record.last)]
        told = [(_("Standing"), state(record)[0]), (_("Whose topic"), record.body or OF_ALL)]
        return {"about": [*told, *zip((FIRST, LAST), days, strict=True)]}
