"""What a body's newsroom follows besides the usual road, as data with days and legal basis."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload


class Regulated(TextChoices):
    INITIALS = "initials", _("initials before approval")


@dataclass(frozen=True, kw_only=True)
class Made(Payload):
    """`regulated` is a Regulated; `until` is the first day on which it no longer holds."""

    kind: ClassVar[str] = "newsroom.regulation_made"
    regulation: int
    regulated: str
    since: date
    until: date | None
    legal_basis: str


@dataclass(frozen=True, kw_only=True)
class Ended(Payload):
    kind: ClassVar[str] = "newsroom.regulation_ended"
    regulation: int
    until: date


SAYINGS = {Made.kind: _("Regulation made"), Ended.kind: _("Regulation ended")}
