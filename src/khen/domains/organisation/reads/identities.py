"""Whom an identity provider means, and what speaks against tying somebody to it."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db.models import Q

from khen.bodies import governing
from khen.bodies.models import Person
from khen.domains.organisation.models import Identity
from khen.domains.organisation.rules import identities


def issuer() -> str:
    """The provider of this house; "" where it has none."""
    provider = settings.ENV.provider
    return provider.issuer if provider else ""


def person_meant(subject: str, on: date) -> Person | None:
    """Whom the provider of this house means by this name on this day; None for nobody, and for a closed account. One query."""
    running = Q(until__isnull=True) | Q(until__gt=on)
    found = Identity.objects.filter(running, issuer=issuer(), subject=subject, since__lte=on, person__is_active=True)
    identity = found.select_related("person").order_by("-since").first() if issuer() else None
    return identity.person if identity else None


def is_tied(person: Person) -> bool:
    """Whether the person comes in by the provider of this house. At most one query."""
    return bool(issuer()) and Identity.objects.filter(person=person, issuer=issuer(), until=None).exists()


def against_tying(record: Person, person: Person, day: date) -> Iterator[object]:
    posts = list(governing.posts_to_come(record, day))
    return identities.reasons_not_to_tie(
        tied=is_tied(record),
        known=bool(issuer()),
        own=record == person,
        active=record.is_active,
        posts=len(posts),
        within_reach=governing.governs_posts(person, posts, day),
    )


def against_untying(record: Person, person: Person, day: date) -> Iterator[object]:
    tied = is_tied(record)
    posts = governing.posts_to_answer_for(record, day) if tied else []
    within = tied and governing.governs_posts(person, posts, day)
    return identities.reasons_not_to_untie(tied=tied, posts=len(posts), within_reach=within)
