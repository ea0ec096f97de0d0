"""Which posts end soon, for the first page."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from khen.bodies.models import Person, Post
from khen.bodies.reads import lasting, within
from khen.bodies.terms import Action
from khen.domains.organisation.models import Delegation

SOON = timedelta(days=7)
BEFORE = timedelta(days=30)  # an administrator is told this long before a post ends


def delegations_ending(person: Person, day: date) -> QuerySet[Delegation]:
    """Delegations that this person gave or holds, that began before this day and end within a week, by their own days or with
    their post: on its first day everybody knows how long one lasts. One query."""
    of_theirs = Q(person=person) | Q(for_post__person=person)
    own = Delegation.objects.filter(lasting(day), of_theirs, since__lt=day)
    soon = own.filter(Q(until__lte=day + SOON) | Q(for_post__until__lte=day + SOON))
    return within(soon, person, Action.VIEW, day=day)


def people_leaving(person: Person, day: date) -> QuerySet[Person]:
    """People of whose posts, where this person governs, one ends within thirty days. One query."""
    soon = Post.objects.filter(lasting(day), for_post=None, until__lte=day + BEFORE, person__is_active=True)
    return Person.objects.filter(pk__in=within(soon, person, Action.GOVERN, day=day).values("person"))
