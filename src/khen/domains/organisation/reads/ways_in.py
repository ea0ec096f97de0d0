"""By what somebody comes in, as the journal tells it and as it stands: second step, keys, accounts at the identity provider,
invitations, and for whom an account is there to practise."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from khen.bodies.models import Person, Trainee
from khen.book.comparing import UNTOLD
from khen.book.models import Entry
from khen.domains.organisation.models import Factor, Identity, Invitation, Passkey
from khen.domains.organisation.rules.identities import digest
from khen.domains.organisation.terms import Standing, factors, identities, invitations, passkeys, training

Said = dict[str, Any]
Step = Callable[[Said, Entry], Said]
COLUMNS = ("username", "is_active", "is_superuser")
MANY = ("passkeys", "identities", "invitations")  # each by its number
NONE: Said = {"second step": None, **dict.fromkeys(MANY, {}), "practised by": None}
IDENTITY = ("body_id", "since", "until")
INVITATION = ("body_id", "by_id", "standing", "turned_away")
PASSKEY = ("name", "doubted")


def _enrolled(now: Said, entry: Entry) -> Said:
    return {"second step": entry.body_id}


def _taken_away(now: Said, entry: Entry) -> Said:
    return {"second step": None, "passkeys": {}}


def _key_added(now: Said, entry: Entry) -> Said:
    told = {"name": entry.payload["name"], "doubted": False, "key": entry.payload.get("key_sha256", UNTOLD)}
    return {"passkeys": now["passkeys"] | {entry.payload["passkey"]: told}}


def _key_doubted(now: Said, entry: Entry) -> Said:
    return _otherwise(now, "passkeys", entry.payload["passkey"], doubted=True)


def _key_removed(now: Said, entry: Entry) -> Said:
    return {"passkeys": {key: told for key, told in now["passkeys"].items() if key != entry.payload["passkey"]}}


def _tied(now: Said, entry: Entry) -> Said:
    """Before their second shape entries told no digest."""
    told = {"body_id": entry.body_id, "since": entry.on, "until": None, "account": entry.payload.get("sha256", UNTOLD)}
    return {"identities": now["identities"] | {entry.payload["identity"]: told}}


def _untied(now: Said, entry: Entry) -> Said:
    key = entry.payload["identity"]
    return _otherwise(now, "identities", key, until=max(entry.on, now["identities"][key]["since"]))


def _invited(now: Said, entry: Entry) -> Said:
    told: Said = {"body_id": entry.body_id, "by_id": entry.by_id, "standing": Standing.OPEN, "turned_away": 0}
    told["until"] = datetime.fromisoformat(entry.payload["until"])
    return {"invitations": now["invitations"] | {entry.payload["invitation"]: told}}


def _accepted(now: Said, entry: Entry) -> Said:
    return _otherwise(now, "invitations", entry.payload["invitation"], standing=Standing.ACCEPTED)


def _revoked(now: Said, entry: Entry) -> Said:
    return _otherwise(now, "invitations", entry.payload["invitation"], standing=Standing.REVOKED)


def _turned_away(now: Said, entry: Entry) -> Said:
    key = entry.payload["invitation"]
    return _otherwise(now, "invitations", key, turned_away=now["invitations"][key]["turned_away"] + 1)


def _otherwise(now: Said, many: str, key: int, **otherwise: object) -> Said:
    return {many: now[many] | {key: now[many][key] | otherwise}}


TOLD: Mapping[str, Step] = {
    factors.FactorEnrolled.kind: _enrolled,
    factors.FactorTakenAway.kind: _taken_away,
    passkeys.PasskeyAdded.kind: _key_added,
    passkeys.PasskeyDoubted.kind: _key_doubted,
    passkeys.PasskeyRemoved.kind: _key_removed,
    identities.IdentityTied.kind: _tied,
    identities.IdentityUntied.kind: _untied,
    invitations.Invited.kind: _invited,
    invitations.InvitationAccepted.kind: _accepted,
    invitations.InvitationRevoked.kind: _revoked,
    invitations.InvitationTurnedAway.kind: _turned_away,
    training.TrainingJoined.kind: lambda now, entry: {"practised by": (entry.payload["person"], entry.body_id)},
}


def stands(after: int, last: int) -> Mapping[int, Said]:
    """Accounts with the ways into them; what hangs on an account that is gone is not asked after. Six queries."""
    people = Person.objects.filter(pk__gt=after, pk__lte=last)
    found: dict[int, Said] = {row.pop("pk"): NONE | {name: {} for name in MANY} | row for row in people.values("pk", *COLUMNS)}
    for factor in Factor.objects.filter(person__in=people):
        found[factor.person_id]["second step"] = factor.body_id
    for key in Passkey.objects.filter(factor__person__in=people).select_related("factor"):
        found[key.factor.person_id]["passkeys"][key.pk] = {name: getattr(key, name) for name in PASSKEY} | {"key": key.digest()}
    for tied in Identity.objects.filter(person__in=people):
        told = {name: getattr(tied, name) for name in IDENTITY}
        told["account"] = digest(settings.SECRET_KEY, tied.issuer, tied.subject)
        found[tied.person_id]["identities"][tied.pk] = told
    for link in Invitation.objects.filter(person__in=people):
        told = {name: getattr(link, name) for name in INVITATION} | {"until": link.until.replace(microsecond=0)}
        found[link.person_id]["invitations"][link.pk] = told
    for trainee in Trainee.objects.filter(account__in=people):
        found[trainee.account_id]["practised by"] = (trainee.person_id, trainee.body_id)
    return found
