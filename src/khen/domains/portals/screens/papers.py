"""The forms in which a document is posted and put right."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.bodies.terms import Action
from khen.desk.forms import ActForm, PastDayField, RowField
from khen.desk.uploads import AnyFileField
from khen.domains.portals.models import Portal
from khen.domains.portals.rules import LARGEST_FILE
from khen.domains.portals.terms import LONGEST_CORRECTION, DocumentKind

SHOWN = ("kind", "number", "symbol", "signed_on", "issuer", "title", "abstract")


class PaperForm(ActForm):
    """What a document says of itself, and its file."""

    kind = forms.ChoiceField(label=_("Kind of document"), choices=DocumentKind.choices)
    number = forms.CharField(
        label=_("Number"),
        max_length=20,
        help_text=_("For example 05, or 12a where the paper bears a letter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    symbol = forms.CharField(label=_("Symbol"), max_length=60, help_text=_("For example CT-UBND."))
    signed_on = PastDayField(label=_("Day on the paper"))
    issuer = forms.CharField(label=_("Issuer"), max_length=200, help_text=_("The body's full name."))
    title = forms.CharField(label=_("Subject"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    abstract = forms.CharField(label=_("Abstract"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = AnyFileField(
        label=_("File of the document"), required=False, accept="application/pdf", help_text=_("PDF, at most 20 MB.")
    )

    def arguments(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        file = told.pop("file")
        return {**told, "file": file.read(LARGEST_FILE + 1) if file else b""}


class PostForm(PaperForm):
    portal = RowField(Portal.objects.order_by("collated", "pk"), action=Action.PUBLISH, label=_("Site"))
    field_order = ("portal",)

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        return {**told, "portal": told["portal"].key}


class CorrectForm(PaperForm):
    """What stands is offered to be put right; `seen` is its edition."""

    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=1, max_value=1_000_000)
    reason = forms.CharField(
        label=_("Reason for the correction"),
        help_text=_("Readers see it on the site: say what was wrong and what is right."),
        max_length=LONGEST_CORRECTION,
    )
    field_order = ("reason",)

    def starting(self) -> dict[str, Any]:
        record: Any = self.record
        return {"seen": record.edition, **{name: getattr(record, name) for name in SHOWN}}

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "at": clock.within(self.day, clock.now())}

    def prepare(self) -> None:
        if getattr(self.record, "file", ""):
            self.fields["file"].help_text = _("PDF, at most 20 MB. Empty: the file that stands there stays.")
