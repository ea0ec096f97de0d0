"""Words of the newsroom: classes, origins, standings, and what its acts write into the journal."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Required, TypedDict

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload


class Klass(TextChoices):
    """How pressing a bulletin is; channels order and mark by it."""

    EMERGENCY = "emergency", _("Emergency")
    NOTICE = "notice", _("Notice")
    NEWS = "news", _("News")
    ADVERT = "advert", _("Advertisement")


class Origin(TextChoices):
    OWN = "own", _("Own")
    COLLECTED = "collected", _("Collected")
    REPUBLISHED = "republished", _("Republished")


class Standing(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for approval")
    RETURNED = "returned", _("Returned to its author")
    APPROVED = "approved", _("Approved, not yet published")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class MediaKind(TextChoices):
    PICTURE = "picture", _("Picture")
    AUDIO = "audio", _("Recording")
    FILE = "file", _("File")


class Channel(TextChoices):
    """Where a person publishes by hand."""

    FACEBOOK = "facebook", _("Facebook")
    ZALO = "zalo", _("Zalo")
    RADIO = "radio", _("Radio")
    LINK = "link", _("Link on a system")


class Content(TypedDict, total=False):
    """What is said, and what is said about it: `topic` and `campaign` are keys, `area` an Area or None; days inclusive."""

    title: Required[str]
    summary: str
    body_html: Required[str]
    topic: Required[str]
    campaign: str
    klass: str
    origin: str
    source: str
    area: Any
    since: date | None
    until: date | None


class Changes(TypedDict, total=False):
    """Those parts of a Content that change; what is not named stays."""

    title: str
    summary: str
    body_html: str
    topic: str
    campaign: str
    klass: str
    origin: str
    source: str
    area: Any
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it arrived: its bytes, its name, and for a picture what it shows, in words."""

    name: str
    content: bytes
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Keys of the outlets that a publication is meant for."""

    sites: tuple[str, ...] = ()
    tickers: tuple[str, ...] = ()
    popups: tuple[str, ...] = ()
    mailings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Written(Payload):
    """A draft began; `version`, the id of its first one, and `text_sha256`, its digest, since shape 2; `files_sha256`, the digest
    of the rows of its files, since shape 3."""

    kind: ClassVar[str] = "newsroom.written"
    shape: ClassVar[int] = 3
    bulletin: int
    title: str
    topic: str
    version: int = 0
    text_sha256: str = ""
    files_sha256: str


@dataclass(frozen=True, kw_only=True)
class Step(Payload):
    """A step of one text on its way; `version` is the version's id, `text_sha256`, since shape 2, its digest."""

    shape: ClassVar[int] = 2
    bulletin: int
    version: int
    text_sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class Changed(Step):
    """`files_sha256`, since shape 3, is the digest of the rows of all its files."""

    kind: ClassVar[str] = "newsroom.changed"
    shape: ClassVar[int] = 3
    files_sha256: str


@dataclass(frozen=True, kw_only=True)
class Submitted(Step):
    kind: ClassVar[str] = "newsroom.submitted"


@dataclass(frozen=True, kw_only=True)
class Approved(Step):
    kind: ClassVar[str] = "newsroom.approved"


@dataclass(frozen=True, kw_only=True)
class Returned(Step):
    kind: ClassVar[str] = "newsroom.returned"
    reason: str


@dataclass(frozen=True, kw_only=True)
class Published(Step):
    """Names the text and whom it is meant for: channels follow this entry alone. `since` and `until` are days inclusive.

    `words`, since shape 2, are the ids of what single channels say in words of their own; shape 3 has the text's digest. Since
    shape 4 it counts from `since` on, and its topic for what was published of it by hand as well."""

    kind: ClassVar[str] = "newsroom.published"
    shape: ClassVar[int] = 4
    title: str
    topic: str
    klass: str
    since: date
    until: date | None
    sites: tuple[str, ...]
    tickers: tuple[str, ...]
    popups: tuple[str, ...]
    mailings: tuple[str, ...]
    words: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Corrected(Published):
    """`check_due`, since shape 4, is the last day of its check; since shape 5 its topic and its beginning count; `files_sha256`,
    since shape 6, is the digest of the rows of all its files."""

    kind: ClassVar[str] = "newsroom.corrected"
    shape: ClassVar[int] = 6
    reason: str
    check_due: date
    files_sha256: str


@dataclass(frozen=True, kw_only=True)
class Withdrawn(Step):
    kind: ClassVar[str] = "newsroom.withdrawn"
    reason: str
    sites: tuple[str, ...]
    tickers: tuple[str, ...]
    popups: tuple[str, ...]
    mailings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PostedElsewhere(Payload):
    """`outlet` is the outlet's key; `reach` as the channel reports it, None when it reports none."""

    kind: ClassVar[str] = "newsroom.posted_elsewhere"
    elsewhere: int
    bulletin: int
    outlet: str
    channel: str
    link: str
    reach: int | None
    topic: str


@dataclass(frozen=True, kw_only=True)
class ReachRead(Payload):
    """`reach` is what the channel reports in all; `posted_on` the day of the publication, ISO 8601 (since shape 2). Since
    shape 3 the publication counts under the same `topic`."""

    kind: ClassVar[str] = "newsroom.reach_read"
    shape: ClassVar[int] = 3
    elsewhere: int
    bulletin: int
    outlet: str
    channel: str
    topic: str
    before: int
    reach: int
    posted_on: date


@dataclass(frozen=True, kw_only=True)
class ElsewhereAnnulled(Payload):
    kind: ClassVar[str] = "newsroom.elsewhere_annulled"
    elsewhere: int
    reason: str


SAYINGS = {
    Written.kind: _("Written"),
    Changed.kind: _("Text changed"),
    Submitted.kind: _("Submitted for approval"),
    Approved.kind: _("Approved"),
    Returned.kind: _("Returned to its author"),
    Published.kind: _("Published"),
    Corrected.kind: _("Corrected"),
    Withdrawn.kind: _("Withdrawn"),
    PostedElsewhere.kind: _("Published by hand"),
    ReachRead.kind: _("Reach read again"),
    ElsewhereAnnulled.kind: _("Entry annulled"),
}
