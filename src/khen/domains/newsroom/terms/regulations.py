"""What a body's newsroom follows besides the usual road, as data with days and legal basis."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload


class Regulated(TextChoices):
    INITIALS = "initials", _("initials before approval")
    POST_CHECK = "post_check", _("publishing before approval, checked afterwards")


@dataclass(frozen=True, kw_only=True)
class Made(Payload):
    """`regulated` is a Regulated; `until` is the first day on which it no longer holds.

    For a post-check: `person` is the author whose news goes out, `days` the working days for the check."""

    kind: ClassVar[str] = "newsroom.regulation_made"
    regulation: int
    regulated: str
    since: date
    until: date | None
    legal_basis: str
    person: int | None
    days: int | None


@dataclass(frozen=True, kw_only=True)
class Ended(Payload):
    kind: ClassVar[str] = "newsroom.regulation_ended"
    regulation: int
    until: date


SAYINGS = {Made.kind: _("Regulation made"), Ended.kind: _("Regulation ended")}
