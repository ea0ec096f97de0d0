"""Words of the portals: themes, states, kinds of documents, and what their acts write into the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, NotRequired, TypedDict

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload

LONGEST_CORRECTION = 500  # characters
SIGNS = frozenset(  # topics that have a drawing of their own in art.svg
    (
        *("an-sinh", "bien-gioi", "cam-sanh", "chuyen-doi-so", "covid-19", "dai-hoi-dang", "dich-vu-cong", "du-lich"),
        *("giao-duc", "khac", "kinh-te", "nong-thon-moi", "ocop", "phap-luat", "tet", "thien-tai", "van-hoa", "y-te"),
    )
)
ANY_SIGN = "khac"
HOSTS = "portals.hosts"  # the shared cache's name for {host name: portal key}


def generation_name(key: str) -> str:
    """The shared cache's name for a portal's generation: pages kept under an older one are never shown again."""
    return f"portals.generation.{key}"


def sign_of(topic: str) -> str:
    """The drawing that stands for a topic where there is no picture; topics opened later share one."""
    return topic if topic in SIGNS else ANY_SIGN


class Theme(TextChoices):
    """A set of colours with proven contrast; each is a class of the style sheet."""

    PROVINCE = "province", _("province: lacquer red")
    DEPARTMENT = "department", _("department: blue")
    EPIDEMIC = "epidemic", _("epidemic: red and amber")
    PRODUCE = "produce", _("produce: green and orange")
    DISTRICT = "district", _("district: stone teal")
    COMMUNE = "commune", _("commune: indigo linen")


class Mode(TextChoices):
    """May the portal's own editors decline what is placed?"""

    MANDATORY = "mandatory", _("mandatory")
    SUGGESTED = "suggested", _("suggested")


class State(TextChoices):
    PROPOSED = "proposed", _("waiting for the portal's editors")
    STANDING = "standing", _("on the portal")
    DECLINED = "declined", _("declined by the portal's editors")
    TAKEN_DOWN = "taken_down", _("taken down")


class DocumentState(TextChoices):
    STANDING = "standing", _("on the portal")
    WITHDRAWN = "withdrawn", _("taken down")


class Klass(TextChoices):
    """How pressing an article is; the first two run in the strip under the menu."""

    EMERGENCY = "emergency", _("emergency")
    NOTICE = "notice", _("notice")
    NEWS = "news", _("news")
    ADVERT = "advert", _("advertisement")


class DocumentKind(TextChoices):
    """Kinds of official documents, after Decree 30/2020/NĐ-CP, article 7, and of the Party's and the councils'."""

    RESOLUTION = "resolution", _("resolution")
    DECISION = "decision", _("decision")
    DIRECTIVE = "directive", _("directive")
    PLAN = "plan", _("plan")
    GUIDANCE = "guidance", _("guidance")
    REPORT = "report", _("report")
    ANNOUNCEMENT = "announcement", _("announcement")
    TELEGRAM = "telegram", _("urgent telegram")
    LETTER = "letter", _("official letter")
    OTHER = "other", _("other document")


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as it is handed over: the bytes of a JPEG, PNG or WebP file, and what it shows, in words."""

    content: bytes
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A recording (kind "audio") or another file as it is handed over: where it lies in the storage, where nothing that is named
    by its content is ever changed; its SHA-256, its name and what is said of it, its media type, its size in bytes."""

    path: str
    digest: str
    kind: str
    name: str
    caption: str
    mime: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What an article says; the texts are NFC, the marks cleaned."""

    version: int
    title: str
    summary: str
    body_html: str
    topic: str
    topic_title: str
    klass: str
    source: str
    pictures: tuple[Picture, ...]
    files: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """A text in another language: its BCP 47 tag, the language's name in Vietnamese and its own, title and clean HTML."""

    tag: str
    name: str
    own_name: str
    title: str
    body_html: str


class Words(TypedDict):
    """The words of a text as they are handed over; a topic without its title is shown by its key."""

    version: int
    title: str
    summary: str
    body_html: str
    topic: str
    klass: str
    source: str
    topic_title: NotRequired[str]
    pictures: NotRequired[Sequence[Picture]]
    files: NotRequired[Sequence[Attached]]


class Particulars(TypedDict):
    """What names an official document; `kind` is a DocumentKind."""

    number: str
    symbol: str
    title: str
    issuer: str
    kind: str
    signed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How an article stands on portals, from `since` up to, not including, `until`."""

    mode: str
    since: date
    until: date | None
    pinned_until: date | None
    intro: str


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
