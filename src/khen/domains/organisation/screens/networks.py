"""The networks of administrators at the counter, to whoever governs the body."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.desk.act_pages import BeginPage
from khen.desk.counter import Counter, Verb
from khen.desk.forms import BodyField, ReasonForm, settle_body
from khen.desk.whence import address_of
from khen.domains.organisation import acts, reads, terms
from khen.domains.organisation.models import NetworkList

LIMITS = _(
    "From now on whoever holds an administrator's post at that body signs in and works from these networks alone. It takes the "
    "place of an earlier list. Your own address now must lie in one of them."
)
FREE = _("From then on its administrators may work from anywhere again.")


class NetworksForm(ReasonForm):
    body = BodyField(action=Action.GOVERN, label=_("For administrators of"))
    networks = forms.CharField(
        label=_("Networks"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=_("One a line, for example 10.26.0.0/16, 113.160.24.7 or 2001:db8:5::/48."),
    )
    field_order = ("body", "networks", "reason")

    def prepare(self) -> None:
        settle_body(self.fields["body"], self.person, self.day)


class FromHere(BeginPage):
    """The act is told from where the person does it."""

    def perform(self, form: Any) -> NetworkList:
        return acts.list_networks(**form.arguments(), address=address_of(self.request), by=self.person, on=self.day)


class NetworkCounter(Counter):
    model, looks, icon, menu_label, menu_order = NetworkList, Action.GOVERN, "lock", _("Networks of administrators"), 815
    empty = _("No network listed, so administrators sign in from anywhere: list the networks from which they may.")
    list_display = ("body", "networks", "since", "until")
    list_filter = ("body",)
    list_export = ("body", "networks", "since", "until", "reason", "by")
    list_select = ("body", "by")
    search_fields = ("body__folded",)
    sayings = terms.SAYINGS
    begins = (
        Verb(
            name="khai",
            label=_("List networks"),
            action=Action.GOVERN,
            act=acts.list_networks,
            form=NetworksForm,
            page=FromHere,
            done=_("The list holds."),
            explanation=LIMITS,
            icon="plus",
        ),
    )
    verbs = (
        Verb(
            name="go",
            label=_("Lift the list"),
            action=Action.GOVERN,
            act=acts.lift_networks,
            form=ReasonForm,
            reasons=reads.against_lifting,
            done=_("The list is lifted."),
            explanation=FREE,
            icon="lock-open",
            grave=True,
        ),
    )

    def shown(self, record: NetworkList, person: Person) -> dict[str, Any]:
        return {
            "about": [
                (_("For administrators of"), record.body),
                (_("Networks"), ", ".join(record.named())),
                (_("Reason"), record.reason),
                (_("From which day"), day_in_digits(record.since)),
                (_("First day on which it no longer holds"), day_in_digits(record.until) if record.until else ""),
                (_("Made by"), record.by),
            ]
        }


NETWORKS = NetworkCounter("mang-quan-tri")
