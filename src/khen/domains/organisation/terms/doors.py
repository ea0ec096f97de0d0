"""Wrong passwords at the door: where from, how often; and what the act on them writes into the journal."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from khen.atoms.payload import Payload
from khen.atoms.refusal import Reason


class Failed(Reason):
    """Said of a wrong password, code or key: it counts as a failure at the door, and enough of them lock it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Failures of one name from one address, lately: how often, and when last."""

    address: str
    times: int
    last: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """How the door stands for a name: failures at each place with the end of the lock there, and the lock everywhere else."""

    places: tuple[tuple[Tried, datetime | None], ...] = ()
    elsewhere: datetime | None = None

    @property
    def until(self) -> datetime | None:
        """When the last of its locks ends; None while it is open."""
        return max(filter(None, (self.elsewhere, *(until for _tried, until in self.places))), default=None)


@dataclass(frozen=True, kw_only=True)
class DoorUnlocked(Payload):
    """Somebody's wrong passwords were forgotten, so that they may sign in again at once; `failures` says how many."""

    kind: ClassVar[str] = "organisation.door_unlocked"
    person: int
    failures: int
