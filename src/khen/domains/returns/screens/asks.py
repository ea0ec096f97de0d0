"""Who is asked for which form, for which period, by which day."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter
from wagtail.admin.ui.tables import Column

from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Body, Person
from khen.bodies.terms import Action
from khen.desk.act_pages import BeginPage
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, DayField, RowField, offer
from khen.desk.groups import BodiesField, Folds, examples, listed, named
from khen.desk.listing import Filters
from khen.desk.periods import current_half, halves, in_words, months, offered, whole
from khen.domains.returns import acts, reads
from khen.domains.returns.models import Ask, Form, Item
from khen.domains.returns.screens import answers
from khen.domains.returns.terms import SAYINGS, Asked, Rhythm

MOST_NAMED = 2000  # letters
LONGEST_KEY = 19  # digits; longer ones are no row's
FORM, PERIOD = "bieu", "ky"  # what an address may choose beforehand
PARTS = {Rhythm.HALF: halves, Rhythm.YEAR: whole, Rhythm.MONTH: months}


class AskForm(ActForm):
    form = RowField(Form.objects.order_by("pk"), label=_("Form"))
    period = forms.ChoiceField(label=_("Period"))
    named = forms.CharField(
        label=_("Bodies by name"),
        max_length=MOST_NAMED,
        required=False,
        help_text=_("Parts of their names, with or without marks, parted by commas. Or tick them below."),
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
    chosen: Form | None = None  # the form for which bodies are looked up and shown

    class Media:
        js = ("returns/asks.js",)

    def starting(self) -> dict[str, Any]:
        return {"period": current_half(self.day)}

    def prepare(self) -> None:
        """Bodies that fill in some form, within reach, and once one is chosen those that fill in that; periods of the items'
        rhythms."""
        rhythms = set(Item.objects.order_by().values_list("rhythm", flat=True).distinct())
        offer(self.fields["period"], offered(self.day, *(part for rhythm, part in PARTS.items() if rhythm in rhythms)))
        kinds = {kind for one in Form.objects.all() for kind in one.fillers}
        bodies = self.rows("bodies")
        bodies.queryset = bodies.queryset.filter(kind__in=kinds)
        self.choose(self.data.get("form", ""))

    def choose(self, key: str, period: str = "") -> None:
        """Begin with a form and a period; what is neither changes nothing."""
        known = key.isascii() and key.isdigit() and len(key) < LONGEST_KEY
        self.chosen = Form.objects.filter(pk=key).first() if known else None
        if self.chosen:
            self.initial["form"] = self.chosen.pk
            self.fields["named"].help_text = self._with_example(self.chosen)
        offered: Any = self.fields["period"]
        if offered.valid_value(period):
            self.initial["period"] = period
        if not self.is_bound:
            self.rows("bodies").queryset = self.askable()

    def askable(self) -> Any:
        """The bodies within reach that fill in the chosen form; of every form while none is chosen."""
        bodies = self.rows("bodies").queryset
        return bodies.filter(kind__in=self.chosen.fillers) if self.chosen else bodies

    def _with_example(self, form: Form) -> str:
        said = {"form": form, "example": ", ".join(examples(self.askable()))}
        words = _(
            "Parts of names of bodies that fill in “%(form)s”, with or without marks, parted by commas, such as: %(example)s."
        )
        return str(words) % said if said["example"] else str(self.fields["named"].help_text)

    def clean_named(self) -> list[Body]:
        return named(self.cleaned_data["named"], self.askable(), besides=self.rows("bodies").queryset)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        strangers = [one for one in told.get("bodies", ()) if self.chosen and not self.chosen.is_for(one.kind)]
        if strangers:
            words = _("These do not fill in the chosen form and are no longer ticked: %(names)s. Look once more, then send.")
            self.add_error("bodies", words % {"names": listed(strangers)})
        if not self.errors and not told["named"] and not told["bodies"]:
            self.add_error("bodies", _("Tick at least one, or write its name above."))
        self.rows("bodies").queryset = self.askable()  # what the page shows that comes back
        return told

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        chosen = {one.pk: one for one in [*told["bodies"], *told.pop("named")]}
        return {**told, "bodies": list(chosen.values())}


class AskPage(BeginPage):
    """The address may name form and period; without a script that is how the bodies of one form alone are shown."""

    def form(self, *given: Any) -> ActForm:
        form = super().form(*given)
        if not given and isinstance(form, AskForm):
            form.choose(self.request.GET.get(FORM, ""), self.request.GET.get(PERIOD, ""))
        return form

    def around(self) -> dict[str, Any]:
        return {**super().around(), "forms": Form.objects.order_by("pk")}


ASK = Verb(
    name="yeu-cau",
    label=_("Ask for figures"),
    action=Action.ACCEPT,
    act=acts.ask_several,
    form=AskForm,
    page=AskPage,
    template="returns/ask.html",
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
    list_export, export_words = ("form", "period", "body", "due"), {"period": in_words}
    export_headings = {"form": _("Form"), "period": _("Period"), "body": _("Body"), "due": _("Due by")}
    list_select = ("form", "body")
    search_fields = ("body__folded",)
    begins, sayings, needs = (ASK,), {Asked.kind: SAYINGS[Asked.kind]}, {Asked.kind: Action.ACCEPT}

    def shown(self, record: Ask, person: Person) -> dict[str, Any]:
        sent = reads.progress(record.form, record.period, bodies=Body.objects.filter(pk=record.body_id))
        about = [(_("Body"), record.body), (_("Due by"), day_in_digits(record.due))]
        return {"about": [*about, (_("Sent whole"), _("yes") if sent.is_complete else _("not yet"))]}


ASKS = AskCounter("yeu-cau-so-lieu")
