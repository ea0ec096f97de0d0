"""What holds for a body by a decision, from a day until it is ended: regulations and rates."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khen.desk.forms import ActForm, DayField, SinceForm, settle_body
from khen.domains.newsroom.models import FeeRate, Regulation
from khen.domains.newsroom.rules.regulations import LONGEST_BASIS, reasons_not_to_end

LAST = _("First day on which it no longer holds")


class DecidedForm(SinceForm):
    """With a field `body` of those for which the person may decide it."""

    legal_basis = forms.CharField(label=_("By which decision"), max_length=LONGEST_BASIS)
    until = DayField(label=LAST, required=False, help_text=_("Empty: until it is ended."))

    def prepare(self) -> None:
        settle_body(self.fields["body"], self.person, self.day)


class EndForm(ActForm):
    until = DayField(label=LAST)

    def starting(self) -> dict[str, Any]:
        return {"until": self.day}


def reasons_about_ended(record: FeeRate | Regulation, day: date) -> Iterator[object]:
    """Why one that ended by that day is not ended again."""
    if record.until and record.until <= day:
        yield from reasons_not_to_end(since=record.since, until=record.until, ends=record.until)
