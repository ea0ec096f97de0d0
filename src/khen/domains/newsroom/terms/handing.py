"""What was in one person's name is put into another's: what the acts write into the journal."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload


@dataclass(frozen=True, kw_only=True)
class TextHandedOver(Payload):
    """`person` answers from now on for a text that is not finished; its versions keep who wrote them. `former` did before."""

    kind: ClassVar[str] = "newsroom.text_handed_over"
    bulletin: int
    person: int
    former: int


@dataclass(frozen=True, kw_only=True)
class OpinionHandedOver(Payload):
    """`person` is asked in the stead of `former`, about the same version and by the same day."""

    kind: ClassVar[str] = "newsroom.opinion_handed_over"
    bulletin: int
    opinion: int
    person: int
    former: int


SAYINGS = {
    TextHandedOver.kind: _("Text handed over to another author"),
    OpinionHandedOver.kind: _("Question handed over to another person"),
}
