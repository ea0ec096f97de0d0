"""Who is away, and who looks after their work."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from khen.atoms import clock
from khen.bodies.models import Body, Leave, Person, Post
from khen.bodies.reads import lasting, may, within
from khen.bodies.terms import Action
from khen.domains.organisation import rules


def colleagues_first(people: QuerySet[Person], record: Person, day: date, *before: str) -> QuerySet[Person]:
    """These people but for one: those who work at a body of that one's first, each by name; these orders go before that."""
    at = Post.objects.filter(lasting(day), for_post=None, person=record).values("body")
    near = Post.objects.filter(lasting(day), for_post=None, person=OuterRef("pk"), body__in=at)
    return people.exclude(pk=record.pk).annotate(near=Exists(near)).order_by(*before, "-near", "collated", "pk")


def deputies_at(bodies: QuerySet[Body], people: QuerySet[Person], record: Person, day: date) -> QuerySet[Person]:
    """Of these people, those who hold a post of their own at one of the bodies: nobody else may stand in for somebody there."""
    posts = Post.objects.filter(lasting(day), for_post=None, body__in=bodies.order_by().values("pk"))
    return colleagues_first(people.filter(pk__in=posts.values("person")), record, day)


def leaves_of(record: Person, person: Person, day: date) -> QuerySet[Leave]:
    """The leaves of somebody that run or are to come, at bodies that this person may look at. One query."""
    rows = Leave.objects.filter(person=record, until__gt=day).exclude(until=F("since")).select_related("body", "deputy")
    return within(rows, person, Action.INSPECT, day=day).order_by("since", "pk")


def may_be_away(people: QuerySet[Person], person: Person, day: date) -> QuerySet[Person]:
    """Of these: oneself, and whoever holds a post where this person governs."""
    governed = within(Post.objects.filter(lasting(day), for_post=None), person, Action.GOVERN, day=day).values("person")
    return people.filter(Q(pk=person.pk) | Q(pk__in=governed), is_active=True)


def places_to_be_away(bodies: QuerySet[Body], person: Person, day: date) -> QuerySet[Body]:
    """Of these: where one holds a post, and where one governs."""
    own = Post.objects.filter(lasting(day), for_post=None, person=person).values("body")
    governed = within(Post.objects.filter(lasting(day)), person, Action.GOVERN, day=day).values("body")
    return bodies.filter(Q(pk__in=own) | Q(pk__in=governed))


def open_leaves() -> QuerySet[Leave]:
    """Leaves that run today or are to come."""
    return Leave.objects.filter(until__gt=clock.today()).exclude(until=F("since")).select_related("person")


def against_ending_leave(record: Leave, person: Person, day: date) -> Iterator[object]:
    concerned = record.person_id == person.pk or may(person, Action.GOVERN, record.body, day)
    first = max(day, record.since)
    return rules.reasons_not_to_end_leave(concerned=concerned, since=record.since, until=first, ended=record.until, on=day)
