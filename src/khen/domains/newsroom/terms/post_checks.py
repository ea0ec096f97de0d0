"""News that goes out before anybody approved it, and what its check afterwards found."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from khen.domains.newsroom.terms.texts import Step


class Verdict(TextChoices):
    PASSED = "passed", _("Passed")
    REMINDED = "reminded", _("Reminder to the author")
    REMOVED = "removed", _("To be taken down")


@dataclass(frozen=True, kw_only=True)
class PublishedUnapproved(Step):
    """Under which regulation it went out, and the last day of its check. Channels follow the entry of publication beside it."""

    kind: ClassVar[str] = "newsroom.published_unapproved"
    regulation: int
    due: date


@dataclass(frozen=True, kw_only=True)
class PostChecked(Step):
    kind: ClassVar[str] = "newsroom.post_checked"
    verdict: str
    reason: str
    late: bool


SAYINGS = {
    PublishedUnapproved.kind: _("Went out before approval"),
    PostChecked.kind: _("Checked afterwards"),
}
