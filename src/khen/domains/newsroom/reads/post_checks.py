"""What went out before approval and waits for its check."""

from datetime import date

from django.db.models import QuerySet

from khen.bodies.models import Person
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.domains.newsroom.models import Bulletin, PostCheck
from khen.domains.newsroom.terms import Standing


def unchecked(rows: QuerySet[Bulletin]) -> QuerySet[Bulletin]:
    """Only those that wait for their check; what was withdrawn misleads nobody any more, and is asked of nobody."""
    return rows.filter(standing=Standing.PUBLISHED, pk__in=PostCheck.objects.filter(verdict="").values("bulletin"))


def overdue(rows: QuerySet[Bulletin], day: date) -> QuerySet[Bulletin]:
    """Only those whose check is late on that day."""
    late = PostCheck.objects.filter(verdict="", due__lt=day)
    return rows.filter(standing=Standing.PUBLISHED, pk__in=late.values("bulletin"))


def to_check(person: Person, day: date) -> QuerySet[Bulletin]:
    """What waits for this person's check: nothing that they wrote, corrected or let out. One query."""
    let_out = PostCheck.objects.filter(published_by=person).values("bulletin")
    others = Bulletin.objects.exclude(author=person).exclude(pk__in=let_out)
    return unchecked(within(others, person, Action.APPROVE, day=day))
