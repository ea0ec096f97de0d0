"""What a report's acts ask for."""

import sys
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khen.bodies.terms import Action
from khen.desk.forms import ActForm, BodyField, DayField, PlainNumberField, ReasonForm, offer
from khen.desk.groups import Folds
from khen.desk.periods import halves, halves_by_regime, offered
from khen.desk.uploads import AnyFileField
from khen.reports import acts, chips, marks, reads, rules
from khen.reports.checks import kinds
from khen.reports.findings import looked_at
from khen.reports.models import Block, Report
from khen.reports.outline import outline, outlines


class OpenForm(ActForm):
    body = BodyField(action=Action.COMPOSE, label=_("Body that reports"))
    period = forms.ChoiceField(label=_("Period"))
    outline = forms.ChoiceField(label=_("Outline"))
    due = DayField(label=_("Due on"))

    def prepare(self) -> None:
        fitting = Q()
        for one in outlines():
            fitting |= Q(pk__in=reads.fitting(one, self.day))
        bodies = self.rows("body")
        bodies.queryset = bodies.queryset.filter(fitting)
        self.initial["period"] = reads.due_half(bodies.queryset, self.day)
        offer(self.fields["period"], offered(self.day, halves, halves_by_regime))
        offer(self.fields["outline"], [(one.key, one.name) for one in outlines()])

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "outline": outline(self.cleaned_data["outline"])}


class SeenForm(ActForm):
    """Carries the mark of the text that the person has before them."""

    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    def starting(self) -> dict[str, Any]:
        assert isinstance(self.record, Block)
        return {"seen": chips.mark(self.record.text)}


class BlockForm(SeenForm):
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=rules.LONGEST_BLOCK,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_(
            "A figure stands as its key in braces, {licences.granted}; with :02 small numbers get a leading 0. "
            "Words in square brackets are hints: put your own in their place."
        ),
    )

    def starting(self) -> dict[str, Any]:
        assert isinstance(self.record, Block)
        return {**super().starting(), "text": self.record.text}


class Kinds(Folds):
    """Warnings under the name of their kind; all stand open, to be read before one is ticked."""

    few = sys.maxsize


class PassForm(ActForm):
    """Which warnings, of one kind, may stand for one reason; none is ticked beforehand."""

    findings = forms.MultipleChoiceField(label=_("Warnings"), widget=Kinds, error_messages={"required": _("Tick at least one.")})
    reason = forms.CharField(
        label=_("Why it may stand"), max_length=rules.LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )

    def prepare(self) -> None:
        assert isinstance(self.record, Report)
        choices: dict[str, dict[str, str]] = {}
        for one in looked_at(self.record).found:
            if one.warns:
                choices.setdefault(kinds.called(one.finding.rule), {})[one.key] = one.finding.message
        offer(self.fields["findings"], [(kind, list(some.items())) for kind, some in choices.items()])


class ApproveForm(ActForm):
    """Carries the mark of the figures, words and signature block that the person has before them."""

    seen = forms.CharField(max_length=marks.LONGEST, widget=forms.HiddenInput)

    def starting(self) -> dict[str, Any]:
        assert isinstance(self.record, Report)
        return {"seen": marks.mark(self.record, looked_at(self.record).values, by=self.person, on=self.day)}


class NumberForm(ActForm):
    number = PlainNumberField(
        label=_("Number"),
        min_value=1,
        max_value=rules.HIGHEST_NUMBER,
        help_text=_("Numbers begin with 01 each year; each is used once."),
    )
    signed_on = DayField(label=_("Day on the paper"))

    def starting(self) -> dict[str, Any]:
        return {"signed_on": self.day}


class CorrectNumberForm(NumberForm, ReasonForm):
    field_order = ("number", "signed_on", "reason")

    def standing(self) -> dict[str, Any]:
        assert isinstance(self.record, Report)
        return {"number": self.record.number, "signed_on": self.record.signed_on}


class RightNumberForm(ActForm):
    """Carries the entry of the correction that the person has before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def starting(self) -> dict[str, Any]:
        assert isinstance(self.record, Report)
        doubt = reads.older_than_its_number(self.record)
        return {"seen": doubt.seq if doubt else None}


class ScanForm(ActForm):
    file = AnyFileField(label=_("Signed copy (PDF)"), accept="application/pdf", help_text=_("PDF, at most 20 MB."))

    def arguments(self) -> dict[str, Any]:
        return {"data": self.cleaned_data["file"].read(acts.LARGEST_SCAN + 1)}


class ReplaceScanForm(ScanForm, ReasonForm):
    field_order = ("file", "reason")

    def arguments(self) -> dict[str, Any]:
        return {**super().arguments(), "reason": self.cleaned_data["reason"]}
