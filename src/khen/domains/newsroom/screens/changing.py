"""The forms over a text that stands: what was written since they were opened is shown before anything is written over it."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from khen.atoms import clock
from khen.atoms.refusal import Refusal
from khen.atoms.vietnamese import moment_in_words
from khen.bodies.training import is_for_training
from khen.domains.newsroom import reads, rules
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.reads.channels import Spoken, replaced
from khen.domains.newsroom.rules.channels import noted
from khen.domains.newsroom.screens.forms import PLAIN, TextForm
from khen.domains.newsroom.terms.channels import Correction, Told

OVERTAKEN = _(
    "%(person)s has changed this text since you opened it; their version stands below and is not overwritten. Take what is good "
    "of it into yours, then press again: yours becomes the version after it."
)


class ChangeForm(TextForm):
    """Carries the version that stood when it was opened: over a newer one nothing is written before it was shown as well."""

    overtaken = False
    seen = forms.IntegerField(widget=forms.HiddenInput(), min_value=1, max_value=1_000_000)

    def starting(self) -> dict[str, Any]:
        assert isinstance(self.record, Bulletin)
        now = reads.current(self.record)
        told = {name: getattr(now, name) for name in PLAIN}
        keys = {"topic": now.topic.key, "campaign": now.campaign.key if now.campaign else ""}
        return {**told, **keys, "area": now.area_id, "seen": now.number}

    def clean(self) -> dict[str, Any]:
        """What was written meanwhile is shown beside what was typed; sent once more, that becomes the version after it."""
        told = super().clean()
        assert isinstance(self.record, Bulletin)
        if told.get("seen", self.record.number) != self.record.number:
            sent: Any = self.data
            again = sent.copy()
            again["seen"] = self.record.number
            self.overtaken, self.data = True, again
            self.add_error(None, OVERTAKEN % {"person": reads.current(self.record).by})
        return told


PRACTISED = _(
    "Say what was wrong and what is right. In the training no reader sees it: nothing goes out to portals or by e-mail."
)
LOOK = _("Look below at what each channel will say; then press “Correct”.")


class CorrectForm(ChangeForm):
    """Shows before it is sent what each channel will say in the place of the old text."""

    further = _("See it on each channel")
    reason = forms.CharField(
        label=_("Reason for the correction"),
        help_text=_("Readers see it on the portals and in the e-mail: say what was wrong and what is right."),
        max_length=rules.LONGEST_REASON,
    )
    field_order = ["reason"]

    def prepare(self) -> None:
        super().prepare()
        assert isinstance(self.record, Bulletin)
        if is_for_training(self.record.body):
            self.fields["reason"].help_text = PRACTISED

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

    @cached_property
    def sent(self) -> list[Spoken]:
        """What the channels on which it stands will say of what stands in the form. One query."""
        assert isinstance(self.record, Bulletin)
        words = {name: rules.line(str(self[name].value() or "")) for name in ("title", "summary", "source")}
        try:
            text = rules.plain(rules.cleaned(str(self["body_html"].value() or "")))
        except Refusal:  # nothing of it is kept
            text = ""
        return replaced(self.record, Told(**words, text=text, topic=""), self.correction)
