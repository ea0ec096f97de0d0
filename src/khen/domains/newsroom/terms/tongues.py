"""One text in many tongues: where a variant stands, and what the journal is told."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload


class Heard(TextChoices):
    """Where a variant stands on its way to its readers and listeners."""

    WAITING = "waiting", _("Waiting for somebody who understands it")
    RETURNED = "returned", _("Does not say what the gist says")
    CONFIRMED = "confirmed", _("Confirmed, not yet published")
    PUBLISHED = "published", _("Published")
    RECALLED = "recalled", _("Taken down")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """What a translator made: clean text with its title, what it says in Vietnamese, who made it, and whether it is spoken."""

    title: str
    body_html: str
    gist: str
    translator: str
    recorded: bool


@dataclass(frozen=True, kw_only=True)
class OfVariant(Payload):
    """A step of one variant; `language` is its BCP 47 tag, `version` the id of the Vietnamese version that it renders."""

    bulletin: int
    version: int
    variant: int
    language: str


@dataclass(frozen=True, kw_only=True)
class Rendered(OfVariant):
    """`text_sha256`, since shape 2, is the digest of all that it says."""

    kind: ClassVar[str] = "newsroom.rendered"
    shape: ClassVar[int] = 2
    translator: str
    text_sha256: str


@dataclass(frozen=True, kw_only=True)
class Confirmed(OfVariant):
    kind: ClassVar[str] = "newsroom.variant_confirmed"


@dataclass(frozen=True, kw_only=True)
class SentBack(OfVariant):
    kind: ClassVar[str] = "newsroom.variant_returned"
    reason: str


@dataclass(frozen=True, kw_only=True)
class Translated(OfVariant):
    """The variant stands beside the Vietnamese text on these portals (keys); channels follow this entry alone."""

    kind: ClassVar[str] = "newsroom.translated"
    since: date
    until: date | None
    sites: tuple[str, ...]
    tickers: tuple[str, ...] = ()
    popups: tuple[str, ...] = ()
    mailings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Recalled(OfVariant):
    """The variant stands on these portals (keys) no more; the Vietnamese text stays. Channels follow this entry alone."""

    kind: ClassVar[str] = "newsroom.recalled"
    reason: str
    sites: tuple[str, ...]
    tickers: tuple[str, ...] = ()
    popups: tuple[str, ...] = ()
    mailings: tuple[str, ...] = ()


SAYINGS = {
    Rendered.kind: _("Rendered in another language"),
    Confirmed.kind: _("Confirmed by a listener"),
    SentBack.kind: _("Does not say what the gist says"),
    Translated.kind: _("Published in another language"),
    Recalled.kind: _("Taken down in another language"),
}
