"""What acts on portals write into the journal."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload


@dataclass(frozen=True, kw_only=True)
class Opened(Payload):
    """`name` and what follows it are told since shape 2."""

    kind: ClassVar[str] = "portals.opened"
    shape: ClassVar[int] = 2
    portal: int
    key: str
    host: str
    name: str
    tagline: str
    theme: str
    address: str


@dataclass(frozen=True, kw_only=True)
class OnPortal(Payload):
    """Something happened to an article on one portal, named by its key; `edition` is the id of the bulletin's version.

    Since shape 2: the digests of the article and of how it stands there, as this act left them. Since shape 3: `since`, the first
    day on which it is to be read there."""

    shape: ClassVar[int] = 3
    article: int
    bulletin: int
    edition: int
    portal: str
    topic: str
    since: date
    article_sha256: str
    placement_sha256: str


@dataclass(frozen=True, kw_only=True)
class Proposed(OnPortal):
    kind: ClassVar[str] = "portals.proposed"


@dataclass(frozen=True, kw_only=True)
class Placed(OnPortal):
    kind: ClassVar[str] = "portals.placed"


@dataclass(frozen=True, kw_only=True)
class Corrected(OnPortal):
    kind: ClassVar[str] = "portals.corrected"


@dataclass(frozen=True, kw_only=True)
class SaidIn(OnPortal):
    kind: ClassVar[str] = "portals.said_in"
    language: str


@dataclass(frozen=True, kw_only=True)
class SaidNoMore(OnPortal):
    """In this language; in the others it stays."""

    kind: ClassVar[str] = "portals.said_no_more"
    language: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class TakenDown(OnPortal):
    kind: ClassVar[str] = "portals.taken_down"
    reason: str


@dataclass(frozen=True, kw_only=True)
class Declined(OnPortal):
    kind: ClassVar[str] = "portals.declined"
    reason: str


@dataclass(frozen=True, kw_only=True)
class DocumentPosted(Payload):
    """`edition` and `text_sha256`, its digest, since shape 2."""

    kind: ClassVar[str] = "portals.document_posted"
    shape: ClassVar[int] = 2
    document: int
    portal: str
    number: str
    symbol: str
    edition: int = 1
    text_sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class DocumentCorrected(Payload):
    """What a document is called now, and before; `sha256` names the file of each ("" where there is none).

    `edition`, the one that stands now, and `text_sha256`, its digest, since shape 2; `at`, the moment that readers are told,
    since shape 3."""

    kind: ClassVar[str] = "portals.document_corrected"
    shape: ClassVar[int] = 3
    document: int
    portal: str
    number: str
    symbol: str
    signed_on: date
    title: str
    sha256: str
    number_before: str
    symbol_before: str
    signed_before: date
    title_before: str
    sha256_before: str
    reason: str
    edition: int = 0
    text_sha256: str = ""
    at: str = ""


@dataclass(frozen=True, kw_only=True)
class DocumentWithdrawn(Payload):
    kind: ClassVar[str] = "portals.document_withdrawn"
    document: int
    portal: str
    number: str
    symbol: str
    reason: str


SAYINGS = {
    Opened.kind: _("Site opened"),
    Proposed.kind: _("Proposed to the portal"),
    Placed.kind: _("Posted on the portal"),
    Corrected.kind: _("Corrected on the portal"),
    SaidIn.kind: _("Posted in another language"),
    SaidNoMore.kind: _("Taken down in another language"),
    TakenDown.kind: _("Taken down from the portal"),
    Declined.kind: _("Declined by the portal"),
    DocumentPosted.kind: _("Document posted"),
    DocumentCorrected.kind: _("Document corrected"),
    DocumentWithdrawn.kind: _("Document taken down from the site"),
}
