"""Who receives bulletins by e-mail, at the counter: entered and ended by those who publish for the list's body.

Nobody else meets an address; what is shown where stands in khen.egress.screens."""

from datetime import date
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from khen.atoms.text import nfc
from khen.bodies.models import Outlet, Person
from khen.bodies.reads import on_day
from khen.bodies.terms import Action, OutletKind
from khen.desk.choosing import Days
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, RowField
from khen.desk.listing import Chip, Filters, Plain
from khen.egress import acts, reads, rules, signs, telling, terms
from khen.egress.models import Subscriber
from khen.egress.terms import Standing

MOODS = {Standing.SUBSCRIBED: "good", Standing.UNSUBSCRIBED: "calm", Standing.SUPPRESSED: "bad"}
publish = partial(Verb, action=Action.PUBLISH)


class SubscribeForm(ActForm):
    outlet = RowField(Outlet.objects.all(), action=Action.PUBLISH, label=_("Mailing list"))
    address = forms.EmailField(label=_("Address"), max_length=254)
    reason = forms.CharField(
        label=_("How the reader asked for it again"),
        max_length=rules.LONGEST_REASON,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("When and how, for instance: by telephone on 5 March. It is kept in the journal."),
    )

    def prepare(self) -> None:
        self.rows("outlet").queryset = (
            self.rows("outlet").queryset.filter(on_day(self.day), kind=OutletKind.MAILING).order_by("collated", "pk")
        )
        if not reads.has_left(nfc(self.data.get("address", "")).strip(), self.rows("outlet").queryset):
            del self.fields["reason"]  # asked only of an address that left one of these lists


def against_ending(record: Subscriber, person: Person, day: date) -> rules.Reasons:
    return rules.reasons_not_to_unsubscribe(standing=record.standing)


class SubscriberFilters(Filters):
    since = Days(label=_("Since"))

    class Meta:
        model = Subscriber
        fields: ClassVar[list[str]] = ["standing", "outlet", "since"]


STANDING = Chip("get_standing_display", label=_("Standing"), sort_key="standing", mood=lambda row: MOODS[Standing(row.standing)])
BODY = Plain("body", label=_("Body"), sort_key="outlet__body__folded", accessor=lambda row: row.outlet.body)


class SubscriberCounter(Counter):
    model = Subscriber
    body = "outlet__body"
    looks = Action.PUBLISH
    icon = "group"
    menu_label = _("Subscribers")
    empty = _("No subscriber yet: the editorial board enters each address that asked to get bulletins by mail.")
    empty_in_practice = _("No subscriber in the training: enter one to practise it, no letter is ever sent to the address.")
    menu_order = 130
    list_display = ["__str__", STANDING, "outlet", BODY, "since", "until"]
    filterset_class = SubscriberFilters
    list_select = ("outlet__body",)
    list_export = ("pk", "get_standing_display", "outlet", "outlet.body", "since", "until")
    export_headings = {
        "pk": _("Number"),
        "get_standing_display": _("Standing"),
        "outlet.body": _("Body"),
    }
    search_fields = ("folded", "outlet__body__folded")
    sayings = terms.SAYINGS
    record_template = "egress/subscriber.html"
    begins = (publish(**signs.SUBSCRIBE, act=acts.subscribe, form=SubscribeForm),)
    verbs = (publish(**signs.UNSUBSCRIBE, act=acts.unsubscribe, reasons=against_ending, bulk=True),)

    def shown(self, record: Subscriber, person: Person) -> dict[str, Any]:
        return {"mood": MOODS[Standing(record.standing)], "letters": telling.letters_to(record)}


SUBSCRIBERS = SubscriberCounter("dang-ky-nhan-tin")
