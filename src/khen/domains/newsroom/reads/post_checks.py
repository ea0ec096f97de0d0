"""What went out before approval and waits for its check."""

from datetime import date

from django.db.models import QuerySet

from khen.bodies.models import Person
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.domains.newsroom.models import Bulletin, PostCheck


def check_of(bulletin: Bulletin) -> PostCheck | None:
    """The check of a text that went out before approval. One query."""
    return PostCheck.objects.filter(bulletin=bulletin).select_related("by", "published_by").first()


def unchecked(rows: QuerySet[Bulletin]) -> QuerySet[Bulletin]:
    """Only those that wait for their check."""
    return rows.filter(pk__in=PostCheck.objects.filter(verdict="").values("bulletin"))


def overdue(rows: QuerySet[Bulletin], day: date) -> QuerySet[Bulletin]:
    """Only those whose check is late on that day."""
    return unchecked(rows).filter(post_check__due__lt=day)


def to_check(person: Person, day: date) -> QuerySet[Bulletin]:
    """What waits for this person's check. One query."""
    others = Bulletin.objects.exclude(author=person).exclude(post_check__published_by=person)
    return unchecked(within(others, person, Action.APPROVE, day=day))
