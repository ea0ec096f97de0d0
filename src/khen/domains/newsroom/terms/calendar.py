"""The days on which bulletins are meant to appear, and what the journal is told of them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload


class Place(TextChoices):
    """Why a bulletin stands on a day of the calendar."""

    LATE = "late", _("Overdue")
    PLANNED = "planned", _("Planned")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


@dataclass(frozen=True, kw_only=True)
class Planned(Payload):
    """`day` is the day on which it is meant to appear; None takes it off the calendar."""

    kind: ClassVar[str] = "newsroom.planned"
    bulletin: int
    day: date | None


SAYINGS = {Planned.kind: _("Day of publication planned")}
