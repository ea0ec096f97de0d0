"""The second factor: what the acts on it write into the journal; never a secret, never a code."""

from dataclasses import dataclass
from typing import ClassVar

from khen.atoms.payload import Payload


@dataclass(frozen=True, kw_only=True)
class FactorEnrolled(Payload):
    kind: ClassVar[str] = "organisation.factor_enrolled"
    person: int


@dataclass(frozen=True, kw_only=True)
class FactorPassed(Payload):
    """Signed in with a code of the phone."""

    kind: ClassVar[str] = "organisation.factor_passed"
    person: int


@dataclass(frozen=True, kw_only=True)
class RecoveryCodeUsed(Payload):
    """Signed in with a recovery code; `left` are still good."""

    kind: ClassVar[str] = "organisation.recovery_code_used"
    person: int
    left: int


@dataclass(frozen=True, kw_only=True)
class RecoveryCodesRenewed(Payload):
    """By their owner, after password and code; the old ones are dead."""

    kind: ClassVar[str] = "organisation.recovery_codes_renewed"
    person: int


@dataclass(frozen=True, kw_only=True)
class FactorMoved(Payload):
    """To another phone, by its owner, after password and code; the recovery codes are new as well."""

    kind: ClassVar[str] = "organisation.factor_moved"
    person: int


@dataclass(frozen=True, kw_only=True)
class FactorTakenAway(Payload):
    kind: ClassVar[str] = "organisation.factor_taken_away"
    person: int
    reason: str
