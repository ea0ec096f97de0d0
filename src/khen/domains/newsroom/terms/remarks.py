"""What the acts on remarks write into the journal."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload


@dataclass(frozen=True, kw_only=True)
class Remarked(Payload):
    """`number` counts the version that was read, `quote` holds words of it, empty when the whole is meant."""

    kind: ClassVar[str] = "newsroom.remarked"
    bulletin: int
    remark: int
    number: int
    quote: str
    text: str


@dataclass(frozen=True, kw_only=True)
class RemarkAnswered(Payload):
    kind: ClassVar[str] = "newsroom.remark_answered"
    bulletin: int
    remark: int
    text: str


@dataclass(frozen=True, kw_only=True)
class RemarkSettled(Payload):
    kind: ClassVar[str] = "newsroom.remark_settled"
    bulletin: int
    remark: int


SAYINGS = {
    Remarked.kind: _("Remark made"),
    RemarkAnswered.kind: _("Remark answered"),
    RemarkSettled.kind: _("Remark settled"),
}
