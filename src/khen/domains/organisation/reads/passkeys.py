"""Which keys somebody has, and with which of them they may sign in."""

from django.db.models import QuerySet

from khen.bodies.models import Person
from khen.domains.organisation.models import Passkey


def passkeys_of(person: Person) -> QuerySet[Passkey]:
    """All of a person's, the oldest first. One query."""
    return Passkey.objects.filter(factor__person=person).order_by("since", "pk")


def passkeys_at(person: Person, host: str) -> list[str]:
    """The credentials that sign the person in at the site of this name: added there, and not doubted. One query."""
    return list(passkeys_of(person).filter(host=host, doubted=False).values_list("credential", flat=True))
