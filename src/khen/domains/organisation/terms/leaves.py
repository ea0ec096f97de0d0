"""Being away: what the acts write into the journal."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from khen.atoms.payload import Payload


@dataclass(frozen=True, kw_only=True)
class LeaveAnnounced(Payload):
    """`person` is away from `since` up to, not including, `until`; `deputy` looks after what waits for them. Not why."""

    kind: ClassVar[str] = "organisation.leave_announced"
    leave: int
    person: int
    deputy: int
    body: int
    since: date
    until: date


@dataclass(frozen=True, kw_only=True)
class LeaveEnded(Payload):
    """Back on `until`, before the day that was announced; called off where that is no later than `since`."""

    kind: ClassVar[str] = "organisation.leave_ended"
    leave: int
    person: int
    since: date
    until: date


@dataclass(frozen=True, kw_only=True)
class DeputyChanged(Payload):
    """`deputy` looks after the work of `person` instead of `former`."""

    kind: ClassVar[str] = "organisation.deputy_changed"
    leave: int
    person: int
    deputy: int
    former: int
