"""Lists of people that are entered row by row, and what people come in by: links, second factors, browsers, networks."""

from khen.domains.organisation.models.delegations import Delegation
from khen.domains.organisation.models.doors import Device, Invitation, NetworkList, counting_failures
from khen.domains.organisation.models.factors import Factor, Passkey, RecoveryCode
from khen.domains.organisation.models.identities import Identity
from khen.domains.organisation.models.limits import Limit
from khen.domains.organisation.models.rebuffs import Rebuff
from khen.domains.organisation.models.rolls import Roll, RollLine
from khen.domains.organisation.models.signing import Signing, SigningForm

__all__ = [
    "Delegation",
    "Device",
    "Factor",
    "Identity",
    "Invitation",
    "Limit",
    "NetworkList",
    "Passkey",
    "Rebuff",
    "RecoveryCode",
    "Roll",
    "RollLine",
    "Signing",
    "SigningForm",
    "counting_failures",
]
