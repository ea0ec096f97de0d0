"""Which lists of networks bind an administrator, and whether one keeps them out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet

from khen.bodies.governing import GOVERNING
from khen.bodies.models import Person, Post
from khen.bodies.reads import counting, on_day
from khen.bodies.wording import asked
from khen.domains.organisation import rules, terms
from khen.domains.organisation.models import NetworkList

A_MINUTE = 60  # seconds until a process that did not hear of a list asks again


def are_in_force() -> bool:
    """Whether any body has a list: most houses have none, and every page of an administrator asks. No query when known."""
    known: bool | None = cache.get(terms.IN_FORCE)
    if known is None:
        known = NetworkList.objects.filter(until=None).exists()
        cache.set(terms.IN_FORCE, known, A_MINUTE)
    return known


def kept_out(person: Person, address: str, day: date) -> NetworkList | None:
    """A list of a body where the person holds a governing post, in which their address does not lie. At most one query for
    whoever may come in."""
    lists = asked(_binding, tuple(GOVERNING), person=person.pk, day=day) if are_in_force() else []
    against = next((pk for pk, networks in lists if not rules.lies_in(address, networks.splitlines())), None)
    return None if against is None else NetworkList.objects.select_related("body").get(pk=against)


def _binding(roles: tuple[str, ...], person: int, day: date) -> QuerySet[NetworkList, Any]:
    bodies = Post.objects.filter(counting(day), person=person, role__in=roles).values("body")
    return NetworkList.objects.filter(on_day(day), body__in=bodies).order_by("pk").values_list("pk", "networks")


def against_lifting(record: NetworkList, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_lift(ended=record.until is not None)
