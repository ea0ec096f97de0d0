"""The forms over a text that stands: what was written since they were opened is shown before anything is written over it."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock, media
from khen.atoms.refusal import Refusal
from khen.atoms.vietnamese import moment_in_words
from khen.bodies.training import is_for_training
from khen.desk.forms import RowsField
from khen.desk.uploads import FILES, AnyFileField, FileForm, medium_of
from khen.desk.versions import as_sent, look_again
from khen.domains.newsroom import reads, rules
from khen.domains.newsroom.models import Attachment, Bulletin, BulletinVersion
from khen.domains.newsroom.reads.channels import Spoken, files_of, replaced
from khen.domains.newsroom.rules import mailed
from khen.domains.newsroom.rules.channels import noted
from khen.domains.newsroom.screens.forms import PLAIN, TextForm, uploads_of
from khen.domains.newsroom.terms.channels import Correction, Told

OVERTAKEN = _(
    "%(person)s has changed this text since you opened it; their version stands below and is not overwritten. What you had "
    "not changed now stands here as they wrote it. Take what is good of the rest into yours, then press again: yours becomes the "
    "version after it."
)


class ChangeForm(TextForm):
    """Carries the version that stood when it was opened: over a newer one nothing is written before it was shown as well."""

    overtaken = False
    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=1, max_value=1_000_000)

    def starting(self) -> dict[str, Any]:
        assert isinstance(self.record, Bulletin)
        return said_by(reads.current(self.record))

    def clean(self) -> dict[str, Any]:
        """What was written meanwhile is shown beside what was typed; sent once more, that becomes the version after it."""
        told = super().clean()
        assert isinstance(self.record, Bulletin)
        if told.get("seen", self.record.number) != self.record.number:
            self.overtaken = True
            look_again(self, self.untouched(told["seen"]))
            self.add_error(None, OVERTAKEN % {"person": reads.current(self.record).by})
        return told

    def untouched(self, seen: int) -> dict[str, Any]:
        """What stands by now in the fields that came as they had been opened."""
        assert isinstance(self.record, Bulletin)
        opened, now = self.record.versions.filter(number=seen).first(), said_by(reads.current(self.record))
        sent, before = self.data, said_by(opened) if opened else {}
        asked = [name for name in before if name in self.fields and name in sent]
        return {
            name: now[name] for name in asked if _plain(sent[name]) == _plain("".join(as_sent(self.fields[name], before[name])))
        }


def said_by(version: BulletinVersion) -> dict[str, Any]:
    """A version as its form shows it."""
    told = {name: getattr(version, name) for name in PLAIN}
    keys = {"topic": version.topic.key, "campaign": version.campaign.key if version.campaign else ""}
    return {**told, **keys, "area": version.area_id, "seen": version.number}


def _plain(words: str) -> str:
    """The same for a text that a browser sends as it was kept."""
    words = "\n".join(words.split("\r\n"))
    try:
        return rules.cleaned(words)
    except Refusal:  # no text that was ever kept
        return words


PRACTISED = _(
    "Say what was wrong and what is right. In the training no reader sees it: nothing goes out to portals or by e-mail."
)
LOOK = _("Look below at what each channel will say; then press “Correct”.")


class CorrectForm(ChangeForm, FileForm):
    """Shows before it is sent what each channel will say in the place of the old text. Files are put right as well: one that is
    wrong is left out, the right one is given."""

    attachments = RowsField(Attachment.objects.all(), label=_("Files to leave out"), required=False)
    file = AnyFileField(label=_("File to add"), accept=FILES, required=False, help_text=FileForm.base_fields["file"].help_text)
    further = _("See it on each channel")
    reason = forms.CharField(
        label=_("Reason for the correction"),
        help_text=_("Readers see it on the portals and in the e-mail: say what was wrong and what is right."),
        max_length=rules.LONGEST_REASON,
    )
    field_order = ["reason", "title", "summary", "body_html", "attachments", "file", "alt", "caption"]

    def prepare(self) -> None:
        super().prepare()
        assert isinstance(self.record, Bulletin)
        if is_for_training(self.record.body):
            self.fields["reason"].help_text = PRACTISED
        field = self.rows("attachments")
        field.queryset = reads.attachments_of(self.record.pk, self.record.number)
        if not field.queryset.exists():
            del self.fields["attachments"]

    def arguments(self) -> dict[str, Any]:
        uploads = uploads_of(self)
        return {**super().arguments(), "uploads": uploads}

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if self.goes_further and not self.errors:
            self.add_error(None, LOOK)
        return told

    @cached_property
    def correction(self) -> Correction:
        """As it would be told if the button were pressed now."""
        when = moment_in_words(clock.within(self.day, clock.now()))
        return Correction(reason=rules.line(str(self["reason"].value() or "…")), when=when)

    @property
    def noted(self) -> str:
        return noted(self.correction)

    @property
    def lies_ahead(self) -> bool:
        """Is the text's first day still to come, so that nobody has had it?"""
        assert isinstance(self.record, Bulletin)
        return (self.record.since or self.day) > self.day

    @cached_property
    def sent(self) -> list[Spoken]:
        """What the channels on which it stands will say of what stands in the form. Two queries."""
        assert isinstance(self.record, Bulletin)
        words = {name: rules.line(str(self[name].value() or "")) for name in ("title", "summary", "source")}
        try:
            html = rules.cleaned(str(self["body_html"].value() or ""))
        except Refusal:  # nothing of it is kept
            html = ""
        told = None if self.lies_ahead else self.correction
        text = Told(**words, text=rules.plain(html), numbered=rules.numbered(html), topic="", files=self.along)
        return replaced(self.record, text, told)

    @property
    def along(self) -> tuple[str, ...]:
        """What a letter will say of the files that then stand with the text. One query."""
        assert isinstance(self.record, Bulletin)
        chosen = self["attachments"].value() if "attachments" in self.fields else None
        but = [int(one) for one in chosen or () if str(one).isdecimal()]
        kept = files_of(self.record.pk, self.record.number, but)
        given = self.files.get("file")
        medium = medium_of(given) if given else None
        if given is None or medium is None or medium.kind == media.PICTURE:
            return kept
        name, caption = (rules.line(str(words or "")) for words in (given.name, self["caption"].value()))
        return (*kept, *mailed.along([(medium.kind, media.named(medium, name), caption)]))
