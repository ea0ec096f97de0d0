"""Which facts stand."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

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
    house knows no number yet. One query, which reads an index up to that thing."""
    day: date | None = from_records(as_of).values_list("on", flat=True).first()
    return day or date.max


def from_records(as_of: int | None = None) -> Facts:
    """Standing facts that nobody declared, the earliest day first."""
    return standing(as_of).exclude(kind=Kind.DECLARED).order_by("on")
