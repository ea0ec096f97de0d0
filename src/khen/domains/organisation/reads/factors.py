"""Who shows a second factor, and how many recovery codes are left."""

from collections.abc import Iterator
from datetime import date

from khen.bodies import governing
from khen.bodies.models import Person
from khen.domains.organisation import rules
from khen.domains.organisation.models import Factor, RecoveryCode


def has_factor(person: Person) -> bool:
    """Whether the sign-in asks for a code. One query."""
    return Factor.objects.filter(person=person).exists()


def recovery_codes_left(person: Person) -> int:
    """How many recovery codes are still good. One query."""
    return RecoveryCode.objects.filter(factor__person=person, used=False).count()


def against_taking_factor_away(record: Person, person: Person, day: date) -> Iterator[object]:
    posts = list(governing.posts_to_come(record, day))
    return rules.reasons_not_to_take_factor_away(
        own=record == person,
        enrolled=has_factor(record),
        active=record.is_active,
        posts=len(posts),
        within_reach=governing.governs_posts(person, posts, day),
    )
