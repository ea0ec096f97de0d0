"""The number on a form: what was sent twice is done once."""

from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from khen.atoms import clock
from khen.bodies.models import Person
from khen.desk.models import Slip


def slip_of(given: str, person: Person) -> UUID:
    """The number on the form; a new one where it has none, or one that somebody else has used."""
    key = _uuid(given)
    return uuid4() if Slip.objects.filter(key=key).exclude(person=person).exists() else key


def is_first(key: UUID, person: Person, place: str) -> bool:
    """Use the number up; False when it was used before."""
    try:
        with transaction.atomic():
            Slip.objects.create(key=key, person=person, used_at=clock.now(), place=place)
    except IntegrityError:
        return False
    return True


def _uuid(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        return uuid4()
