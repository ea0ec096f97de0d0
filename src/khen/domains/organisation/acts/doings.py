"""What was done by a post: it does not end before that."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import F, Q

from khen.bodies import governing
from khen.bodies.models import Person, Post
from khen.bodies.reads import lasting
from khen.bodies.terms import ALLOWED, Action
from khen.book.models import Entry
from khen.book.needs import kinds_needing

LOOKING = frozenset({Action.VIEW, Action.INSPECT})
UNCLEAR = frozenset({Action.ADVISE})  # some of what needs it may ask for more, by whose remark or question it is
OF_REGISTERS = "organisation."  # what its kinds need is to govern, where they need anything


def last_done(post: Post, *, since: date, on: date) -> date | None:
    """The last day, of those from `since` to today, on which something was done by this post where it reaches: by its holder, or
    in their place. What needs an action that it does not allow does not rest on it, nor what another post of theirs allows too,
    nor what people do with their own accounts; a post that lets them only look bears nothing. Where it is unclear what something
    needs, it rests on the post. Four queries."""
    allowed = ALLOWED[post.role] - LOOKING
    if since > on or not allowed:
        return None
    given = Entry.objects.filter(about=post._meta.label_lower, about_id=post.pk).order_by("seq").values_list("seq", flat=True)
    acting = [post, *Post.objects.filter(for_post=post).select_related("for_post")]
    done = Entry.objects.filter(_on_days_of(acting), _where(post, since, on), seq__gt=given.first() or 0, on__gte=since)
    done = done.exclude(about=Person._meta.label_lower, about_id=F("by")).exclude(_needing(frozenset(Action) - allowed))
    others = Post.objects.filter(lasting(since), person__in={one.person_id for one in acting}).select_related("for_post")
    for other in others.exclude(pk__in=[one.pk for one in acting]):
        needing = Q() if allowed <= ALLOWED[other.role] else _needing(ALLOWED[other.role] - UNCLEAR)
        done = done.exclude(_on_days_of([other]) & _where(other, since, on) & needing)
    return done.order_by("-on").values_list("on", flat=True).first()


def _needing(actions: Collection[Action]) -> Q:
    """What is known to need one of these actions. No query of its own."""
    registers = Q(kind__startswith=OF_REGISTERS) if Action.GOVERN in actions else Q(pk__in=[])
    return registers | Q(kind__in=kinds_needing(actions))


def _on_days_of(posts: Iterable[Post]) -> Q:
    """What the holders of these posts did while they held them."""
    found = Q(pk__in=[])
    for post in posts:
        since, until = post.days
        found |= Q(by=post.person_id, on__gte=since) & (Q(on__lt=until) if until else Q())
    return found


def _where(post: Post, *days: date) -> Q:
    """What was done for bodies that the post reached on one of these days. No query of its own."""
    found = Q(pk__in=[])
    for day in dict.fromkeys(days):
        found |= Q(body__in=governing.bodies_of(post, day))
    return found
