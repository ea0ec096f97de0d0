"""Who shows a second factor, and how many recovery codes are left."""

from collections.abc import Iterator
from datetime import date

from khen.bodies.models import Person
from khen.domains.organisation import rules
from khen.domains.organisation.models import Factor, RecoveryCode
from khen.domains.organisation.reads import reached


def has_factor(person: Person) -> bool:
    """Whether the sign-in asks for a code. One query."""
    return Factor.objects.filter(person=person).exists()


def recovery_codes_left(person: Person) -> int:
    """How many recovery codes are still good. One query."""
    return RecoveryCode.objects.filter(factor__person=person, used=False).count()


def against_taking_factor_away(record: Person, person: Person, day: date) -> Iterator[object]:
    held = reached.to_come(record, person, day)
    return rules.reasons_not_to_take_factor_away(
        own=record == person,
        enrolled=has_factor(record),
        active=record.is_active,
        posts=len(held.posts),
        within_reach=held.within_reach,
    )
