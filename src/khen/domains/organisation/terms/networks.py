"""From which networks administrators work: what the acts write into the journal."""

from dataclasses import dataclass
from typing import ClassVar

from khen.atoms.payload import Payload

IN_FORCE = "organisation.networks"  # the shared cache's name for whether any list is in force


@dataclass(frozen=True, kw_only=True)
class NetworksListed(Payload):
    """From that day on a body's administrators work from these networks alone."""

    kind: ClassVar[str] = "organisation.networks_listed"
    networks: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class NetworksLifted(Payload):
    """From wherever they like again."""

    kind: ClassVar[str] = "organisation.networks_lifted"
    reason: str


@dataclass(frozen=True, kw_only=True)
class KeptOut(Payload):
    """Somebody came as this person from outside; `network` is cut from their address."""

    kind: ClassVar[str] = "organisation.kept_out"
    person: int
    network: str
