"""The trees at any date, what stands where in them, the people of a body, and what speaks against an act."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from khen.bodies import governing
from khen.bodies.models import Area, AreaLineage, Body, Person, Post
from khen.bodies.reads import (
    area_parents,
    areas_under,
    bodies_under,
    body_parents,
    existing,
    on_day,
    posts_of,
    reach,
    within,
)
from khen.bodies.terms import Action
from khen.bodies.trees import span_of
from khen.book.models import Entry
from khen.domains.organisation import rules


@dataclass(frozen=True, slots=True)
class Node:
    """An area or a body in its tree on a day; `depth` 0 at the top."""

    pk: int
    key: str
    kind: str
    name: str
    parent: str
    depth: int


def area_tree(day: date, areas: QuerySet[Area] | None = None) -> list[Node]:
    """Every area (of `areas`) on this day, each below the one above it, by code. Two queries."""
    every = Area.objects.all() if areas is None else areas
    rows = every.filter(existing(day)).order_by("code").values_list("pk", "code", "kind", "title", "name")
    return list(
        _ordered([(pk, code, kind, f"{title} {name}".strip()) for pk, code, kind, title, name in rows], area_parents(day))
    )


def body_tree(day: date, bodies: QuerySet[Body] | None = None) -> list[Node]:
    """Every body (of `bodies`) on this day, each below the one above it, in the order of their opening. Two queries."""
    every = Body.objects.all() if bodies is None else bodies
    rows = every.filter(existing(day)).order_by("pk").values_list("pk", "key", "kind", "name")
    return list(_ordered(list(rows), body_parents(day)))


def _ordered(rows: list[tuple[int, str, str, str]], parents: dict[int, int]) -> Iterator[Node]:
    keys = {pk: key for pk, key, _kind, _name in rows}
    below: dict[int | None, list[tuple[int, str, str, str]]] = {}
    for row in rows:
        parent = parents.get(row[0])
        below.setdefault(parent if parent in keys else None, []).append(row)
    waiting = [(row, 0) for row in reversed(below.get(None, []))]
    while waiting:
        (pk, key, kind, name), depth = waiting.pop()
        yield Node(pk, key, kind, name, keys.get(parents.get(pk, 0), ""), depth)
        waiting += [(row, depth + 1) for row in reversed(below.get(pk, []))]


def people_of(body: Body, day: date) -> QuerySet[Person]:
    """Who holds a post at this very body on this day, with these posts as `held`. Two queries."""
    posts = Post.objects.filter(on_day(day), body=body).select_related("body", "area").order_by("role")
    return Person.objects.filter(pk__in=posts.values("person")).prefetch_related(Prefetch("posts", posts, to_attr="held"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where an area or a body stands: edges upwards and, on the day, downwards; what it came from and passed into."""

    above: list[Any]
    below: list[Any]
    came_from: list[Any]
    passed_into: list[Any]

    def neighbours(self) -> set[int]:
        """The keys of all that is named."""
        edges = {edge.parent_id for edge in self.above} | {edge.child_id for edge in self.below}
        return edges | {one.old_id for one in self.came_from} | {one.new_id for one in self.passed_into if one.new_id}


def place_of(thing: Area | Body, day: date) -> Place:
    """Four queries."""
    below = thing.edges_down.filter(on_day(day)).select_related("child").order_by("child__name", "pk")
    return Place(
        above=list(thing.edges_up.select_related("parent").order_by("-since")),
        below=list(below),
        came_from=list(thing.predecessors.select_related("old").order_by("on", "pk")),
        passed_into=list(thing.successors.select_related("new").order_by("on", "pk")),
    )


def bodies_in_sight(person: Person, day: date) -> QuerySet[Body]:
    """The bodies in reach, and those that are still to come below them."""
    reached = reach(person, {Action.VIEW}, day)
    to_come = Body.objects.filter(valid_from__gt=day, lineage_up__above__in=reached.values("pk"))
    return Body.objects.filter(Q(pk__in=reached.values("pk")) | Q(pk__in=to_come.values("pk")))


