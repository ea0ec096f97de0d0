"""Texts to start from, and what the acts on them write into the journal."""

from dataclasses import dataclass
from typing import ClassVar, TypedDict

from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload


class Wording(TypedDict):
    """What stands in a template; `topic` is a key. Blanks are marked [..] or [.. what belongs there ..]."""

    name: str
    title: str
    summary: str
    body_html: str
    topic: str
    klass: str


@dataclass(frozen=True, kw_only=True)
class PatternMade(Payload):
    """`text_sha256`, since shape 2, is the digest of all that it says."""

    kind: ClassVar[str] = "newsroom.pattern_made"
    shape: ClassVar[int] = 2
    pattern: int
    name: str
    title: str
    text_sha256: str


@dataclass(frozen=True, kw_only=True)
class PatternChanged(PatternMade):
    kind: ClassVar[str] = "newsroom.pattern_changed"


@dataclass(frozen=True, kw_only=True)
class PatternRetired(Payload):
    kind: ClassVar[str] = "newsroom.pattern_retired"
    pattern: int


SAYINGS = {
    PatternMade.kind: _("Template made"),
    PatternChanged.kind: _("Template changed"),
    PatternRetired.kind: _("Template retired"),
}
