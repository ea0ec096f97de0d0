"""The forms in which figures are declared."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khen.bodies.terms import Action
from khen.desk.forms import ActForm, BodyField, NumberField, RowField, offer, settle_body
from khen.desk.periods import current_half, halves, months, offered, whole
from khen.desk.uploads import AnyFileField
from khen.domains.returns.models import Item
from khen.domains.returns.terms import LONGEST_SOURCE, Answer, Given, Rhythm

PAPERS = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"
PARTS = {Rhythm.HALF: halves, Rhythm.YEAR: whole, Rhythm.MONTH: months}


class LineForm(forms.Form):
    """One item of a sheet."""

    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices, initial=Answer.VALUE)
    value = NumberField(label=_("Declared number"), required=False)
    source = forms.CharField(label=_("Source document"), max_length=LONGEST_SOURCE, required=False)

    def given(self) -> Given:
        told = self.cleaned_data
        return Given(told["answer"], told["value"], told["source"])


class GivenForm(ActForm):
    """What one return says: the answer, the number, and the document it was taken from."""

    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices, initial=Answer.VALUE)
    value = NumberField(label=_("Declared number"), required=False, help_text=_("Decimals after a comma, for example 1.234,5."))
    source = forms.CharField(label=_("Source document"), max_length=LONGEST_SOURCE)
    paper = AnyFileField(
        label=_("The document itself"),
        required=False,
        accept=PAPERS,
        help_text=_("PDF, picture, .docx or .xlsx, at most 10 MB."),
    )

    def starting(self) -> dict[str, Any]:
        names = ("answer", "value", "source") if self.record else ()
        return {name: getattr(self.record, name) for name in names}

    def arguments(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        given = Given(told.pop("answer"), told.pop("value"), told.pop("source"))
        return {**told, "given": given}


class EnterForm(GivenForm):
    body = BodyField(action=Action.DECLARE, label=_("On behalf of"))
    item = RowField(Item.objects.select_related("form").order_by("position"), label=_("Figure"))
    period = forms.ChoiceField(label=_("Period"))
    field_order = ("body", "item", "period")

    def starting(self) -> dict[str, Any]:
        return {"period": current_half(self.day)}

    def prepare(self) -> None:
        rhythms = set(self.rows("item").queryset.order_by().values_list("rhythm", flat=True).distinct())
        offer(self.fields["period"], offered(self.day, *(part for rhythm, part in PARTS.items() if rhythm in rhythms)))
        settle_body(self.fields["body"], self.person, self.day)
