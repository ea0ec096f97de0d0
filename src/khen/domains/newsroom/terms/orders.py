"""Topics that are ordered from bodies and the press, what they return for them, and what those acts write into the journal."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypedDict

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload


class Run(TextChoices):
    """Where an order stands."""

    OPEN = "open", _("Running")
    CLOSED = "closed", _("Closed")
    CALLED_OFF = "called_off", _("Called off")


class Medium(TextChoices):
    """Where a returned piece stands: a bulletin of the house, or outside of it."""

    HOUSE = "house", _("Bulletin in this system")
    PRINT = "print", _("Printed newspaper")
    ONLINE = "online", _("Online newspaper or site")
    RADIO = "radio", _("Radio or loudspeakers")
    TELEVISION = "television", _("Television")
    SOCIAL = "social", _("Social network")


class Gone(TextChoices):
    """Why a returned piece no longer counts."""

    TAKEN_BACK = "taken_back", _("Taken back")
    WITHDRAWN = "withdrawn", _("Withdrawn from publication")


class State(TextChoices):
    """How far one of the bodies asked has come, on a day."""

    WAITING = "waiting", _("Nothing returned yet")
    SOME = "some", _("Some returned")
    DONE = "done", _("All returned")
    LATE = "late", _("Overdue")
    UNABLE = "unable", _("Cannot be done")
    CALLED_OFF = "called_off", _("Called off")
    OUT = "out", _("Taken out of the order")


class Wanted(TypedDict):
    """What is ordered: `topic` and `campaign` ("" for none) are keys, `pieces` how many of each body, `due` the last day."""

    subject: str
    wanted: str
    topic: str
    campaign: str
    pieces: int
    due: date


@dataclass(frozen=True, kw_only=True)
class OrderPayload(Payload):
    order: int


@dataclass(frozen=True, kw_only=True)
class Ordered(OrderPayload):
    """`campaign` is a key or "", `pieces` how many each body is to return, `wanted_sha256`, since shape 2, the digest of the
    words of what is wanted."""

    kind: ClassVar[str] = "newsroom.ordered"
    shape: ClassVar[int] = 2
    subject: str
    topic: str
    campaign: str
    pieces: int
    due: date
    wanted_sha256: str


@dataclass(frozen=True, kw_only=True)
class OrderChanged(Ordered):
    kind: ClassVar[str] = "newsroom.order_changed"


@dataclass(frozen=True, kw_only=True)
class OrderCalledOff(OrderPayload):
    kind: ClassVar[str] = "newsroom.order_called_off"
    reason: str


@dataclass(frozen=True, kw_only=True)
class OrderClosed(OrderPayload):
    """`missing` names the bodies that answered nothing."""

    kind: ClassVar[str] = "newsroom.order_closed"
    missing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class AskedPayload(OrderPayload):
    """A step of one of the bodies asked; the entry's own body is that one."""

    asked: int


@dataclass(frozen=True, kw_only=True)
class PiecesAsked(AskedPayload):
    kind: ClassVar[str] = "newsroom.pieces_asked"
    subject: str
    pieces: int
    due: date


@dataclass(frozen=True, kw_only=True)
class PiecesChanged(PiecesAsked):
    """The order says something else than before: so many pieces and this day were wanted until now; `reworded`: its subject,
    what is wanted, its topic or its campaign are others."""

    kind: ClassVar[str] = "newsroom.pieces_changed"
    pieces_before: int
    due_before: date
    reworded: bool


@dataclass(frozen=True, kw_only=True)
class BodyTakenOut(AskedPayload):
    """Nothing more is asked of the body; `pieces_kept` of its pieces stay counted."""

    kind: ClassVar[str] = "newsroom.body_taken_out"
    reason: str
    pieces_kept: int


@dataclass(frozen=True, kw_only=True)
class PiecesDeclined(AskedPayload):
    kind: ClassVar[str] = "newsroom.pieces_declined"
    reason: str


@dataclass(frozen=True, kw_only=True)
class PieceReturned(AskedPayload):
    """`bulletin` is None for what stands outside the house, `day` the day of publication, `topic` the order's."""

    kind: ClassVar[str] = "newsroom.piece_returned"
    piece: int
    bulletin: int | None
    title: str
    medium: str
    link: str
    day: date
    topic: str
    late: bool


@dataclass(frozen=True, kw_only=True)
class PieceTakenBack(AskedPayload):
    kind: ClassVar[str] = "newsroom.piece_taken_back"
    piece: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class PieceWithdrawn(AskedPayload):
    """The bulletin was withdrawn: what was returned no longer counts."""

    kind: ClassVar[str] = "newsroom.piece_withdrawn"
    piece: int
    bulletin: int


SAYINGS = {
    Ordered.kind: _("Ordered"),
    OrderChanged.kind: _("Order changed"),
    OrderCalledOff.kind: _("Order called off"),
    OrderClosed.kind: _("Order closed"),
    PiecesAsked.kind: _("Asked for pieces"),
    PiecesChanged.kind: _("Told that the order was changed"),
    BodyTakenOut.kind: _("Taken out of the order"),
    PiecesDeclined.kind: _("Said that it cannot be done"),
    PieceReturned.kind: _("Piece returned"),
    PieceTakenBack.kind: _("Piece taken back"),
    PieceWithdrawn.kind: _("Piece no longer counts: its bulletin was withdrawn"),
}
