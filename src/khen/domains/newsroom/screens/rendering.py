"""Texts in other languages at the counter: rendered from a bulletin, confirmed by a listener, published."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from khen.bodies.models import Person
from khen.bodies.reads import on_day
from khen.bodies.terms import Action
from khen.desk import scope
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, ReasonForm, RowField, TextField
from khen.desk.listing import Chip, Filters
from khen.desk.pages import FilePage
from khen.desk.uploads import LARGEST, AnyFileField
from khen.domains.newsroom import acts, rules
from khen.domains.newsroom.acts.rendering import outdated, reasons_not_to_recall, rendered_by, sites_of
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.models.tongues import Language, Variant
from khen.domains.newsroom.reads.tongues import with_replaced
from khen.domains.newsroom.rules import tongues
from khen.domains.newsroom.screens import signs
from khen.domains.newsroom.screens.needs import NEEDS
from khen.domains.newsroom.screens.steps import in_order
from khen.domains.newsroom.screens.verbs import draft, publish
from khen.domains.newsroom.terms import Upload
from khen.domains.newsroom.terms.tongues import SAYINGS, Heard

scope.shared(Language)
MOODS = {Heard.WAITING: "wait", Heard.CONFIRMED: "wait", Heard.PUBLISHED: "good", Heard.RETURNED: "bad", Heard.RECALLED: "bad"}


class RenderForm(ActForm):
    language = RowField(Language.objects.all(), label=_("Language"), to_field_name="key")
    translator = forms.CharField(
        label=_("Who translated or spoke it"), max_length=tongues.LONGEST_NAME, help_text=_("May be somebody outside the house.")
    )
    title = forms.CharField(label=_("Title in that language"), max_length=rules.LONGEST_TITLE, required=False)
    body_html = TextField(label=_("Text in that language"), max_length=rules.LONGEST_RAW, required=False)
    recording = AnyFileField(
        label=_("Recording"),
        accept="audio/mpeg,audio/mp4,audio/ogg,audio/wav",
        required=False,
        help_text=_("Alone, where the language has no written habit."),
    )
    gist = forms.CharField(
        label=_("What it says in Vietnamese"), max_length=tongues.LONGEST_GIST, widget=forms.Textarea({"rows": 4})
    )

    def prepare(self) -> None:
        self.rows("language").queryset = Language.objects.filter(on_day(self.day))

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        given = told.pop("recording")
        upload = Upload(name=given.name, content=given.read(LARGEST + 1)) if given is not None else None
        return {**told, "language": told["language"].key, "recording": upload}


class ConfirmForm(ActForm):
    understands = forms.BooleanField(label=_("I understand this language; it says what the gist says."))


def against_rendering(record: Bulletin, person: Person, day: date) -> Iterator[object]:
    return tongues.reasons_not_to_render(standing=record.standing)


def against_confirming(record: Variant, person: Person, day: date) -> Iterator[object]:
    yield from tongues.reasons_not_to_confirm(
        standing=record.standing,
        by_writer=rendered_by(record, person, day),
        name=person.full_name,
        translator=record.translator,
        bulletin=record.bulletin.standing,
    )
    yield from tongues.reasons_about_age(outdated=outdated(record))


def against_returning(record: Variant, person: Person, day: date) -> Iterator[object]:
    return tongues.reasons_not_to_return(standing=record.standing, bulletin=record.bulletin.standing)


def against_publishing(record: Variant, person: Person, day: date) -> Iterator[object]:
    bulletin, sites = record.bulletin.standing, len(sites_of(record.bulletin))
    text = bool(record.body_html)
    yield from tongues.reasons_not_to_publish(standing=record.standing, text=text, bulletin=bulletin, sites=sites)
    yield from tongues.reasons_about_age(outdated=outdated(record))


def against_recalling(record: Variant, person: Person, day: date) -> Iterator[object]:
    return reasons_not_to_recall(record)


RENDER = draft(
    name="dich",
    label=_("Render in another language"),
    done=_("It is kept and waits for somebody who understands the language."),
    press=_("Keep the rendering"),
    icon="globe",
    act=acts.render,
    form=RenderForm,
    reasons=against_rendering,
    template="newsroom/act.html",
)
advise = partial(Verb, action=Action.ADVISE, template="newsroom/rendering_act.html")
VERBS = (
    advise(
        name="xac-nhan",
        label=_("Confirm that it is right"),
        done=_("Confirmed."),
        act=acts.confirm_rendering,
        form=ConfirmForm,
        reasons=against_confirming,
    ),
    advise(
        name="tra-lai",
        label=_("Return to the translator"),
        done=_("Returned."),
        icon="rotate",
        act=acts.return_rendering,
        form=ReasonForm,
        reasons=against_returning,
    ),
    publish(
        name="dang",
        label=_("Publish beside the Vietnamese text"),
        done=signs.RENDERING_PUBLISHED,
        icon="upload",
        act=acts.publish_rendering,
        reasons=against_publishing,
        template="newsroom/rendering_act.html",
    ),
    publish(
        name="go",
        label=_("Take this rendering down"),
        done=signs.RENDERING_RECALLED,
        icon="bin",
        act=acts.recall_rendering,
        form=ReasonForm,
        reasons=against_recalling,
        explanation=_("It goes from every portal; the Vietnamese text and other languages stay as they are."),
        template="newsroom/rendering_act.html",
        grave=True,
    ),
)


def mood(row: Variant) -> str:
    return "bad" if row.gone else MOODS[Heard(row.standing)]


STANDING = Chip("stands", label=_("Standing"), mood=mood)
AGE = Chip(
    "age",
    label=_("Version"),
    accessor=lambda row: _("Outdated") if row.version.number < row.bulletin.number else "",
    mood=lambda row: "bad",
)


class RenderingFilters(Filters):
    class Meta:
        model = Variant
        fields: ClassVar[list[str]] = ["language", "standing"]


class RecordingPage(FilePage):
    def stored(self) -> tuple[str, str, str]:
        if not self.record.recording:
            raise Http404
        return self.record.recording, self.record.recording_name, self.record.recording_mime


class RenderingCounter(Counter):
    model = Variant
    body = "bulletin__body"
    icon = "globe"
    menu_label = _("Other languages")
    empty = _("Nothing in another language yet: open a bulletin, choose “Render in another language”, and it stands here.")
    menu_order = 105
    list_display = ["bulletin", "language", STANDING, AGE, "translator", "on"]
    filterset_class = RenderingFilters
    list_export = ["bulletin", "language", "stands", "translator", "gist", "heard_by", "heard_on", "on"]
    export_headings = {"stands": _("Standing"), "heard_on": _("Day of the confirmation")}
    list_select = ("bulletin__body", "language", "version", "heard_by")
    search_fields = ("bulletin__folded",)
    verbs, sayings, needs = in_order(VERBS, "go", after=attrgetter("on")), SAYINGS, NEEDS
    record_template = "newsroom/rendering.html"

    def rows(self, person: Any, day: date) -> QuerySet[Any]:
        return with_replaced(super().rows(person, day))

    def listed(self, rows: QuerySet[Any], person: Any, day: date) -> QuerySet[Any]:
        return with_replaced(super().listed(rows, person, day))

    def shown(self, record: Variant, person: Person) -> dict[str, Any]:
        called, own = str(record.language), record.language.own_name
        language = f"{own} ({called})" if own and own != called else called
        return {
            "about": [
                (_("Language"), language),
                (_("Translator"), record.translator),
                (_("Entered by"), record.by),
                (_("Confirmed by"), record.heard_by),
            ]
        }

    def more(self) -> list[URLPattern]:
        return [path("<int:pk>/ban-ghi/", RecordingPage.as_view(counter=self), name="recording")]
