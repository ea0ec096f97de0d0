"""Which facts stand."""

from django.db.models import Exists, OuterRef, QuerySet

from khen.facts.models import Cancellation, StoredFact

Facts = QuerySet[StoredFact]


def standing(as_of: int | None = None) -> Facts:
    """Facts that were proved and not cancelled by the entry numbered `as_of`; by the newest when it is None."""
    facts, cancelled = StoredFact.objects.all(), Cancellation.objects.filter(fact=OuterRef("pk"))
    if as_of is not None:
        facts, cancelled = facts.filter(entry__lte=as_of), cancelled.filter(entry__lte=as_of)
    return facts.filter(~Exists(cancelled))
