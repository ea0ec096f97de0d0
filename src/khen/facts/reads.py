"""Which facts stand."""

from datetime import date

from django.db.models import Exists, Min, OuterRef, QuerySet

from khen.atoms.fact import Kind
from khen.facts.models import Cancellation, StoredFact

Facts = QuerySet[StoredFact]


def standing(as_of: int | None = None) -> Facts:
    """Facts that were proved and not cancelled by the entry numbered `as_of`; by the newest when it is None."""
    facts, cancelled = StoredFact.objects.all(), Cancellation.objects.filter(fact=OuterRef("pk"))
    if as_of is not None:
        facts, cancelled = facts.filter(entry__lte=as_of), cancelled.filter(entry__lte=as_of)
    return facts.filter(~Exists(cancelled))


def counted_since(as_of: int | None = None) -> date:
    """The day of the first thing counted from records that stands (see `standing`); `date.max` while nothing does, so that a new
    house knows no number yet. One query."""
    day: date | None = standing(as_of).exclude(kind=Kind.DECLARED).aggregate(first=Min("on"))["first"]
    return day or date.max
