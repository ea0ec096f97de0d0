"""The forms of whoever orders a topic: what is wanted, and of whom."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Body
from khen.bodies.reads import existing
from khen.bodies.terms import Action
from khen.desk.forms import ActForm, BodyField, CountField, DayField, ReasonForm, RowField, offer, settle_body
from khen.desk.groups import GROUPS, BodiesField, Narrowed, group_of
from khen.domains.newsroom import rules
from khen.domains.newsroom.models import Asked, Campaign, Order, Topic
from khen.domains.newsroom.reads.campaigns import offered
from khen.domains.newsroom.rules import orders as limits

USUAL = timedelta(days=14)


class AskForm(ActForm):
    """Single bodies, whole groups of them, or both."""

    groups = forms.MultipleChoiceField(
        label=_("Everybody of a kind"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Asks every body of this kind that you may order from."),
    )
    bodies = BodiesField(
        Body.objects.select_related("area"),
        action=Action.PUBLISH,
        label=_("Single bodies"),
        required=False,
        widget=Narrowed,
    )

    def prepare(self) -> None:
        field = self.rows("bodies")
        already = Asked.objects.filter(order=self.record.pk if self.record else None, out_on=None).values("body")
        field.queryset = field.queryset.filter(existing(self.day)).exclude(pk__in=already)
        there = {group_of(*one) for one in field.queryset.order_by().values_list("kind", "area__kind").distinct()}
        offer(self.fields["groups"], [(key, words) for key, words in GROUPS.items() if key in there])

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        groups, chosen = set(told.pop("groups")), {one.pk for one in told["bodies"]}
        offered = self.rows("bodies").queryset.order_by("collated", "pk")
        wanted = [one for one in offered if one.pk in chosen or group_of(one.kind, one.area and one.area.kind) in groups]
        return {**told, "bodies": wanted}


class TakeOutForm(ReasonForm):
    """One of the bodies that the order still asks."""

    asked = RowField(
        Asked.objects.select_related("body"),
        label=_("Which body"),
        help_text=_("What it has returned stays counted. Asked by mistake, or ended too early? “Ask more bodies” asks it again."),
    )
    field_order = ("asked", "reason")

    def prepare(self) -> None:
        field = self.rows("asked")
        field.queryset = field.queryset.filter(order=self.record, out_on=None).order_by("body__collated", "pk")
        field.label_from_instance = lambda one: str(one.body)


class WantedForm(ActForm):
    """What is ordered."""

    subject = forms.CharField(label=_("Subject of the order"), max_length=rules.LONGEST_TITLE)
    wanted = forms.CharField(label=_("What is wanted"), max_length=limits.LONGEST_WANTED, widget=forms.Textarea({"rows": 5}))
    topic = RowField(Topic.objects.all(), action=Action.PUBLISH, label=_("Topic"), to_field_name="key")
    campaign = RowField(Campaign.objects.all(), action=Action.PUBLISH, label=_("Campaign"), required=False, to_field_name="key")
    pieces = CountField(label=_("Pieces of each body"))
    due = DayField(label=_("Due on"))

    def starting(self) -> dict[str, Any]:
        return {} if self.record else {"pieces": 1, "due": self.day + USUAL}

    def standing(self) -> dict[str, Any]:
        if not isinstance(self.record, Order):
            return {}
        now = self.record
        told = {name: getattr(now, name) for name in ("subject", "wanted", "pieces", "due")}
        return {**told, "topic": now.topic.key, "campaign": now.campaign.key if now.campaign else ""}

    def prepare(self) -> None:
        super().prepare()
        self.rows("topic").queryset = offered(self.rows("topic").queryset, self.record, self.day)
        self.rows("campaign").queryset = offered(self.rows("campaign").queryset, self.record, self.day)

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        return {**told, "topic": told["topic"].key, "campaign": told["campaign"].key if told["campaign"] else ""}


class OrderForm(WantedForm, AskForm):
    body = BodyField(action=Action.PUBLISH, label=_("On behalf of"))
    field_order = ("body", "subject", "wanted", "topic", "campaign", "pieces", "due", "groups", "bodies")

    def prepare(self) -> None:
        super().prepare()
        settle_body(self.fields["body"], self.person, self.day)
