"""Who acts in whose place."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from khen.bodies import governing
from khen.bodies.models import Person, Post
from khen.bodies.reads import lasting, within
from khen.bodies.terms import Action
from khen.domains.organisation import rules
from khen.domains.organisation.models import Delegation


def posts_to_delegate(posts: QuerySet[Post], person: Person, day: date) -> QuerySet[Post]:
    """Of these, a person's own and those they govern; neither ended ones nor such as are held in another's place."""
    governed = within(Post.objects.all(), person, Action.GOVERN, day=day).values("pk")
    mine = posts.filter(lasting(day), Q(person=person) | Q(pk__in=governed), for_post=None, person__is_active=True)
    return mine.exclude(Q(person=person) & Q(role__in=governing.GOVERNING)).select_related("person", "body", "area")


def acting_for(record: Person, person: Person, day: date) -> QuerySet[Delegation]:
    """Who acts, or will act, in the place of somebody, at bodies that this person may look at. One query."""
    rows = Delegation.objects.filter(lasting(day), for_post__person=record).select_related("person", "body", "area", "for_post")
    return within(rows, person, Action.INSPECT, day=day).order_by("since", "pk")


def against_cancelling_delegation(record: Delegation, person: Person, day: date) -> Iterator[object]:
    concerned = governing.concerns(record, person, day)
    return rules.reasons_not_to_cancel_delegation(concerned=concerned, since=record.since, until=record.days[1], on=day)


def against_ending_delegation(record: Delegation, person: Person, day: date) -> Iterator[object]:
    concerned = governing.concerns(record, person, day)
    first = rules.earliest_end(since=record.since, on=day)
    return rules.reasons_not_to_end_delegation(
        concerned=concerned, until=first, since=record.since, ended=record.days[1] or day, on=day
    )
