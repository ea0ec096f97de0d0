"""What an officer of the newsroom looks for first: what is due, what came back, what went out."""

from datetime import date, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from khen.bodies.models import Person
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.reads.texts import standing_with
from khen.domains.newsroom.terms import Returned, Standing

SOON = timedelta(days=3)  # before a bulletin is no longer shown


def sent_back_by(person: Person, day: date) -> QuerySet[Bulletin]:
    """Texts that this person returned last and whose authors have not submitted them again. One query."""
    about = Entry.objects.filter(about="newsroom.bulletin", about_id=OuterRef("pk"), kind=Returned.kind)
    last = Subquery(about.order_by("-seq").values("by")[:1])
    returned = standing_with(Standing.RETURNED, person, Action.APPROVE, day)
    return returned.annotate(returned_by=last).filter(returned_by=person.pk)


def ending(person: Person, day: date) -> QuerySet[Bulletin]:
    """Published bulletins, of bodies for which this person publishes, that are shown for a few days more. One query."""
    soon = Bulletin.objects.filter(standing=Standing.PUBLISHED, until__gte=day, until__lte=day + SOON)
    return within(Bulletin.objects.filter(pk__in=soon.values("pk")), person, Action.PUBLISH, day=day)


def out_on(person: Person, day: date) -> QuerySet[Bulletin]:
    """What bodies in reach published on a day and have not withdrawn. One query."""
    out = Bulletin.objects.filter(published_on=day, standing=Standing.PUBLISHED)
    return within(Bulletin.objects.filter(pk__in=out.values("pk")), person, Action.VIEW, day=day)
