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
from khen.domains.organisation.terms.sayings import SAYINGS

__all__ = [
    "ACCOUNT_MOODS",
    "Account",
    "AccountClosed",
    "AccountReopened",
    "AreaOpened",
    "BodyOpened",
    "Moved",
    "NewArea",
    "NewBody",
    "OutletOpened",
    "PasswordChanged",
    "PasswordIssued",
    "PersonCorrected",
    "PersonRegistered",
    "PostEnded",
    "PostGiven",
    "SAYINGS",
    "Succeeded",
    "account_of",
    "post_in_words",
]
