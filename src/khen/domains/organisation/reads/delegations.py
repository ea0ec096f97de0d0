"""Who acts in whose place."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet

from khen.bodies import governing
from khen.bodies.models import Person, Post
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.domains.organisation import rules
from khen.domains.organisation.models import Delegation


def posts_to_delegate(posts: QuerySet[Post], person: Person, day: date) -> QuerySet[Post]:
    """Of these, a person's own and those they govern; neither ended ones nor such as are held in another's place."""
    governed = within(Post.objects.all(), person, Action.GOVERN, day=day).values("pk")
    lasting = Q(until=None) | Q(until__gt=day)
    mine = posts.filter(lasting, Q(person=person) | Q(pk__in=governed), for_post=None, person__is_active=True)
    return mine.exclude(Q(person=person) & Q(role__in=governing.GOVERNING)).select_related("person", "body", "area")


def acting_for(record: Person, person: Person, day: date) -> QuerySet[Delegation]:
    """Who acts, or will act, in the place of somebody, at bodies that this person may look at. One query."""
    rows = Delegation.objects.filter(Q(until__gt=day), for_post__person=record).select_related("person", "body", "area")
    return within(rows, person, Action.INSPECT, day=day).order_by("since", "pk")


def against_ending_delegation(record: Delegation, person: Person, day: date) -> Iterator[object]:
    holder = record.for_post.person_id if record.for_post else None
    concerned = person.pk in {holder, record.person_id} or governing.governs_all(person, record.body, record.area, day)
    first = max(day, date.fromordinal(record.since.toordinal() + 1))
    return rules.reasons_not_to_end_delegation(
        concerned=concerned, until=first, since=record.since, ended=record.until or day, on=day
    )
