"""Words of what leaves the house: channels, states, and what egress writes into the journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload
from khen.atoms.text import legible

LONGEST_DETAIL = 300  # signs that are kept of what another side said


class ChannelKey(TextChoices):
    PORTAL = "portal", _("portal")
    TICKER = "ticker", _("ticker")
    POPUP = "popup", _("pop-up")
    FEED = "feed", _("feed")
    EMAIL = "email", _("e-mail")


class Change(TextChoices):
    """What became of a bulletin."""

    PUBLISHED = "published", _("Published")
    CORRECTED = "corrected", _("Corrected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    TRANSLATED = "translated", _("In another language")
    RECALLED = "recalled", _("Taken down in another language")


BESIDE = frozenset({Change.TRANSLATED, Change.RECALLED})  # what portals alone show, beside the Vietnamese text


class Course(TextChoices):
    """How far a dispatch has come."""

    SCHEDULED = "scheduled", _("waiting for its day")
    GOING = "going", _("on its way")
    WAITING = "waiting", _("waiting to try again")
    ENDED = "ended", _("ended")


class State(TextChoices):
    """Where one delivery stands."""

    PENDING = "pending", _("waiting")
    ATTEMPTING = "attempting", _("being sent")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    UNKNOWN = "unknown", _("unknown whether it arrived")
    CANCELLED = "cancelled", _("no longer sent")
    SETTLED = "settled", _("unknown, closed by hand")


LEFT = (State.ATTEMPTING, State.ACCEPTED, State.UNKNOWN, State.SETTLED)  # what may have arrived


class Outcome(TextChoices):
    """What came of one attempt."""

    OPEN = "open", _("under way")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    DEFERRED = "deferred", _("put off")
    UNKNOWN = "unknown", _("cut off before the reply")
    UNREACHABLE = "unreachable", _("server not reached")
    BROKEN = "broken", _("an error of the house")


UNANSWERED = (Outcome.UNREACHABLE, Outcome.DEFERRED, Outcome.BROKEN)  # after these something waits


class Look(TextChoices):
    """What an officer looks for among dispatches."""

    OVERDUE = "overdue", _("on their way for too long")
    UNKNOWN = "unknown", _("with letters of unknown arrival")
    REFUSED = "refused", _("with refusals")
    WAITING = "waiting", _("waiting to try again")
    SCHEDULED = "scheduled", _("waiting for its day")
    OPEN = "open", _("not ended yet")
    ENDED = "ended", _("ended")


class Hold(TextChoices):
    """Who works a chunk."""

    FREE = "free", _("free")
    LEASED = "leased", _("leased")
    DONE = "done", _("done")


class Standing(TextChoices):
    """Does an address receive bulletins?"""

    SUBSCRIBED = "subscribed", _("receives bulletins")
    UNSUBSCRIBED = "unsubscribed", _("unsubscribed")
    SUPPRESSED = "suppressed", _("suppressed after repeated refusals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one attempt to deliver; `bounced` when the mailbox itself was refused, `of_all` when no letter can go.

    `detail` is what the other side said: whatever bytes it sent, they can be written down."""

    outcome: Outcome
    detail: str = ""
    bounced: bool = False
    of_all: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "detail", legible(self.detail, LONGEST_DETAIL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Whom one delivery is for: an outlet's key, or an e-mail address with its subscriber's id."""

    address: str
    subscriber: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """An entry of the newsroom as channels read it. `since` and `until` are days inclusive; outlets are keys."""

    change: Change
    bulletin: int
    version: int
    reason: str
    since: date
    until: date | None
    sites: tuple[str, ...]
    tickers: tuple[str, ...]
    popups: tuple[str, ...]
    mailings: tuple[str, ...]
    words: tuple[int, ...] = ()

    @classmethod
    def read(cls, change: Change, said: Mapping[str, Any], on: date) -> Self:
        """The payload of newsroom.published, .corrected or .withdrawn, shapes 1 and 2; `on` is the entry's day."""
        return cls(
            change=change,
            bulletin=said["bulletin"],
            version=said["version"],
            reason=said.get("reason", ""),
            since=date.fromisoformat(said["since"]) if said.get("since") else on,
            until=date.fromisoformat(said["until"]) if said.get("until") else None,
            sites=tuple(said["sites"]),
            tickers=tuple(said["tickers"]),
            popups=tuple(said["popups"]),
            mailings=tuple(said["mailings"]),
            words=tuple(said.get("words", ())),  # since shape 2
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """A chunk held by one worker until a moment; `token` fences off whoever held it before."""

    chunk: int
    dispatch: int
    lo: int
    hi: int
    attempts: int
    token: str
    seconds: int
    taken_at: datetime


@dataclass(frozen=True, kw_only=True)
class Mailed(Payload):
    """E-mails of one dispatch by what became of them, as differences since the dispatch's entry before (none: since nothing)."""

    kind: ClassVar[str] = "egress.mailed"
    dispatch: int
    bulletin: int
    topic: str
    accepted: int
    refused: int
    unknown: int


@dataclass(frozen=True, kw_only=True)
class Resent(Payload):
    kind: ClassVar[str] = "egress.resent"
    dispatch: int
    delivery: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Settled(Payload):
    kind: ClassVar[str] = "egress.settled"
    dispatch: int
    delivery: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Hurried(Payload):
    kind: ClassVar[str] = "egress.hurried"
    dispatch: int


@dataclass(frozen=True, kw_only=True)
class Stopped(Payload):
    """`cancelled` letters of the dispatch were still waiting and are not sent."""

    kind: ClassVar[str] = "egress.stopped"
    dispatch: int
    cancelled: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class OfSubscriber(Payload):
    """An address is named by its keyed hash alone; `mailing` is the outlet's key."""

    mailing: str
    address_hash: str


@dataclass(frozen=True, kw_only=True)
class Subscribed(OfSubscriber):
    """`reason`, since shape 2, says how a reader who had left the list asked for it again."""

    kind: ClassVar[str] = "egress.subscribed"
    shape: ClassVar[int] = 2
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Unsubscribed(OfSubscriber):
    kind: ClassVar[str] = "egress.unsubscribed"


@dataclass(frozen=True, kw_only=True)
class Suppressed(OfSubscriber):
    kind: ClassVar[str] = "egress.suppressed"
    refusals: int


@dataclass(frozen=True, kw_only=True)
class ViewsCounted(Payload):
    kind: ClassVar[str] = "egress.views_counted"
    site: str
    day: date
    views: int


SAYINGS = {
    Mailed.kind: _("E-mails sent"),
    Resent.kind: _("Sent again by hand"),
    Settled.kind: _("Closed by hand"),
    Hurried.kind: _("Tried again at once"),
    Stopped.kind: _("Sending stopped"),
    Subscribed.kind: _("Subscribed"),
    Unsubscribed.kind: _("Unsubscribed"),
    Suppressed.kind: _("Suppressed after repeated refusals"),
    ViewsCounted.kind: _("Page views counted"),
}
