"""Which lists of networks bind an administrator, and whether one keeps them out."""

from collections.abc import Iterator
from datetime import date

from django.core.cache import cache

from khen.bodies.governing import GOVERNING
from khen.bodies.models import Person
from khen.bodies.reads import on_day, posts_of
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
    """A list of a body where the person holds a governing post, in which their address does not lie. At most one query."""
    if not are_in_force():
        return None
    bodies = posts_of(person, day).filter(role__in=GOVERNING).values("body")
    lists = NetworkList.objects.filter(on_day(day), body__in=bodies).select_related("body").order_by("pk")
    return next((one for one in lists if not rules.lies_in(address, one.named())), None)


def against_lifting(record: NetworkList, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_lift(ended=record.until is not None)
