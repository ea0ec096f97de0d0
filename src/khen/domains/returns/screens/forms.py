"""The forms in which figures are declared."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khen.atoms.text import as_seen
from khen.bodies.reads import reach
from khen.bodies.terms import Action
from khen.desk.forms import (
    ActForm,
    BodyField,
    NumberField,
    ReasonForm,
    RowField,
    SeenForm,
    offer,
    refuse_old_letters,
    settle_body,
)
from khen.desk.periods import in_words
from khen.desk.uploads import AnyFileField
from khen.domains.returns import reads
from khen.domains.returns.models import Item
from khen.domains.returns.terms import LONGEST_SOURCE, Answer, Given

PAPERS = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"


class LineForm(forms.Form):
    """One item of a sheet."""

    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices, initial=Answer.VALUE)
    value = NumberField(label=_("Declared number"), required=False)
    source = forms.CharField(label=_("Source document"), max_length=LONGEST_SOURCE, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput(), required=False, min_value=0, max_value=1_000_000)

    def clean(self) -> None:
        refuse_old_letters(self)

    def offer(self, answers: Collection[str]) -> None:
        """Show these answers alone, and what stands; whatever is sent is judged by the rules, in their words."""
        field: Any = self.fields["answer"]
        standing = self["answer"].value()
        field.widget.choices = [(key, label) for key, label in Answer.choices if key in answers or key == standing]

    def given(self) -> Given:
        told = self.cleaned_data
        return Given(told["answer"], told["value"], as_seen(told["source"]).strip())

    def said(self) -> Given | None:
        """What was typed, when it can be read."""
        return self.given() if self.is_valid() else None

    def version(self) -> int:
        """The version that stood in the line when it was opened; 0 when nothing did."""
        return self.cleaned_data["seen"] or 0


class GivenForm(ActForm):
    """What one return says: the answer, the number, and the document it was taken from."""

    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices, initial=Answer.VALUE)
    value = NumberField(label=_("Declared number"), required=False, help_text=_("Decimals after a comma, for example 1.234,5."))
    source = forms.CharField(
        label=_("Source document"),
        max_length=LONGEST_SOURCE,
        help_text=_("The paper or register it was taken from: name, number, day."),
    )
    paper = AnyFileField(
        label=_("The document itself"),
        required=False,
        accept=PAPERS,
        help_text=_("PDF, picture, .docx or .xlsx, at most 10 MB."),
    )

    def arguments(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        given = Given(told.pop("answer"), told.pop("value"), told.pop("source"))
        return {**told, "given": given}


class ChangeForm(SeenForm, GivenForm):
    """What stands is offered to be changed."""

    def starting(self) -> dict[str, Any]:
        return {**super().starting(), **{name: getattr(self.record, name) for name in ("answer", "value", "source")}}


class SendBackForm(SeenForm, ReasonForm):
    """Why what was looked at is not accepted."""


class EnterForm(GivenForm):
    body = BodyField(action=Action.DECLARE, label=_("On behalf of"))
    item = RowField(Item.objects.select_related("form").order_by("position"), label=_("Figure"))
    period = forms.ChoiceField(label=_("Period"), help_text=_("Only what your bodies are asked for stands here."))
    field_order = ("body", "item", "period")

    def prepare(self) -> None:
        """Only what is asked of the bodies for which the person declares."""
        asks = reads.asked_of(reach(self.person, {Action.DECLARE}, self.day))
        bodies, items = self.rows("body"), self.rows("item")
        bodies.queryset = bodies.queryset.filter(pk__in=asks.order_by().values("body"))
        items.queryset = items.queryset.filter(form__in=asks.order_by().values("form"))
        periods = dict.fromkeys(asks.values_list("period", flat=True))
        offer(self.fields["period"], [(key, in_words(key)) for key in periods])
        settle_body(bodies, self.person, self.day)
