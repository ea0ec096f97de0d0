"""Campaigns at the counter: opened, renamed, ended."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.desk.counter import Counter, Verb
from khen.desk.forms import DayField
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Campaign
from khen.domains.newsroom.rules.names import CAMPAIGN, reasons_about_over
from khen.domains.newsroom.screens.names import LAST, LastForm, Named, NameForm, OpenForm
from khen.domains.newsroom.terms import campaigns as terms


class OpenCampaignForm(OpenForm):
    last = DayField(label=LAST, required=False, help_text=_("Empty: it runs until a last day is set."))


def against(record: Campaign, person: Person, day: date) -> Iterator[object]:
    return reasons_about_over(CAMPAIGN, last=record.last, on=day)


keep = partial(Verb, action=Action.PUBLISH)


class CampaignCounter(Named, Counter):
    model = Campaign
    icon = "crosshairs"
    menu_label = _("Campaigns")
    empty = _(
        "No campaign of your own yet: the editorial board of a body opens one, and from its first day all "
        "below choose it for their bulletins."
    )
    menu_order = 108
    whose = _("Whose campaign")
    running, over = _("Running"), _("Over")
    sayings = terms.SAYINGS
    begins = (
        keep(
            name="mo",
            label=_("Open a campaign"),
            act=acts.open_campaign,
            form=OpenCampaignForm,
            done=_("It is open: writers choose it from its first day on."),
            icon="plus",
        ),
    )
    verbs = (
        keep(
            name="ket-thuc",
            label=_("Set its last day"),
            act=acts.end_campaign,
            form=LastForm,
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
