"""The tree at any date, the people of a body, and how far somebody may govern."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from khen.bodies.models import Area, AreaLineage, Body, BodyLineage, Person, Post
from khen.bodies.reads import area_parents, bodies_under, body_parents, existing, on_day, reach
from khen.bodies.terms import Action, roles_allowing

GOVERNING = roles_allowing(Action.GOVERN)


@dataclass(frozen=True, slots=True)
class Node:
    """An area or a body in its tree on a day; `depth` 0 at the top."""

    pk: int
    key: str
    kind: str
    name: str
    parent: str
    depth: int


def area_tree(day: date) -> list[Node]:
    """Every area on this day, each below the one above it, by code. Two queries."""
    rows = Area.objects.filter(existing(day)).order_by("code").values_list("pk", "code", "kind", "title", "name")
    return list(
        _ordered([(pk, code, kind, f"{title} {name}".strip()) for pk, code, kind, title, name in rows], area_parents(day))
    )


def body_tree(day: date) -> list[Node]:
    """Every body on this day, each below the one above it, in the order of their opening. Two queries."""
    rows = Body.objects.filter(existing(day)).order_by("pk").values_list("pk", "key", "kind", "name")
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


def posts_governing(body: Body, day: date) -> QuerySet[Post]:
    """The posts whose holders may govern this body on this day. One query."""
    bodies = BodyLineage.objects.filter(on_day(day), body=body).values("above")
    areas = AreaLineage.objects.filter(on_day(day), area=body.area_id).values("above")
    posts = Post.objects.filter(on_day(day), role__in=GOVERNING, person__is_active=True)
    return posts.filter(Q(area=None, body__in=bodies) | Q(area__in=areas))


def nobody_governs() -> bool:
    """True in an empty house, before its first administrator."""
    return not Post.objects.filter(role__in=GOVERNING).exists()


def governs_area(person: Person, area: Area, day: date) -> bool:
    """Does a post of this person govern the whole area on that day? One query."""
    posts = Post.objects.filter(on_day(day), person=person, role__in=GOVERNING).exclude(area=None)
    above = AreaLineage.objects.filter(on_day(day), area=area, above__in=posts.values("area"))
    return person.is_active and above.exists()


def governs_all(person: Person, body: Body, area: Area | None, day: date) -> bool:
    """Could this person govern everything that a post at the body, or over the area, would reach? At most two queries."""
    reached = reach(person, {Action.GOVERN}, day)
    if not reached.filter(pk=body.pk).exists():
        return False
    if area is not None:
        return governs_area(person, area, day)
    return not bodies_under(body, day).exclude(pk__in=reached.values("pk")).exists()


def posts_to_come(person: Person, day: date) -> QuerySet[Post]:
    """The posts that a person holds on this day or later."""
    return Post.objects.filter(Q(until=None) | Q(until__gt=day), person=person).select_related("body", "area")
