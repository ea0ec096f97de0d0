"""Who is asked for which form, for which period, by which day."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.ui.tables import Column

from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Body, Person
from khen.bodies.terms import Action
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, DayField, RowField, offer
from khen.desk.groups import BodiesField, Folds, named
from khen.desk.listing import Filters
from khen.desk.periods import current_half, halves, in_words, months, offered, whole
from khen.domains.returns import acts, reads
from khen.domains.returns.models import Ask, Form, Item
from khen.domains.returns.screens import answers
from khen.domains.returns.terms import SAYINGS, Asked, Rhythm

MOST_NAMED = 2000  # letters
PARTS = {Rhythm.HALF: halves, Rhythm.YEAR: whole, Rhythm.MONTH: months}


class AskForm(ActForm):
    form = RowField(Form.objects.order_by("pk"), label=_("Form"))
    period = forms.ChoiceField(label=_("Period"))
    named = forms.CharField(
        label=_("Bodies by name"),
        max_length=MOST_NAMED,
        required=False,
        help_text=_("Parts of their names, with or without marks, parted by commas: lung cu, meo vac. Or tick them below."),
    )
    bodies = BodiesField(
        Body.objects.select_related("area").order_by("collated", "pk"),
        action=Action.ACCEPT,
        label=_("Bodies that are asked"),
        required=False,
        widget=Folds,
        help_text=_("Ask for one figure only the body that keeps it: two that declare it are added up."),
    )
    due = DayField(label=_("Due by"))

    def starting(self) -> dict[str, Any]:
        return {"period": current_half(self.day)}

    def prepare(self) -> None:
        """Bodies that fill in some form, within reach; periods of the items' rhythms."""
        rhythms = set(Item.objects.order_by().values_list("rhythm", flat=True).distinct())
        offer(self.fields["period"], offered(self.day, *(part for rhythm, part in PARTS.items() if rhythm in rhythms)))
        kinds = {kind for one in Form.objects.all() for kind in one.kinds}
        bodies = self.rows("bodies")
        bodies.queryset = bodies.queryset.filter(kind__in=kinds)

    def clean_named(self) -> list[Body]:
        return named(self.cleaned_data["named"], self.rows("bodies").queryset)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if not self.errors and not told["named"] and not told["bodies"]:
            self.add_error("bodies", _("Tick at least one, or write its name above."))
        return told

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        chosen = {one.pk: one for one in [*told["bodies"], *told.pop("named")]}
        return {**told, "bodies": list(chosen.values())}


ASK = Verb(
    name="yeu-cau",
    label=_("Ask for figures"),
    action=Action.ACCEPT,
    act=acts.ask_several,
    form=AskForm,
    done=answers.asked,
    icon="plus",
    explanation=_("Asked once more for the same form and period, a body keeps its sheet; only the day changes."),
)


def periods() -> list[tuple[str, str]]:
    keys = Ask.objects.order_by("-period").values_list("period", flat=True).distinct()
    return [(key, in_words(key)) for key in keys]


class AskFilters(Filters):
    period = ChoiceFilter(label=_("Period"), choices=periods)
    form = ModelChoiceFilter(label=_("Form"), queryset=Form.objects.order_by("pk"))

    class Meta:
        model = Ask
        fields: ClassVar[list[str]] = ["period", "form", "body"]


class AskCounter(Counter):
    model = Ask
    icon = "calendar-alt"
    menu_label = _("Requests for figures")
    empty = _("No figures asked for yet: a leader asks bodies for a form and a period, each with the day on which it is due.")
    menu_order = 305
    list_display = (
        "form",
        Column("period", label=_("Period"), accessor=lambda row: in_words(row.period), sort_key="period"),
        "body",
        "due",
    )
    filterset_class = AskFilters
    list_export = ("form", "period", "body", "due")
    export_headings = {"form": _("Form"), "period": _("Period"), "body": _("Body"), "due": _("Due by")}
    list_select = ("form", "body")
    search_fields = ("body__folded",)
    begins, sayings, needs = (ASK,), {Asked.kind: SAYINGS[Asked.kind]}, {Asked.kind: Action.ACCEPT}

    def shown(self, record: Ask, person: Person) -> dict[str, Any]:
        sent = reads.progress(record.form, record.period, bodies=Body.objects.filter(pk=record.body_id))
        about = [(_("Body"), record.body), (_("Due by"), day_in_digits(record.due))]
        return {"about": [*about, (_("Sent whole"), _("yes") if sent.is_complete else _("not yet"))]}


ASKS = AskCounter("yeu-cau-so-lieu")
