"""The people of a body, their posts, and what speaks against an act on them."""

from collections.abc import Collection, Iterator
from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Prefetch, Q, QuerySet

from khen.bodies import governing
from khen.bodies.models import Body, Person, Post
from khen.bodies.reads import (
    counting,
    lasting,
    within,
)
from khen.bodies.terms import Action
from khen.book.models import Entry
from khen.domains.organisation import rules, terms
from khen.domains.organisation.reads import reached


def people_of(body: Body, day: date) -> QuerySet[Person]:
    """Who holds a post at this very body on this day, with these posts as `held`, by name. Two queries."""
    posts = (
        Post.objects.filter(counting(day), body=body, person__is_active=True)
        .select_related("body", "area", "for_post__person")
        .order_by("role")
    )
    holders = Person.objects.filter(pk__in=posts.values("person")).order_by("collated", "pk")
    return holders.prefetch_related(Prefetch("posts", posts, to_attr="held"))


def posts_in_sight(record: Person, person: Person, *actions: Action, day: date) -> QuerySet[Post]:
    """The posts of somebody, ended ones too, at bodies that this person reaches. One query."""
    posts = Post.objects.filter(person=record).select_related("body", "area", "for_post__person").order_by("-since", "pk")
    return within(posts, person, *actions, day=day)


def next_post(person: Person, day: date) -> Post | None:
    """The post that somebody will hold first of those that begin after this day. One query."""
    to_come = Post.objects.filter(lasting(day), person=person, since__gt=day, for_post=None)
    return to_come.select_related("body", "area", "for_post__person").order_by("since", "pk").first()


def by_time(posts: Collection[Post], day: date) -> dict[str, list[Post]]:
    """The posts that are held on the day, those to come, and those that have ended."""
    ended = [post for post in posts if post.days[1] is not None and post.days[1] <= max(day, post.since)]
    to_come = [post for post in posts if post.since > day and post not in ended]
    return {"now": [post for post in posts if post not in ended and post not in to_come], "to_come": to_come, "ended": ended}


def posts_to_end(record: Person, person: Person, day: date) -> QuerySet[Post]:
    """The posts that somebody holds now or later at bodies that this person governs. One query."""
    return posts_in_sight(record, person, Action.GOVERN, day=day).filter(lasting(day))


def post_ended_last(record: Person) -> Post | None:
    """The post of this person whose end was written down last. Two queries."""
    told = Entry.objects.filter(kind=terms.PostEnded.kind, about_id__in=record.posts.values("pk"))
    return record.posts.filter(pk__in=list(told.order_by("-seq").values_list("about_id", flat=True)[:1])).first()


def entries_about(record: Person, person: Person, day: date) -> QuerySet[Entry]:
    """What was done about somebody and about those of their posts that this person may look at."""
    posts = posts_in_sight(record, person, Action.INSPECT, day=day).values("pk")
    return Entry.objects.filter(Q(about="bodies.person", about_id=record.pk) | Q(about="bodies.post", about_id__in=posts))


def body_for(record: Person, person: Person, day: date) -> Body:
    """For which body this person would do something about somebody: one they govern before one they look at."""
    for action in (Action.GOVERN, Action.INSPECT):
        if post := posts_in_sight(record, person, action, day=day).first():
            return post.body
    raise LookupError(f"person {person.pk} does not reach person {record.pk}")


def against_correcting(record: Person, person: Person, day: date) -> Iterator[object]:
    held = reached.to_come(record, person, day)
    return rules.reasons_not_to_govern_person(posts=len(held.posts), within_reach=held.within_reach)


def against_issuing(record: Person, person: Person, day: date) -> Iterator[object]:
    held = reached.to_come(record, person, day)
    return rules.reasons_not_to_issue_password(
        own=record == person, active=record.is_active, posts=len(held.posts), within_reach=held.within_reach
    )


def against_closing(record: Person, person: Person, day: date) -> Iterator[object]:
    held = reached.to_answer_for(record, person, day)
    return rules.reasons_not_to_close_account(
        own=record == person,
        active=record.is_active,
        ungoverned=rules.ungoverned_from(*governing.lost_and_left(held.posts, day)),
        posts=len(held.posts),
        within_reach=held.within_reach,
    )


def against_reopening(record: Person, person: Person, day: date) -> Iterator[object]:
    held = reached.to_answer_for(record, person, day)
    return rules.reasons_not_to_reopen_account(
        own=record == person, active=record.is_active, posts=len(held.posts), within_reach=held.within_reach
    )


def with_account(people: QuerySet[Person], account: str) -> QuerySet[Person]:
    """Those whose account stands so."""
    without = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    ways = {
        terms.Account.CLOSED: Q(is_active=False),
        terms.Account.NONE: Q(is_active=True) & without,
        terms.Account.FIRST: Q(is_active=True, must_change_password=True) & ~without,
        terms.Account.OWN: Q(is_active=True, must_change_password=False) & ~without,
    }
    return people.filter(ways[terms.Account(account)])


def against_giving(record: Person, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_give_posts(own=record == person, active=record.is_active)


def against_ending(record: Person, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_about_no_post(held=posts_to_end(record, person, day).exists())
