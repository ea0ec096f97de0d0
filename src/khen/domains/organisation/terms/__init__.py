"""Words of organisation: what is to be opened, what its acts write into the journal, how it reads."""

from khen.domains.organisation.terms.people import (
    ACCOUNT_MOODS,
    Account,
    AccountClosed,
    AccountReopened,
    PasswordChanged,
    PasswordIssued,
    PersonCorrected,
    PersonRegistered,
    PostEnded,
    PostGiven,
    account_of,
    post_in_words,
)
from khen.domains.organisation.terms.places import AreaOpened, BodyOpened, Moved, NewArea, NewBody, OutletOpened, Succeeded
from khen.domains.organisation.terms.rolls import Examined, Finding, Heading, NewPerson, RollBegun, RollLineRefused, Sighted
from khen.domains.organisation.terms.sayings import SAYINGS

__all__ = [
    "ACCOUNT_MOODS",
    "Account",
    "AccountClosed",
    "AccountReopened",
    "AreaOpened",
    "BodyOpened",
    "Examined",
    "Finding",
    "Heading",
    "Moved",
    "NewArea",
    "NewBody",
    "NewPerson",
    "OutletOpened",
    "PasswordChanged",
    "PasswordIssued",
    "PersonCorrected",
    "PersonRegistered",
    "PostEnded",
    "PostGiven",
    "RollBegun",
    "RollLineRefused",
    "SAYINGS",
    "Sighted",
    "Succeeded",
    "account_of",
    "post_in_words",
]
