"""Templates at the counter: kept by a body, chosen when a text is begun."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.desk.act_pages import BeginPage
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, BodyField, RowField, TextField, settle_body
from khen.desk.listing import Chip
from khen.domains.newsroom import acts, rules
from khen.domains.newsroom.models import Pattern, Topic
from khen.domains.newsroom.reads import campaigns as kept
from khen.domains.newsroom.reads.patterns import offered
from khen.domains.newsroom.rules import patterns as blank
from khen.domains.newsroom.screens import answers
from khen.domains.newsroom.screens.forms import WriteForm
from khen.domains.newsroom.terms import Klass
from khen.domains.newsroom.terms import patterns as terms

COPIED = ("title", "summary", "body_html", "klass")


class PatternPage(BeginPage):
    """First which template, then the usual form with its words in it."""

    @cached_property
    def pattern(self) -> Pattern | None:
        asked = self.request.GET.get("mau", "")
        if not asked:
            return None
        if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
            raise Http404
        return get_object_or_404(offered(self.person, self.day), pk=asked)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if self.pattern is not None:
            return super().get(request, **kwargs)
        self.template_name = "newsroom/patterns.html"
        return self.shown(verb=self.verb, patterns=offered(self.person, self.day), back=self.url("index"))

    def get_template_names(self) -> list[str]:
        return [self.template_name] if self.template_name == "newsroom/patterns.html" else super().get_template_names()

    def form(self, *given: Any) -> ActForm:
        form = super().form(*given)
        if self.pattern is not None:
            form.initial.update({name: getattr(self.pattern, name) for name in COPIED}, topic=self.pattern.topic.key)
        return form


FROM_PATTERN = Verb(
    name="soan-tu-mau",
    label=_("Write from a template"),
    press=_("Keep the draft"),
    done=answers.kept,
    icon="copy",
    action=Action.DRAFT,
    act=acts.write,
    form=WriteForm,
    page=PatternPage,
    explanation=_("Fill in everything that stands between square brackets: [..]."),
)


class WordingForm(ActForm):
    name = forms.CharField(label=_("Name of the template"), max_length=blank.LONGEST_NAME)
    title = forms.CharField(label=_("Title"), max_length=rules.LONGEST_TITLE, required=False)
    summary = forms.CharField(label=_("Summary"), max_length=600, required=False, widget=forms.Textarea({"rows": 2}))
    body_html = TextField(
        label=_("Text"), max_length=rules.LONGEST_RAW, help_text=_("Mark what is to be filled in so: [.. day ..].")
    )
    topic = RowField(Topic.objects.all(), action=Action.APPROVE, label=_("Topic"), to_field_name="key")
    klass = forms.ChoiceField(label=_("Class"), choices=Klass.choices, initial=Klass.NEWS)

    def prepare(self) -> None:
        self.rows("topic").queryset = kept.offered(self.rows("topic").queryset, self.record, self.day)

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        return {**told, "topic": told["topic"].key}


class MakeForm(WordingForm):
    body = BodyField(action=Action.APPROVE, label=_("For this body and all below it"))
    field_order = ("body", "name")

    def prepare(self) -> None:
        super().prepare()
        settle_body(self.fields["body"], self.person, self.day)


class RewordForm(WordingForm):
    def standing(self) -> dict[str, Any]:
        assert isinstance(self.record, Pattern)
        return {**{name: getattr(self.record, name) for name in ("name", *COPIED)}, "topic": self.record.topic.key}


def against(record: Pattern, person: Person, day: date) -> Iterator[object]:
    return blank.reasons_about_retired(retired=record.retired_on is not None)


keep = partial(Verb, action=Action.APPROVE)
RETIRED = Chip("retired_on", label=_("Retired"), accessor=lambda row: _("Retired") if row.retired_on else "")


class PatternCounter(Counter):
    model = Pattern
    icon = "copy"
    menu_label = _("Templates")
    empty = _("No template yet: whoever approves makes one with blanks to fill in, and authors begin a bulletin from it.")
    menu_order = 115
    list_display = ["name", "topic", "body", "made_on", RETIRED]
    list_filter = ["topic", "body"]
    list_export = ["name", "topic", "body", "made_on", "retired_on"]
    list_select = ("topic", "body")
    search_fields = ("folded",)
    sayings = terms.SAYINGS
    record_template = "newsroom/pattern.html"
    begins = (
        keep(
            name="lap-mau",
            label=_("Make a template"),
            act=acts.make_pattern,
            form=MakeForm,
            done=_("The template is ready: authors find it where they begin to write."),
            icon="plus",
        ),
    )
    verbs = (
        keep(
            name="sua",
            label=_("Change the template"),
            act=acts.change_pattern,
            form=RewordForm,
            reasons=against,
            done=_("The template is kept as it is worded now."),
            icon="edit",
        ),
        keep(
            name="thoi-dung",
            label=_("Retire the template"),
            act=acts.retire_pattern,
            reasons=against,
            done=_("Nobody begins with it any more."),
            icon="cross",
            grave=True,
        ),
    )

    def shown(self, record: Pattern, person: Person) -> dict[str, Any]:
        return {"about": [(_("Body"), record.body), (_("Topic"), record.topic), (_("Class"), record.get_klass_display())]}
