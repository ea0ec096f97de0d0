"""What an officer of the newsroom looks for first: what is due, what came back, what went out."""

from datetime import date, timedelta

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When

from khen.bodies.models import Person
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.reads.texts import BY_HAND, standing_with, to_approve
from khen.domains.newsroom.terms import Klass, Returned, Standing

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


def drafts_of(person: Person, day: date) -> QuerySet[Bulletin]:
    """The person's own drafts that were not handed in yet, where they still write. One query."""
    return standing_with(Standing.DRAFT, person, Action.DRAFT, day).filter(author=person)


def handed_in_by(person: Person, day: date) -> QuerySet[Bulletin]:
    """What the person wrote and handed in and no reader has yet: it waits for somebody else. One query."""
    waits = Bulletin.objects.filter(~BY_HAND, standing__in=[Standing.SUBMITTED, Standing.APPROVED], author=person)
    return within(waits, person, Action.DRAFT, day=day)


def next_ones(person: Person, day: date, most: int) -> tuple[list[Bulletin], list[Bulletin]]:
    """The first that wait for this person's approval; of their own that are not out yet those begun last, so many in each
    standing. One query."""
    wanted = Q(pk__in=_next_to_approve(person, day).values("pk")[:most])
    for standing in (Standing.DRAFT, Standing.RETURNED, Standing.SUBMITTED, Standing.APPROVED):
        wanted |= Q(pk__in=_own(standing, person, day).values("pk")[:most])
    rows = Bulletin.objects.filter(wanted).select_related("body", "author").order_by("-moved_on", "-pk")
    mine: list[Bulletin] = []
    others: list[Bulletin] = []
    for row in rows:
        (mine if row.author_id == person.pk else others).append(row)
    return sorted(others, key=lambda one: (one.klass != Klass.EMERGENCY, one.moved_on, one.pk)), mine


def _own(standing: Standing, person: Person, day: date) -> QuerySet[Bulletin]:
    """The newest first: an author's texts are found in the order of their beginning, however many there are; the few that came
    back are found by their standing and put in the order of their return."""
    rows = standing_with(standing, person, Action.DRAFT, day).filter(~BY_HAND, author=person)
    return rows.order_by(*(["-moved_on", "-pk"] if standing == Standing.RETURNED else ["-pk"]))


def _next_to_approve(person: Person, day: date) -> QuerySet[Bulletin]:
    """The first of them: emergencies, then what has waited longest."""
    return to_approve(person, day).order_by(Case(When(klass=Klass.EMERGENCY, then=0), default=1), "moved_on", "pk")
