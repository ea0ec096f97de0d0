"""The tree at any date, and the people of a body."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from khen.bodies.models import Area, Body, Person, Post
from khen.bodies.reads import area_parents, body_parents, existing, on_day


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
