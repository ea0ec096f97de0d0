"""Sessions and the browsers they run in: what the acts on them write into the journal; never an address."""

from dataclasses import dataclass
from typing import ClassVar

from khen.atoms.payload import Payload


@dataclass(frozen=True, kw_only=True)
class DeviceMet(Payload):
    """Signed in from a browser not seen before; `first` when none had been seen at all."""

    kind: ClassVar[str] = "organisation.device_met"
    device: int
    person: int
    first: bool


@dataclass(frozen=True, kw_only=True)
class SessionEnded(Payload):
    """By its owner, from another browser."""

    kind: ClassVar[str] = "organisation.session_ended"
    device: int
    person: int


@dataclass(frozen=True, kw_only=True)
class OtherSessionsEnded(Payload):
    """By their owner, all but the one in which it was done."""

    kind: ClassVar[str] = "organisation.other_sessions_ended"
    person: int


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Payload):
    """By whoever governs the person's posts: all of them."""

    kind: ClassVar[str] = "organisation.sessions_ended"
    person: int
    reason: str
