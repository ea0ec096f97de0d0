"""Who signs for a body, at the counter: everybody of the body sees it, who governs it enters and ends it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.desk.counter import Counter, Verb
from khen.desk.forms import BodyField, DayField, ReasonForm, RowField, SinceForm, offer, settle_body
from khen.domains.organisation import acts, reads, terms
from khen.domains.organisation.models import Signing
from khen.domains.organisation.rules.signing import LONGEST_BASIS, LONGEST_POST

FORMS = _(
    "The form says what stands above the name: TM. for a collective, Q. for who is given the head's power, KT. for the head's "
    "deputy, TL. by the head's order, TUQ. by the head's written authority for a set time. From now on only those who are "
    "entered approve reports of the body."
)
END = _(
    "What was signed before stays as it was signed. Where nobody else signs for the body, none of its reports is approved until "
    "the next one is entered."
)
PRINTED = Column("printed", label=_("Printed above the name"))
NO_POST = _("Only where the form names it.")


class SigningEntryForm(SinceForm):
    body = BodyField(action=Action.GOVERN, label=_("Body"))
    signer = RowField(Person.objects.filter(is_active=True).distinct(), action=Action.GOVERN, label=_("Who signs"))
    form = forms.ChoiceField(label=_("Form of signing"))
    own = forms.CharField(
        label=_("Own post"), max_length=LONGEST_POST, required=False, help_text=_("As printed, for example PHÓ GIÁM ĐỐC.")
    )
    head = forms.CharField(
        label=_("Post of the head"), max_length=LONGEST_POST, required=False, help_text=_("For Q., KT., TL. and TUQ.: GIÁM ĐỐC.")
    )
    collective = forms.CharField(
        label=_("Name of the collective"), max_length=LONGEST_POST, required=False, help_text=_("For TM.: ỦY BAN NHÂN DÂN.")
    )
    unit = forms.CharField(label=_("Post of the unit's head"), max_length=LONGEST_POST, required=False, help_text=NO_POST)
    basis = forms.CharField(
        label=_("By which paper"), max_length=LONGEST_BASIS, help_text=_("Number, day and who issued it; the regulation for TL.")
    )
    until = DayField(
        label=_("First day on which it no longer holds"), required=False, help_text=_("Empty: until it is ended. TUQ. needs it.")
    )
    field_order = ("body", "signer", "form", "head", "own", "collective", "unit", "basis", "since", "until")

    def prepare(self) -> None:
        settle_body(self.fields["body"], self.person, self.day)
        offer(self.fields["form"], [(one.key, one.name) for one in reads.forms_of(self.day)])
        self.rows("signer").queryset = reads.signers_first(self.rows("signer").queryset, self.person, self.day)
        self.rows("signer").label_from_instance = lambda person: f"{person.full_name} ({person.username})"

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        named = {name: told.pop(name) for name in terms.NAMED}
        return {"person": told.pop("signer"), "named": named, **told}


class EndSigningForm(ReasonForm):
    until = DayField(label=_("First day on which it no longer holds"))
    field_order = ("until", "reason")

    def starting(self) -> dict[str, Any]:
        assert isinstance(self.record, Signing)
        return {"until": max(self.day, self.record.since)}


class SigningCounter(Counter):
    model, icon, menu_label, menu_order = Signing, "openquote", _("Authority to sign"), 811
    empty = _("Nobody is entered, so papers are signed as their outline says: enter who signs for the body, and in which form.")
    list_display = ("person", PRINTED, "body", "since", "until")
    list_filter = ("body",)
    list_export = ("person", "form_name", "own", "head", "collective", "unit", "body", "basis", "since", "until", "by")
    export_headings = {"form_name": _("Form of signing")}
    list_select = ("body", "person", "by")
    ordering, search_fields = ("-since", "-pk"), ("person__folded", "body__folded")
    sayings = terms.SAYINGS
    begins = (
        Verb(
            name="ghi",
            label=_("Enter who signs"),
            action=Action.GOVERN,
            act=acts.enter_signing,
            form=SigningEntryForm,
            done=_("It is entered: reports approved from that day bear it."),
            explanation=FORMS,
            icon="plus",
        ),
    )
    verbs = (
        Verb(
            name="thoi-ky",
            label=_("End this authority"),
            action=Action.GOVERN,
            act=acts.end_signing,
            form=EndSigningForm,
            reasons=reads.against_ending_signing,
            done=_("From that day this person no longer signs for the body."),
            explanation=END,
            icon="cross",
            grave=True,
        ),
    )

    def listed(self, rows: QuerySet[Any], person: Any, day: date) -> QuerySet[Any]:
        """Each with the `form_name` by which the law of its day calls its form."""
        return reads.with_form_names(super().listed(rows, person, day))

    def fill(self, rows: Sequence[Any], person: Person, day: date) -> None:
        printed = reads.printed_together(rows)
        for row in rows:
            row.printed = printed[row.pk]

    def shown(self, record: Signing, person: Person) -> dict[str, Any]:
        form = reads.form_of(record.form, record.since)
        return {
            "about": [
                (_("Who signs"), record.person),
                (_("Body"), record.body),
                (_("Form of signing"), form.name if form else record.form),
                (_("Printed above the name"), reads.in_words(record)),
                (_("Law"), form.source if form else ""),
                (_("By which paper"), record.basis),
                (_("From which day"), day_in_digits(record.since)),
                (_("First day on which it no longer holds"), day_in_digits(record.until) if record.until else ""),
                (_("Who entered it"), record.by),
            ]
        }


SIGNINGS = SigningCounter("tham-quyen-ky")
