"""Opinions asked for and initials given before a text is approved, and what those acts write into the journal."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload
from khen.domains.newsroom.terms.texts import Step


class Answer(TextChoices):
    AGREED = "agreed", _("Agrees")
    NOTES = "notes", _("Has comments")


@dataclass(frozen=True, kw_only=True)
class OpinionAsked(Step):
    """`body` is who was asked, `person` one of its people or None, `until` the last day in time, `text` the question."""

    kind: ClassVar[str] = "newsroom.opinion_asked"
    opinion: int
    body: int
    person: int | None
    until: date
    text: str


@dataclass(frozen=True, kw_only=True)
class OpinionSaid(Step):
    kind: ClassVar[str] = "newsroom.opinion_said"
    opinion: int
    answer: str
    text: str
    late: bool


@dataclass(frozen=True, kw_only=True)
class AskingEnded(Payload):
    """Whoever had not answered yet is not asked any more; `missing` names them."""

    kind: ClassVar[str] = "newsroom.asking_ended"
    bulletin: int
    missing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Initialled(Step):
    kind: ClassVar[str] = "newsroom.initialled"


SAYINGS = {
    OpinionAsked.kind: _("Opinion asked for"),
    OpinionSaid.kind: _("Opinion said"),
    AskingEnded.kind: _("No longer asked for opinions"),
    Initialled.kind: _("Initialled"),
}
