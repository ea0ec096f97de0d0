"""The forms in which figures are declared."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Body
from khen.bodies.terms import Action
from khen.desk.forms import ActForm, NumberField, RowField, settle_body
from khen.domains.returns.models import Item
from khen.domains.returns.terms import LONGEST_SOURCE, Answer, Given

PAPERS = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx"


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
    paper = forms.FileField(
        label=_("The document itself"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": PAPERS}),
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
    body = RowField(Body.objects.order_by("name"), action=Action.DECLARE, label=_("On behalf of"))
    item = RowField(Item.objects.select_related("form").order_by("position"), label=_("Figure"))
    period = forms.CharField(label=_("Period"), max_length=10, help_text=_("For example 2020-H1, the first half of 2020."))
    field_order = ("body", "item", "period")

    def prepare(self) -> None:
        settle_body(self.fields["body"], self.person, self.day)
