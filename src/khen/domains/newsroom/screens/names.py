"""What the counters of topics and of campaigns have alike: named things of a body, chosen between two days."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Body, Person
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.desk.counter import Rows
from khen.desk.forms import ActForm, BodyField, DayField, SinceForm, settle_body
from khen.desk.listing import Chip, Plain
from khen.desk.verbs import Words
from khen.domains.newsroom.models import Campaign, Topic
from khen.domains.newsroom.rules.names import LONGEST_NAME
from khen.domains.newsroom.screens.needs import NEEDS

FIRST, LAST, STANDING = _("First day"), _("Last day"), _("Standing")


class NameForm(ActForm):
    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)

    def standing(self) -> dict[str, Any]:
        return {"name": self.record.name} if isinstance(self.record, Campaign | Topic) else {}


class OpenForm(NameForm, SinceForm):
    body = BodyField(action=Action.PUBLISH, label=_("For this body and all below it"))
    since = DayField(label=FIRST)
    field_order = ("body", "name", "since")

    def starting(self) -> dict[str, Any]:
        return {"since": self.day}

    def prepare(self) -> None:
        settle_body(self.fields["body"], self.person, self.day)


class LastForm(ActForm):
    last = DayField(label=LAST, help_text=_("On this day it may still be chosen. Texts and figures that bear it keep it."))

    def starting(self) -> dict[str, Any]:
        return {"last": self.day}

    def standing(self) -> dict[str, Any]:
        last = getattr(self.record, "last", None)
        return {"last": last} if last else {}


class Named(Rows):
    """`whose` calls the column of the bodies, `of_all` what belongs to none; `running` and `over` say how one stands."""

    whose: Words
    of_all: Words = ""
    running: Words
    over: Words
    list_display: Sequence[Any]
    list_filter: Any = ("body",)
    list_export: Sequence[str] = ("name", "body", "since", "last")
    export_headings: Mapping[str, Words] = {"since": FIRST, "last": LAST}
    list_select: tuple[str, ...] = ("body",)
    search_fields: tuple[str, ...] = ("folded",)
    needs: Mapping[str, Action] = NEEDS

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, **options)
        self.list_display = [
            "name",
            Chip("state", label=STANDING, accessor=lambda row: self.state(row)[0], mood=lambda row: self.state(row)[1]),
            Plain("body", label=self.whose, sort_key="body__folded", accessor=self.keeper),
            Plain("since", label=FIRST, sort_key="since", accessor=lambda row: day_in_digits(row.since)),
            Plain("last", label=LAST, sort_key="until", accessor=lambda row: day_in_digits(row.last) if row.last else ""),
        ]

    def state(self, row: Campaign | Topic) -> tuple[Words, str]:
        """How it stands today, and the mood of that."""
        today = clock.today()
        if row.since > today:
            return _("To come"), "wait"
        return (self.over, "calm") if row.last and row.last < today else (self.running, "good")

    def keeper(self, row: Campaign | Topic) -> Body | Words:
        return row.body or self.of_all

    def rows(self, person: Person, day: date) -> QuerySet[Any]:
        """Those that are kept here; the ones from above are only chosen from."""
        return within(self.model._default_manager.all(), person, self.looks, day=day)

    def shown(self, record: Campaign | Topic, person: Person) -> dict[str, Any]:
        days = [day_in_digits(day) if day else _("not set") for day in (record.since, record.last)]
        told = [(STANDING, self.state(record)[0]), (self.whose, self.keeper(record))]
        return {"about": [*told, *zip((FIRST, LAST), days, strict=True)]}
