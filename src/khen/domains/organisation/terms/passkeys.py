"""Passkeys: what is asked of a browser and what it shows; what the acts on them write into the journal, never a secret."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import ClassVar

from khen.atoms.payload import Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the house asked of a browser: a challenge (base64url), by the site of this host name, seen at this origin."""

    host: str
    origin: str
    challenge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A right answer: which credential signed (base64url), its public key (COSE, base64url), how often it says it signed."""

    credential: str
    key: str
    counter: int


class Flaw(Enum):
    """Why an answer is none."""

    UNREADABLE = auto()  # not what a browser sends
    STALE = auto()  # the challenge was used, is too old, or was never asked
    FOREIGN = auto()  # made for another site
    UNKNOWN = auto()  # by a key that is not this person's, or not signed by it


@dataclass(frozen=True, kw_only=True)
class PasskeyAdded(Payload):
    """By its owner, after password and code. `key_sha256`, since shape 2, is the digest of site, credential and public key."""

    kind: ClassVar[str] = "organisation.passkey_added"
    shape: ClassVar[int] = 2
    person: int
    passkey: int
    name: str
    key_sha256: str


@dataclass(frozen=True, kw_only=True)
class PasskeyPassed(Payload):
    """Signed in with a passkey."""

    kind: ClassVar[str] = "organisation.passkey_passed"
    person: int
    passkey: int


@dataclass(frozen=True, kw_only=True)
class PasskeyDoubted(Payload):
    """Its counter went back, from `kept` to `told`: there may be a copy of it. It opens nothing any more."""

    kind: ClassVar[str] = "organisation.passkey_doubted"
    person: int
    passkey: int
    kept: int
    told: int


@dataclass(frozen=True, kw_only=True)
class PasskeyRemoved(Payload):
    """By its owner, after password and code."""

    kind: ClassVar[str] = "organisation.passkey_removed"
    person: int
    passkey: int
    name: str
