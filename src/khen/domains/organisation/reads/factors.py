"""Who shows a second factor, and how many recovery codes are left."""

from khen.bodies.models import Person
from khen.domains.organisation.models import Factor, RecoveryCode


def has_factor(person: Person) -> bool:
    """Whether the sign-in asks for a code. One query."""
    return Factor.objects.filter(person=person).exists()


def recovery_codes_left(person: Person) -> int:
    """How many recovery codes are still good. One query."""
    return RecoveryCode.objects.filter(factor__person=person, used=False).count()
