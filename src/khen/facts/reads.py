"""Which facts stand."""

from datetime import date

from django.db.models import Exists, Min, OuterRef, QuerySet

from khen.atoms.fact import Kind
from khen.facts.models import Cancellation, StoredFact

Facts = QuerySet[StoredFact]


def counted_since() -> date | None:
    """The day of the first thing counted from records; None while nothing is. One query."""
    day: date | None = StoredFact.objects.exclude(kind=Kind.DECLARED).aggregate(first=Min("on"))["first"]
    return day


def standing(as_of: int | None = None) -> Facts:
    """Facts that were proved and not cancelled by the entry numbered `as_of`; by the newest when it is None."""
    facts, cancelled = StoredFact.objects.all(), Cancellation.objects.filter(fact=OuterRef("pk"))
    if as_of is not None:
        facts, cancelled = facts.filter(entry__lte=as_of), cancelled.filter(entry__lte=as_of)
    return facts.filter(~Exists(cancelled))
