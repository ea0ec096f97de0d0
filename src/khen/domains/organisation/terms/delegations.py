"""Acting in another's place: what the acts write into the journal."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from khen.atoms.payload import Payload


@dataclass(frozen=True, kw_only=True)
class PostDelegated(Payload):
    """`person` acts in the place of `in_place_of` from `since` up to, not including, `until`."""

    kind: ClassVar[str] = "organisation.post_delegated"
    post: int
    person: int
    in_place_of: int
    role: str
    body: int
    area: int | None
    since: date
    until: date


@dataclass(frozen=True, kw_only=True)
class DelegationCancelled(Payload):
    """Called off before it began; `since` and `until` are the days that it would have had."""

    kind: ClassVar[str] = "organisation.delegation_cancelled"
    post: int
    person: int
    in_place_of: int
    since: date
    until: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class DelegationEnded(Payload):
    kind: ClassVar[str] = "organisation.delegation_ended"
    post: int
    person: int
    in_place_of: int
    until: date
