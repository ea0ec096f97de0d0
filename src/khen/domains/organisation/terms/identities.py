"""By what name an identity provider knows somebody: what the acts write into the journal, never the name itself."""

from dataclasses import dataclass
from typing import ClassVar

from khen.atoms.payload import Payload


@dataclass(frozen=True, kw_only=True)
class IdentityTied(Payload):
    """From this day on whoever the provider knows by that name comes in as this person. `sha256`, since shape 2, is the keyed
    digest of provider and name."""

    kind: ClassVar[str] = "organisation.identity_tied"
    shape: ClassVar[int] = 2
    person: int
    identity: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class IdentityUntied(Payload):
    kind: ClassVar[str] = "organisation.identity_untied"
    person: int
    identity: int
    reason: str
