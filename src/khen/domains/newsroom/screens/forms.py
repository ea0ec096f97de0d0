"""The forms of the newsroom."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from khen.atoms import pressing
from khen.atoms.text import paragraphs
from khen.bodies.models import Area, Outlet
from khen.bodies.reads import existing
from khen.bodies.terms import Action
from khen.desk.forms import (
    ActForm,
    AreaField,
    BodyField,
    CountField,
    DayField,
    PastDayField,
    RowField,
    RowsField,
    SeenForm,
    TextField,
    settle_body,
)
from khen.desk.uploads import FileForm, PhotoForm
from khen.domains.newsroom import reads, rules
from khen.domains.newsroom.models import Attachment, Bulletin, Campaign, Topic
from khen.domains.newsroom.reads.campaigns import offered
from khen.domains.newsroom.terms import Klass, MediaKind, Origin, Upload


def uploads_of(form: PhotoForm) -> list[Upload]:
    given = form.upload()
    return [Upload(**given)] if given else []


UNENDED = format_lazy(
    _("Empty: until it is withdrawn; an emergency or a notice then leads, and anything pops up, for {days} days only."),
    days=pressing.DAYS,
)


class AttachForm(FileForm):
    def arguments(self) -> dict[str, Any]:
        return {"uploads": uploads_of(self)}


class TextForm(ActForm):
    """Everything that is said, and what is said about it."""

    title = forms.CharField(label=_("Title"), max_length=rules.LONGEST_TITLE, widget=forms.TextInput({"autofocus": True}))
    summary = forms.CharField(label=_("Summary"), max_length=600, required=False, widget=forms.Textarea({"rows": 2}))
    body_html = TextField(label=_("Text"), max_length=rules.LONGEST_RAW)
    topic = RowField(Topic.objects.all(), action=Action.DRAFT, label=_("Topic"), to_field_name="key")
    klass = forms.ChoiceField(label=_("Class"), choices=Klass.choices, initial=Klass.NEWS)
    area = AreaField(label=_("Area"), required=False, help_text=_("Where it happens."))
    campaign = RowField(Campaign.objects.all(), action=Action.DRAFT, label=_("Campaign"), required=False, to_field_name="key")
    origin = forms.ChoiceField(label=_("Origin"), choices=Origin.choices, initial=Origin.OWN)
    source = forms.CharField(label=_("Source"), max_length=200, required=False, help_text=_("Needed when it is not our own."))
    since = DayField(label=_("Shown from"), required=False, help_text=_("Empty: from the day of publication."))
    until = DayField(label=_("Shown until"), required=False, help_text=UNENDED)

    def prepare(self) -> None:
        self.rows("topic").queryset = offered(self.rows("topic").queryset, self.record, self.day)
        self.rows("campaign").queryset = offered(self.rows("campaign").queryset, self.record, self.day)
        if not self.rows("campaign").queryset.exists():
            del self.fields["campaign"]  # a question with no answer to choose is not asked
        self.rows("area").queryset = Area.objects.filter(existing(self.day))

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        campaign = told.get("campaign")
        return {**told, "topic": told["topic"].key, "campaign": campaign.key if campaign else ""}


class WriteForm(TextForm, PhotoForm):
    body = BodyField(action=Action.DRAFT, label=_("On behalf of"))
    field_order = ["body", "title", "summary", "body_html", "file", "alt"]

    def prepare(self) -> None:
        super().prepare()
        settle_body(self.fields["body"], self.person, self.day)

    further = _("Keep and submit")

    def arguments(self) -> dict[str, Any]:
        uploads = uploads_of(self)
        return {**super().arguments(), "uploads": uploads, "hand_in": self.goes_further}


class NoteForm(PhotoForm):
    """Title, text, photo: written standing in the field, finished at a desk."""

    body = BodyField(action=Action.DRAFT, label=_("On behalf of"))
    title = forms.CharField(label=_("Title"), max_length=rules.LONGEST_TITLE, widget=forms.TextInput({"autofocus": True}))
    text = forms.CharField(
        label=_("Text"),
        max_length=rules.LONGEST_BODY,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Leave an empty line between two paragraphs."),
    )
    topic = RowField(Topic.objects.all(), action=Action.DRAFT, label=_("Topic"), to_field_name="key", initial="khac")
    field_order = ["body", "title", "text", "file", "alt", "topic"]
    further = _("Keep and submit")

    def prepare(self) -> None:
        settle_body(self.fields["body"], self.person, self.day)
        self.rows("topic").queryset = offered(self.rows("topic").queryset, None, self.day)

    def arguments(self) -> dict[str, Any]:
        uploads, told = uploads_of(self), self.cleaned_data
        said = {"title": told["title"], "body_html": paragraphs(told["text"]), "topic": told["topic"].key}
        return {"body": told["body"], **said, "uploads": uploads, "hand_in": self.goes_further}


PLAIN = ("title", "summary", "body_html", "klass", "origin", "source", "since", "until")


class DetachForm(ActForm):
    attachments = RowsField(Attachment.objects.all(), label=_("Files to leave out"))

    def prepare(self) -> None:
        field = self.rows("attachments")
        field.queryset = field.queryset.filter(bulletin=self.record, left_in=None)


class PublishSeveralForm(ActForm):
    """The outlets are chosen once; a bulletin that stands on one of them already is refused by its own act."""

    outlets = RowsField(Outlet.objects.all(), action=Action.PUBLISH, label=_("Where to publish"))

    def offered(self) -> QuerySet[Outlet]:
        return reads.outlets_fed(self.person, self.day)

    def prepare(self) -> None:
        self.rows("outlets").queryset = self.offered()
        self.rows("outlets").label_from_instance = lambda outlet: f"{outlet.get_kind_display().capitalize()}: {outlet.name}"


class PublishForm(SeenForm, PublishSeveralForm):
    def offered(self) -> QuerySet[Outlet]:
        assert isinstance(self.record, Bulletin)
        return reads.outlets_for(self.person, self.record, self.day)

    def prepare(self) -> None:
        super().prepare()
        assert isinstance(self.record, Bulletin)
        if reads.attachments_of(self.record.pk, self.record.number).exclude(kind=MediaKind.PICTURE).exists():
            self.rows("outlets").help_text = _(
                "Recordings and files of this text stand on sites alone; other channels lead there."
            )


class ElsewhereForm(ActForm):
    outlet = RowField(Outlet.objects.all(), action=Action.PUBLISH, label=_("Where it was published"))
    on = PastDayField(label=_("Day of publication"))
    link = forms.URLField(
        label=_("Address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Where it can be read; needed for everything but a radio programme."),
    )
    reach = CountField(label=_("Reach"), required=False, help_text=_("As the channel reports it."))

    def starting(self) -> dict[str, Any]:
        return {"on": self.day}

    def prepare(self) -> None:
        self.rows("outlet").queryset = reads.outlets_by_hand(self.person, self.day)


class ReachForm(ActForm):
    reach = CountField(label=_("Reach"))
