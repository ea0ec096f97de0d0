"""The forms of a monthly list: which month, the coefficient of each bulletin, and closing it."""

from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khen.atoms.period import Period, month, parse
from khen.bodies.reads import answers_for
from khen.bodies.terms import Action
from khen.desk.forms import ActForm, BodyField, NumberField, SeenForm, offer, settle_body
from khen.desk.periods import months, offered
from khen.domains.newsroom.acts.fee_lines import lines_now
from khen.domains.newsroom.models import FeeList
from khen.domains.newsroom.terms import fees as terms

MOST = 800  # bulletins on one page: two fields each, within what the house takes of one form
WORK, COEFFICIENT = "loai-{}", "he-so-{}"
HALF = _("Give both the sort of work and the coefficient, or neither.")


def month_before(day: date) -> Period:
    """The month that is over."""
    last = day.replace(day=1) - timedelta(days=1)
    return month(last.year, last.month)


class DrawUpForm(ActForm):
    body = BodyField(action=Action.PUBLISH, label=_("Of which body"))
    period = forms.ChoiceField(label=_("Of which month"))

    def prepare(self) -> None:
        settle_body(self.fields["body"], self.person, self.day)
        begun = [(year, [one for one in some if parse(one[0]).first <= self.day]) for year, some in offered(self.day, months)]
        offer(self.fields["period"], [(year, some) for year, some in begun if some])
        self.fields["period"].initial = month_before(self.day).key


class MarksForm(SeenForm):
    """Every bulletin of the list that is not withdrawn, those without a coefficient first; nobody marks their own."""

    @cached_property
    def lines(self) -> list[terms.Line]:
        assert isinstance(self.record, FeeList)
        own = answers_for(self.person, Action.PUBLISH, self.record.body, self.day)
        found = [one for one in lines_now(self.record) if not one.withdrawn_on and one.author not in own]
        return sorted(found, key=lambda line: line.coefficient is not None)[:MOST]

    def standing(self) -> dict[str, Any]:
        works = {WORK.format(line.bulletin): line.work for line in self.lines}
        return {**works, **{COEFFICIENT.format(one.bulletin): one.coefficient for one in self.lines}}

    def prepare(self) -> None:
        works = [("", _("Not chosen")), *terms.Work.choices]
        for line in self.lines:
            for name, label, field in (
                (WORK, _("Sort of work of “%(title)s”"), forms.ChoiceField(choices=works, required=False)),
                (COEFFICIENT, _("Coefficient of “%(title)s”"), NumberField(required=False)),
            ):
                field.label = label % {"title": line.title}
                self.fields[name.format(line.bulletin)] = field

    def asked(self) -> list[tuple[terms.Line, list[Any]]]:
        """Each bulletin with its two fields."""
        return [(one, [self[name.format(one.bulletin)] for name in (WORK, COEFFICIENT)]) for one in self.lines]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for line in self.lines:
            work, coefficient = WORK.format(line.bulletin), COEFFICIENT.format(line.bulletin)
            both = not {work, coefficient} & self.errors.keys()
            if both and bool(cleaned[work]) != (cleaned[coefficient] is not None):
                self.add_error(coefficient, HALF)
        return cleaned

    def arguments(self) -> dict[str, Any]:
        told = self.cleaned_data
        given = {line.bulletin: [told[name.format(line.bulletin)] for name in (WORK, COEFFICIENT)] for line in self.lines}
        marks = {key: terms.Mark(work=work, coefficient=value) if work else None for key, (work, value) in given.items()}
        return {"seen": told["seen"], "marks": marks}
