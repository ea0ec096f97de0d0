"""By what somebody comes in, as the journal tells it and as it stands: second step, keys, accounts at the identity provider, and
for whom an account is there to practise."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from khen.bodies.models import Person, Trainee
from khen.book.models import Entry
from khen.domains.organisation.models import Factor, Identity, Passkey
from khen.domains.organisation.terms import factors, identities, passkeys, training

Said = dict[str, Any]
COLUMNS = ("username", "is_active")
NONE: Said = {"second step": False, "passkeys": frozenset(), "identities": frozenset(), "practised by": None}


def _ended(now: Said, entry: Entry) -> Said:
    ended: set[tuple[int, date, date | None]] = set()
    for key, since, until in now["identities"]:
        ended.add((key, since, max(entry.on, since) if key == entry.payload["identity"] else until))
    return {"identities": frozenset(ended)}


TOLD: Mapping[str, Callable[[Said, Entry], Said]] = {
    factors.FactorEnrolled.kind: lambda now, entry: {"second step": True},
    factors.FactorTakenAway.kind: lambda now, entry: {"second step": False, "passkeys": frozenset()},
    passkeys.PasskeyAdded.kind: lambda now, entry: {"passkeys": now["passkeys"] | {entry.payload["passkey"]}},
    passkeys.PasskeyRemoved.kind: lambda now, entry: {"passkeys": now["passkeys"] - {entry.payload["passkey"]}},
    identities.IdentityTied.kind: lambda now, entry: {
        "identities": now["identities"] | {(entry.payload["identity"], entry.on, None)}
    },
    identities.IdentityUntied.kind: _ended,
    training.TrainingJoined.kind: lambda now, entry: {"practised by": (entry.payload["person"], entry.body_id)},
}


def stands(after: int, last: int) -> Mapping[int, Said]:
    """Accounts with the ways into them. Five queries."""
    accounts = Person.objects.filter(pk__gt=after, pk__lte=last).values("pk", *COLUMNS)
    found: dict[int, Said] = {row.pop("pk"): NONE | row for row in accounts}
    near = {"person__gt": after, "person__lte": last}
    for person in Factor.objects.filter(**near).values_list("person", flat=True):
        found[person]["second step"] = True
    keys = Passkey.objects.filter(factor__person__gt=after, factor__person__lte=last)
    for person, key in keys.values_list("factor__person", "pk"):
        found[person]["passkeys"] |= {key}
    for person, *tied in Identity.objects.filter(**near).values_list("person", "pk", "since", "until"):
        found[person]["identities"] |= {tuple(tied)}
    practised = Trainee.objects.filter(account__gt=after, account__lte=last)
    for account, *whose in practised.values_list("account", "person", "body"):
        found[account]["practised by"] = tuple(whose)
    return found
