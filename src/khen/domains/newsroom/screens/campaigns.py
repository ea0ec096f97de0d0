"""Campaigns at the counter: opened, renamed, ended."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, BodyField, DayField, SinceForm, settle_body
from khen.desk.listing import Chip, Plain
from khen.desk.verbs import Words
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Campaign
from khen.domains.newsroom.rules import campaigns as rules
from khen.domains.newsroom.screens.needs import NEEDS
from khen.domains.newsroom.terms import campaigns as terms

FIRST, LAST = _("First day"), _("Last day")


class NameForm(ActForm):
    name = forms.CharField(label=_("Name of the campaign"), max_length=rules.LONGEST_NAME)

    def starting(self) -> dict[str, Any]:
        return {"name": self.record.name} if isinstance(self.record, Campaign) else {}


class OpenForm(NameForm, SinceForm):
    body = BodyField(action=Action.PUBLISH, label=_("For this body and all below it"))
    since = DayField(label=FIRST)
    last = DayField(label=LAST, required=False, help_text=_("Empty: it runs until a last day is set."))
    field_order = ("body", "name", "since", "last")

    def starting(self) -> dict[str, Any]:
        return {"since": self.day}

    def prepare(self) -> None:
        settle_body(self.fields["body"], self.person, self.day)


class EndForm(ActForm):
    last = DayField(label=LAST, help_text=_("On this day it may still be chosen. Texts that belong to it keep it afterwards."))

    def starting(self) -> dict[str, Any]:
        return {"last": getattr(self.record, "last", None) or self.day}


def against(record: Campaign, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_about_over(last=record.last, on=day)


def state(row: Campaign) -> tuple[Words, str]:
    """How it stands today, and the mood of that."""
    today = clock.today()
    if row.since > today:
        return _("To come"), "wait"
    return (_("Over"), "calm") if row.last and row.last < today else (_("Running"), "good")


keep = partial(Verb, action=Action.PUBLISH)


class CampaignCounter(Counter):
    model = Campaign
    icon = "crosshairs"
    menu_label = _("Campaigns")
    empty = _(
        "No campaign of your own yet: the editorial board of a body opens one, and from its first day all "
        "below choose it for their bulletins."
    )
    menu_order = 108
    list_display = [
        "name",
        Chip("state", label=_("Standing"), accessor=lambda row: state(row)[0], mood=lambda row: state(row)[1]),
        "body",
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
        keep(
            name="mo",
            label=_("Open a campaign"),
            act=acts.open_campaign,
            form=OpenForm,
            done=_("It is open: writers choose it from its first day on."),
            icon="plus",
        ),
    )
    verbs = (
        keep(
            name="ket-thuc",
            label=_("Set its last day"),
            act=acts.end_campaign,
            form=EndForm,
            reasons=against,
            done=_("Its last day is set."),
            icon="date",
        ),
        keep(
            name="doi-ten",
            label=_("Rename the campaign"),
            act=acts.rename_campaign,
            form=NameForm,
            reasons=against,
            done=_("It has its new name."),
            icon="edit",
        ),
    )

    def rows(self, person: Person, day: date) -> QuerySet[Any]:
        """Those that are kept here; the ones from above are only chosen from."""
        return within(Campaign.objects.all(), person, self.looks, day=day)

    def shown(self, record: Campaign, person: Person) -> dict[str, Any]:
        days = [day_in_digits(day) if day else _("not set") for day in (record.since, record.last)]
        told = [(_("Standing"), state(record)[0]), (_("Whose campaign"), record.body)]
        return {"about": [*told, *zip((FIRST, LAST), days, strict=True)]}
