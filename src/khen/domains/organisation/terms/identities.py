"""By what name an identity provider knows somebody: what the acts write into the journal, never the name itself."""

from dataclasses import dataclass
from typing import ClassVar

from khen.atoms.payload import Payload


@dataclass(frozen=True, kw_only=True)
class IdentityTied(Payload):
    """From this day on whoever the provider knows by that name comes in as this person."""

    kind: ClassVar[str] = "organisation.identity_tied"
    person: int
    identity: int


@dataclass(frozen=True, kw_only=True)
class IdentityUntied(Payload):
    kind: ClassVar[str] = "organisation.identity_untied"
    person: int
    identity: int
    reason: str
