"""The number on a form: what was sent twice is done once."""

from uuid import UUID, uuid4, uuid5

from khen.bodies.models import Person
from khen.desk.models import Slip


def slip_of(given: str, person: Person) -> UUID:
    """The number on the form; a new one where it has none, or one that somebody else has used."""
    key = _uuid(given)
    return uuid4() if Slip.objects.filter(key=key).exclude(person=person).exists() else key


def slip_for(key: UUID, person: Person, row: int) -> UUID:
    """The number under which this person's form does its act to one row of several."""
    return uuid5(key, f"{person.pk} {row}")


def _uuid(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        return uuid4()
