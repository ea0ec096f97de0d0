"""The newsroom at the counter: bulletins with every step of their road, and publications made by hand."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.bodies.models import Area, Body, Outlet, Person
from khen.bodies.reads import existing, on_day
from khen.bodies.terms import Action
from khen.desk import scope
from khen.desk.counter import Counter, Verb
from khen.desk.forms import ActForm, DayField, PastDayField, ReasonForm, RowField, RowsField, TextField, settle_body
from khen.desk.home import Waiting
from khen.desk.listing import Chip, Filters
from khen.desk.pages import FilePage, Page
from khen.desk.uploads import FileForm, PhotoForm
from khen.domains.newsroom import acts, reads, rules, terms
from khen.domains.newsroom.models import Attachment, Bulletin, Campaign, Elsewhere, Topic
from khen.domains.newsroom.terms import Klass, Origin, Upload

scope.shared(Topic)
scope.shared(Campaign)
scope.belongs(Attachment, "bulletin__body")


def uploads_of(form: PhotoForm) -> list[Upload]:
    given = form.upload()
    return [Upload(**given)] if given else []


class AttachForm(FileForm):
    def arguments(self) -> dict[str, Any]:
        return {"uploads": uploads_of(self)}


class TextForm(ActForm):
    """Everything that is said, and what is said about it."""

    title = forms.CharField(label=_("Title"), max_length=rules.LONGEST_TITLE)
    summary = forms.CharField(label=_("Summary"), max_length=600, required=False, widget=forms.Textarea({"rows": 2}))
    body_html = TextField(label=_("Text"), max_length=rules.LONGEST_RAW)
    topic = RowField(Topic.objects.all(), label=_("Topic"), to_field_name="key")
    klass = forms.ChoiceField(label=_("Class"), choices=Klass.choices, initial=Klass.NEWS)
    area = RowField(Area.objects.all(), label=_("Area"), required=False, help_text=_("Where it happens."))
    campaign = RowField(Campaign.objects.all(), label=_("Campaign"), required=False, to_field_name="key")
    origin = forms.ChoiceField(label=_("Origin"), choices=Origin.choices, initial=Origin.OWN)
    source = forms.CharField(label=_("Source"), max_length=200, required=False, help_text=_("Needed when it is not our own."))
    since = DayField(label=_("Shown from"), required=False, help_text=_("Empty: from the day of publication."))
    until = DayField(label=_("Shown until"), required=False, help_text=_("Empty: until it is withdrawn."))

    def prepare(self) -> None:
        for name in ("topic", "campaign"):
            self.fields[name].queryset = self.fields[name].queryset.filter(on_day(self.day))
        self.fields["area"].queryset = Area.objects.filter(existing(self.day)).order_by("kind", "name")

    def arguments(self) -> dict[str, Any]:
        told = super().arguments()
        return {**told, "topic": told["topic"].key, "campaign": told["campaign"].key if told["campaign"] else ""}


class WriteForm(TextForm, PhotoForm):
    body = RowField(Body.objects.order_by("name"), action=Action.DRAFT, label=_("On behalf of"))
    field_order: ClassVar[list[str]] = ["body", "title", "summary", "body_html", "file", "alt"]

    def prepare(self) -> None:
        super().prepare()
        settle_body(self.fields["body"], self.person, self.day)

    def arguments(self) -> dict[str, Any]:
        uploads = uploads_of(self)
        return {**super().arguments(), "uploads": uploads}


class NoteForm(PhotoForm):
    """Title, text, photo: written standing in the field, finished at a desk."""

    body = RowField(Body.objects.order_by("name"), action=Action.DRAFT, label=_("On behalf of"))
    title = forms.CharField(label=_("Title"), max_length=rules.LONGEST_TITLE)
    text = forms.CharField(label=_("Text"), max_length=rules.LONGEST_BODY, widget=forms.Textarea({"rows": 8}))
    topic = RowField(Topic.objects.all(), label=_("Topic"), to_field_name="key", initial="khac")
    field_order: ClassVar[list[str]] = ["body", "title", "text", "file", "alt", "topic"]

    def prepare(self) -> None:
        settle_body(self.fields["body"], self.person, self.day)
        self.fields["topic"].queryset = Topic.objects.filter(on_day(self.day))

    def arguments(self) -> dict[str, Any]:
        uploads, told = uploads_of(self), self.cleaned_data
        html = rules.paragraphs(told["text"])
        return {"body": told["body"], "title": told["title"], "body_html": html, "topic": told["topic"].key, "uploads": uploads}


PLAIN = ("title", "summary", "body_html", "klass", "origin", "source", "since", "until")


class ChangeForm(TextForm):
    """Carries the version that stood when it was opened: over a newer one nothing is written."""

    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=1, max_value=1_000_000)

    def starting(self) -> dict[str, Any]:
        assert isinstance(self.record, Bulletin)
        now = reads.current(self.record)
        told = {name: getattr(now, name) for name in PLAIN}
        keys = {"topic": now.topic.key, "campaign": now.campaign.key if now.campaign else ""}
        return {**told, **keys, "area": now.area_id, "seen": now.number}


class CorrectForm(ChangeForm):
    reason = forms.CharField(label=_("Reason for the correction"), max_length=rules.LONGEST_REASON)
    field_order: ClassVar[list[str]] = ["reason"]


class DetachForm(ActForm):
    attachments = RowsField(Attachment.objects.all(), label=_("Files to leave out"))

    def prepare(self) -> None:
        field = self.fields["attachments"]
        field.queryset = field.queryset.filter(bulletin=self.record, left_in=None)


class PublishForm(ActForm):
    outlets = RowsField(Outlet.objects.all(), action=Action.PUBLISH, label=_("Where to publish"))

    def prepare(self) -> None:
        assert isinstance(self.record, Bulletin)
        self.fields["outlets"].queryset = reads.outlets_for(self.person, self.record, self.day)
        self.fields["outlets"].label_from_instance = lambda outlet: f"{outlet.get_kind_display().capitalize()}: {outlet.name}"


class ElsewhereForm(ActForm):
    outlet = RowField(Outlet.objects.all(), action=Action.PUBLISH, label=_("Where it was published"))
    on = PastDayField(label=_("Day of publication"))
    link = forms.URLField(label=_("Address"), required=False, max_length=500, assume_scheme="https")
    reach = forms.IntegerField(label=_("Reach"), required=False, min_value=0, help_text=_("As the channel reports it."))

    def starting(self) -> dict[str, Any]:
        return {"on": self.day}

    def prepare(self) -> None:
        self.fields["outlet"].queryset = reads.outlets_by_hand(self.person, self.day)


class ReachForm(ActForm):
    reach = forms.IntegerField(label=_("Reach"), min_value=0)


def not_open(rule: Any) -> Any:
    """A rule that only looks at the standing, as a verb asks it."""
    return lambda record, person, day: rule(standing=record.standing)


def against_approval(record: Bulletin, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_approve(standing=record.standing, writers=acts.writers(record), by=person.pk)


def against_publishing(record: Bulletin, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_publish(standing=record.standing, until=record.until, on=day)


def against_detaching(record: Bulletin, person: Person, day: date) -> Iterator[object]:
    yield from rules.reasons_not_to_change(standing=record.standing)
    if not record.attachments.filter(left_in=None).exists():
        yield _("It carries no files.")


def against_entries(record: Elsewhere, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_about_annulled(annulled=record.annulled)


class BulletinFilters(Filters):
    class Meta:
        model = Bulletin
        fields: ClassVar[list[str]] = ["standing", "topic", "klass", "body"]


class VersionPage(Page):
    """A text as it once stood."""

    template_name = "newsroom/version.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        text = get_object_or_404(reads.versions(self.record), number=kwargs["number"])
        files = reads.attachments_of(self.record.pk, text.number)
        return self.shown(record=self.record, text=text, files=files, back=self.url("record", self.record.pk))

    def last_crumb(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": _("Version %(number)d") % {"number": self.kwargs["number"]}}]


class BulletinFile(FilePage):
    def stored(self) -> tuple[str, str, str]:
        one = get_object_or_404(Attachment, pk=self.kwargs["file"], bulletin=self.record)
        return one.path, one.name, one.mime


TEXT_PAGE = "newsroom/act.html"
NOT_CHANGED, NOT_SUBMITTED = not_open(rules.reasons_not_to_change), not_open(rules.reasons_not_to_submit)
NOT_SENT_BACK, NOT_POSTED = not_open(rules.reasons_not_to_send_back), not_open(rules.reasons_not_to_post_elsewhere)
NOT_CORRECTED, NOT_WITHDRAWN = not_open(rules.reasons_not_to_correct), not_open(rules.reasons_not_to_withdraw)

draft, approve, publish = (partial(Verb, action=action) for action in (Action.DRAFT, Action.APPROVE, Action.PUBLISH))

BEGIN = (draft(**terms.WRITE, act=acts.write, form=WriteForm), draft(**terms.NOTE, act=acts.write, form=NoteForm))
VERBS = (
    draft(**terms.SUBMIT, act=acts.submit, reasons=NOT_SUBMITTED, template=TEXT_PAGE),
    draft(**terms.CHANGE, act=acts.change, form=ChangeForm, reasons=NOT_CHANGED),
    draft(**terms.ATTACH, act=acts.attach, form=AttachForm, reasons=NOT_CHANGED),
    draft(**terms.DETACH, act=acts.detach, form=DetachForm, reasons=against_detaching),
    approve(**terms.APPROVE, act=acts.approve, reasons=against_approval, template=TEXT_PAGE),
    approve(**terms.SEND_BACK, act=acts.send_back, form=ReasonForm, reasons=NOT_SENT_BACK, template=TEXT_PAGE),
    publish(**terms.PUBLISH, act=acts.publish, form=PublishForm, reasons=against_publishing, template=TEXT_PAGE),
    publish(**terms.POST, act=acts.post_elsewhere, form=ElsewhereForm, reasons=NOT_POSTED),
    publish(**terms.CORRECT, act=acts.correct, form=CorrectForm, reasons=NOT_CORRECTED),
    publish(**terms.WITHDRAW, act=acts.withdraw, form=ReasonForm, reasons=NOT_WITHDRAWN, template=TEXT_PAGE),
)
STANDING = Chip("get_standing_display", label=_("Standing"), mood=lambda row: terms.MOODS[row.standing])


class BulletinCounter(Counter):
    model = Bulletin
    icon = "doc-full"
    menu_label = _("Bulletins")
    menu_order = 100
    list_display: ClassVar[list[Any]] = ["title", STANDING, "topic", "body", "written_on"]
    filterset_class = BulletinFilters
    list_export: ClassVar[list[str]] = ["pk", "title", "get_standing_display", "topic", "body", "author", "published_on"]
    export_headings: ClassVar[dict[str, Any]] = {"pk": _("Number"), "get_standing_display": _("Standing")}
    list_select = ("topic", "body", "author")
    search_fields = ("folded",)
    begins, verbs, sayings = BEGIN, VERBS, terms.SAYINGS
    record_template = "newsroom/bulletin.html"

    def shown(self, record: Bulletin, person: Person) -> dict[str, Any]:
        return {
            "text": reads.current(record),
            "files": reads.attachments_of(record.pk, record.number),
            "versions": reads.versions(record),
            "placed": record.placed.select_related("outlet").order_by("on", "pk"),
            "elsewhere": record.elsewhere.filter(annulled=False).select_related("outlet").order_by("on", "pk"),
        }

    def more(self) -> list[URLPattern]:
        return [
            path("<int:pk>/ban/<int:number>/", VersionPage.as_view(counter=self), name="version"),
            path("<int:pk>/tep/<int:file>/", BulletinFile.as_view(counter=self), name="file"),
        ]


ANNULLED = Chip("annulled", label=_("Annulled"), accessor=lambda row: _("Annulled") if row.annulled else "")


class ElsewhereCounter(Counter):
    model = Elsewhere
    body = "bulletin__body"
    icon = "globe"
    menu_label = _("Published by hand")
    menu_order = 110
    list_display: ClassVar[list[Any]] = ["bulletin", "outlet", "on", "reach", ANNULLED]
    list_filter: ClassVar[list[str]] = ["channel", "outlet", "annulled"]
    list_export: ClassVar[list[str]] = ["bulletin", "outlet", "on", "link", "reach", "by", "annulled"]
    list_select = ("bulletin", "outlet", "by")
    search_fields = ("bulletin__folded",)
    sayings = terms.SAYINGS
    verbs = (
        publish(**terms.READ_REACH, act=acts.read_reach, form=ReachForm, reasons=against_entries),
        publish(**terms.ANNUL, act=acts.annul_elsewhere, form=ReasonForm, reasons=against_entries),
    )

    def shown(self, record: Elsewhere, person: Person) -> dict[str, Any]:
        day = record.on.strftime("%d/%m/%Y")
        first = [(_("Where it was published"), record.outlet), (_("Day"), day), (_("Address"), record.link)]
        return {"about": [*first, (_("Reach"), record.reach), (_("Entered by"), record.by)]}


BULLETINS, ELSEWHERE = BulletinCounter("ban-tin"), ElsewhereCounter("dang-noi-khac")


def waiting(person: Person) -> list[Waiting]:
    """What the first page shows to this person."""
    index = reverse(BULLETINS.get_url_name("index"))
    found = reads.waiting(person, clock.today())
    return [Waiting(label=terms.WAITING[one], count=count, url=f"{index}?standing={one}") for one, count in found]
