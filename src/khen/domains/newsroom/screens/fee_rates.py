"""The rates by which a body pays for bulletins, entered and ended at the counter."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.vietnamese import day_in_digits, number, trimmed
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.desk.counter import Counter, Verb
from khen.desk.forms import BodyField, CountField, NumberField, ReasonForm
from khen.desk.listing import Chip, Plain
from khen.desk.verbs import Words
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import FeeRate
from khen.domains.newsroom.rules import fees as rules
from khen.domains.newsroom.rules.regulations import LONGEST_BASIS
from khen.domains.newsroom.screens.decided import LAST, DecidedForm, EndForm, reasons_about_ended
from khen.domains.newsroom.screens.needs import NEEDS
from khen.domains.newsroom.terms import fees as terms


class RateForm(DecidedForm):
    body = BodyField(action=Action.SIGN, label=_("For which body"))
    work = forms.ChoiceField(label=_("Sort of work"), choices=terms.Work)
    base = CountField(label=_("Base amount in đồng"), help_text=_("What a coefficient of 1 is worth."))
    lowest = NumberField(label=_("Lowest coefficient"), help_text=_("Two decimals at most, for example 0,5."))
    highest = NumberField(label=_("Highest coefficient"))
    legal_basis = forms.CharField(label=_("By which decision"), max_length=LONGEST_BASIS, help_text=_("Its number and its day."))
    field_order = ("body", "work", "base", "lowest", "highest", "legal_basis", "since", "until")


def against_ending(record: FeeRate, person: Person, day: date) -> Iterator[object]:
    yield from rules.reasons_about_annulled_rate(annulled=record.annulled)
    yield from reasons_about_ended(record, day)


def against_annulling(record: FeeRate, person: Person, day: date) -> Iterable[object]:
    return rules.reasons_about_annulled_rate(annulled=record.annulled)


def state(row: FeeRate) -> tuple[Words, str]:
    """How it stands today, and the mood of that."""
    today = clock.today()
    if row.annulled:
        return _("Annulled"), "bad"
    if row.since > today:
        return _("Not in force yet"), "wait"
    return (_("No longer in force"), "calm") if row.until and row.until <= today else (_("In force"), "good")


def frame(row: FeeRate) -> str:
    return f"{trimmed(row.lowest)} - {trimmed(row.highest)}"


keep = partial(Verb, action=Action.SIGN)


class RateCounter(Counter):
    model = FeeRate
    icon = "decimal"
    menu_label = _("Rates for fees")
    empty = _(
        "No rate yet, so lists of bulletins show no amounts: a leader enters one for each sort of work, by the number of the "
        "body's own decision."
    )
    menu_order = 124
    list_display = [
        "work",
        Chip("state", label=_("Standing"), accessor=lambda row: state(row)[0], mood=lambda row: state(row)[1]),
        "body",
        Plain("base", label=_("Base amount (đồng)"), sort_key="base", accessor=lambda row: number(row.base)),
        Plain("frame", label=_("Coefficients"), accessor=frame),
        Plain("since", label=_("From which day"), sort_key="since", accessor=lambda row: day_in_digits(row.since)),
        Plain("until", label=LAST, sort_key="until", accessor=lambda row: day_in_digits(row.until) if row.until else ""),
    ]
    list_filter = ["work", "body", "annulled"]
    list_export = ["work", "body", "base", "lowest", "highest", "since", "until", "legal_basis", "by", "on", "annulled"]
    export_headings = {"since": _("From which day"), "until": LAST}
    list_select = ("body", "by")
    search_fields = ("body__folded",)
    sayings = terms.OF_RATES
    needs = NEEDS
    begins = (
        keep(
            name="nhap",
            label=_("Enter a rate"),
            act=acts.enter_rate,
            form=RateForm,
            done=_("The rate is kept; open lists are reckoned by it."),
            icon="plus",
        ),
    )
    verbs = (
        keep(
            name="ket-thuc",
            label=_("End the rate"),
            act=acts.end_rate,
            form=EndForm,
            reasons=against_ending,
            done=_("The rate ends on that day."),
            icon="date",
        ),
        keep(
            name="huy",
            label=_("Annul a rate entered wrongly"),
            act=acts.annul_rate,
            form=ReasonForm,
            reasons=against_annulling,
            done=_("The rate is annulled; closed lists stay as they are."),
            icon="cross",
            grave=True,
        ),
    )

    def shown(self, record: FeeRate, person: Person) -> dict[str, Any]:
        days = [day_in_digits(day) if day else "" for day in (record.since, record.until)]
        first = [(_("Sort of work"), record.get_work_display()), (_("For which body"), record.body)]
        worth = [(_("Standing"), state(record)[0]), (_("Base amount (đồng)"), number(record.base))]
        held = [(_("Coefficients"), frame(record)), (_("From which day"), days[0]), (LAST, days[1])]
        return {"about": [*first, *worth, *held, (_("By which decision"), record.legal_basis), (_("Who entered it"), record.by)]}