def areas_in_sight(person: Person, day: date) -> QuerySet[Area]:
    """The areas of the bodies in reach and of the person's posts, and whatever stood or will stand below them."""
    of_bodies, of_posts = (
        reach(person, {Action.VIEW}, day).values("area"),
        posts_of(person, day).exclude(area=None).values("area"),
    )
    lines = AreaLineage.objects.filter(Q(above__in=of_bodies) | Q(above__in=of_posts))
    return Area.objects.filter(pk__in=lines.values("area"))


def register_of(thing: Area | Body, person: Person, day: date) -> Body:
    """For which body this person would write about something: a body itself; for an area, where their own governing post
    over areas stands, else the nearest body that the area has. At most three queries."""
    if isinstance(thing, Body):
        return thing
    posts = posts_of(person, day).select_related("body").order_by("pk")
    if own := posts.filter(role__in=governing.GOVERNING).exclude(area=None).first():
        return own.body
    near = Body.objects.filter(area__lineage_down__area=thing).order_by("area__lineage_down__depth", "pk")
    return near.first() or posts[0].body


def posts_in_sight(record: Person, person: Person, *actions: Action, day: date) -> QuerySet[Post]:
    """The posts of somebody, ended ones too, at bodies that this person reaches. One query."""
    posts = Post.objects.filter(person=record).select_related("body", "area").order_by("-since", "pk")
    return within(posts, person, *actions, day=day)


def by_time(posts: Collection[Post], day: date) -> dict[str, list[Post]]:
    """The posts that are held on the day, those to come, and those that have ended."""
    ended = [post for post in posts if post.until is not None and post.until <= day]
    to_come = [post for post in posts if post.since > day]
    return {"now": [post for post in posts if post not in ended and post not in to_come], "to_come": to_come, "ended": ended}


def posts_to_end(record: Person, person: Person, day: date) -> QuerySet[Post]:
    """The posts that somebody holds now or later at bodies that this person governs. One query."""
    return posts_in_sight(record, person, Action.GOVERN, day=day).filter(Q(until=None) | Q(until__gt=day))


def entries_about(record: Person, person: Person, day: date) -> QuerySet[Entry]:
    """What was done about somebody and about those of their posts that this person may look at."""
    posts = posts_in_sight(record, person, Action.INSPECT, day=day).values("pk")
    return Entry.objects.filter(Q(about="bodies.person", about_id=record.pk) | Q(about="bodies.post", about_id__in=posts))


def not_above(thing: Any, day: date) -> set[int]:
    """Keys of what cannot come to stand above it: itself, what stands below it, and where it stands. Two queries."""
    lower = areas_under(thing, day) if isinstance(thing, Area) else bodies_under(thing, day)
    above = thing.edges_up.filter(on_day(day)).values_list("parent_id", flat=True)
    return {*lower.values_list("pk", flat=True), *above, thing.pk}


def body_for(record: Person, person: Person, day: date) -> Body:
    """For which body this person would do something about somebody: one they govern before one they look at."""
    for action in (Action.GOVERN, Action.INSPECT):
        if post := posts_in_sight(record, person, action, day=day).first():
            return post.body
    raise LookupError(f"person {person.pk} does not reach person {record.pk}")


def against_correcting(record: Person, person: Person, day: date) -> Iterator[object]:
    posts = list(governing.posts_to_come(record, day))
    return rules.reasons_not_to_govern_person(posts=len(posts), within_reach=governing.governs_posts(person, posts, day))


def against_issuing(record: Person, person: Person, day: date) -> Iterator[object]:
    posts = list(governing.posts_to_come(record, day))
    reached = governing.governs_posts(person, posts, day)
    return rules.reasons_not_to_issue_password(own=record == person, posts=len(posts), within_reach=reached)


def against_giving(record: Person, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_give_posts(own=record == person, active=record.is_active)


def against_ending(record: Person, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_about_no_post(held=posts_to_end(record, person, day).exists())


def against_keeping(thing: Area | Body, person: Person, day: date) -> Iterator[object]:
    yield from rules.reasons_about_absent(here=rules.holds(span_of(thing), day))
    if isinstance(thing, Area):
        yield from rules.reasons_not_to_govern(allowed=governing.governs_area(person, thing, day))
