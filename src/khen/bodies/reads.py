"""The tree on a day, and the only question about permission: may this person do this for that body?"""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet

from khen.atoms import clock
from khen.atoms.glance import once
from khen.bodies.models import Area, AreaEdge, AreaLineage, Body, BodyEdge, BodyLineage, Leave, Person, Post
from khen.bodies.terms import Action, BodyKind, Reach, roles_allowing
from khen.bodies.wording import Among, asked

M = TypeVar("M", bound=Model)
Keys = QuerySet[Body, Any] | Among  # of bodies, for `body__in=`


def on_day(day: date, prefix: str = "") -> Q:
    """Rows valid on this day."""
    return Q(**{f"{prefix}since__lte": day}) & (Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": day}))


def lasting(day: date) -> Q:
    """Posts that count on this day or a later one; one that was called off counts on none, nor does one held in its place."""
    own = Q(until__isnull=True) | Q(until__gt=day) & Q(until__gt=F("since"))
    return own & (Q(for_post__until__isnull=True) | Q(for_post__until__gt=day) & Q(for_post__until__gt=F("since")))


def counting(day: date) -> Q:
    """Posts that allow something on this day; one held in another's place only while the other's own counts."""
    stands = Q(for_post__person__is_active=True) & on_day(day, "for_post__")
    return on_day(day) & (Q(for_post__isnull=True) | stands)


def existing(day: date) -> Q:
    """Areas or bodies that exist on this day."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def bodies_under(body: Body | int, day: date) -> QuerySet[Body]:
    """The body and every body below it on this day. One query."""
    return Body.objects.filter(on_day(day, "lineage_up__"), lineage_up__above=body)


def areas_under(area: Area | int, day: date) -> QuerySet[Area]:
    """The area and every area below it on this day. One query."""
    return Area.objects.filter(on_day(day, "lineage_up__"), lineage_up__above=area)


def area_parents(day: date) -> dict[int, int]:
    """Area id -> id of the area above it on this day. One query."""
    return dict(AreaEdge.objects.filter(on_day(day)).values_list("child_id", "parent_id"))


def body_parents(day: date) -> dict[int, int]:
    """Body id -> id of the body above it on this day. One query."""
    return dict(BodyEdge.objects.filter(on_day(day)).values_list("child_id", "parent_id"))


def posts_of(person: Person, day: date | None = None) -> QuerySet[Post]:
    """The posts a person holds on a day (today when none is named)."""
    return Post.objects.filter(counting(day or clock.today()), person=person)


def looked_after(person: Person, day: date) -> QuerySet[Leave]:
    """The leaves of that day during which this person looks after the other's work, while they hold a post at that body."""
    held = posts_of(person, day).values("body")
    return Leave.objects.filter(on_day(day), deputy=person, body__in=held, person__is_active=True)


def roles_of(person: Person, day: date | None = None) -> dict[str, Reach]:
    """Each role that the person holds on that day -> how far its posts reach. One query."""
    held: dict[str, Reach] = {}
    for role, reaches, further in asked(_roles, person=person.pk, day=day or clock.today()):
        found = Reach.FURTHER if further else Reach.OWN if reaches else Reach.NOWHERE
        held[role] = max(found, held.get(role, found))
    return held


def _roles(person: int, day: date) -> QuerySet[Post, Any]:
    below = BodyLineage.objects.filter(on_day(day), above=OuterRef("body"))
    around = Body.objects.filter(on_day(day, "area__lineage_up__"), area__lineage_up__above=OuterRef("area"))
    reaching = (Q(area=None) & Exists(below)) | Exists(around)
    further = (Q(area=None) & Exists(below.filter(depth__gt=0))) | Exists(around.exclude(pk=OuterRef("body")))
    posts = Post.objects.filter(counting(day), person=person).annotate(reaches=reaching, further=further).order_by("pk")
    return posts.values_list("role", "reaches", "further")


def reach(person: Any, actions: Collection[Action], day: date | None = None) -> QuerySet[Body]:
    """Every body for which the person may do at least one of these on that day. One query when evaluated."""
    if not getattr(person, "is_active", False) or not isinstance(person, Person):
        return Body.objects.none()
    roles = tuple(sorted({role for action in actions for role in roles_allowing(action)}))
    return _reached(person.pk, roles, day or clock.today()).all()


def in_reach(person: Any, actions: Collection[Action], day: date | None = None) -> Keys:
    """The keys of those bodies, for `body__in=` inside another question: worded once for everybody. No query of its own."""
    if not getattr(person, "is_active", False) or not isinstance(person, Person) or person.pk is None:
        return Body.objects.none().values("pk")
    roles = tuple(sorted({role for action in actions for role in roles_allowing(action)}))
    return Among(_keys_reached, roles, person=person.pk, day=day or clock.today())


def _keys_reached(roles: tuple[str, ...], person: int, day: date) -> QuerySet[Body, Any]:
    return _reached(person, roles, day).values_list("pk")


@lru_cache(maxsize=512)
def _reached(person: int, roles: tuple[str, ...], day: date) -> QuerySet[Body]:
    """The question itself, worded once and never asked here: wording it takes longer than answering it."""
    posts = Post.objects.filter(counting(day), person=person, role__in=roles)
    by_body = Body.objects.filter(on_day(day, "lineage_up__"), lineage_up__above__in=posts.filter(area=None).values("body"))
    by_area = Body.objects.filter(
        on_day(day, "area__lineage_up__"), area__lineage_up__above__in=posts.exclude(area=None).values("area")
    )
    return Body.objects.filter(Q(pk__in=by_body.values("pk")) | Q(pk__in=by_area.values("pk")))


def may(person: Any, action: Action, body: Body, day: date | None = None) -> bool:
    """May this person do this for that body on that day? One query; one glance at a page asks once for all actions."""
    if not getattr(person, "is_active", False) or not isinstance(person, Person):
        return False
    return any(
        role in roles_allowing(action) for role, _other in _held_at(person.pk, body.pk, body.area_id, day or clock.today())
    )


@once
def _held_at(person: int, body: int, area: int | None, day: date) -> list[tuple[str, int | None]]:
    """The roles that a person has for a body on a day, each with whom they stand in for. One query."""
    return [(role, other) for role, other in asked(_holding, person=person, body=body, area=area or 0, day=day)]


def _holding(person: int, body: int, area: int, day: date) -> QuerySet[Post, Any]:
    posts = Post.objects.filter(counting(day), _reaching(body, area, day), person=person, person__is_active=True)
    return posts.values_list("role", "for_post__person")


def within(rows: QuerySet[M], person: Any, *actions: Action, body: str = "body", day: date | None = None) -> QuerySet[M]:
    """Only the rows whose body lies within the person's reach for at least one of the actions."""
    reached = {f"{body}__in": in_reach(person, actions, day)}
    if "__" not in body:
        return rows.filter(**reached)
    return rows.filter(pk__in=rows.model._default_manager.filter(**reached).values("pk"))  # many posts, one row


def serving(bodies: QuerySet[Body], day: date) -> Q:
    """Rows whose body is one of these, stands above one, or is a department of an area around one. No query of its own."""
    above = BodyLineage.objects.filter(on_day(day), body__in=bodies.values("pk")).values("above")
    around = AreaLineage.objects.filter(on_day(day), area__in=bodies.values("area")).values("above")
    return Q(body__in=above) | Q(body__kind=BodyKind.DEPARTMENT, body__area__in=around)


def reached_as(person: Person, role: str, day: date, *, from_above: bool = False) -> QuerySet[Body]:
    """Every body that a post of this role reaches on that day. `from_above`: one at another body, or for an area, not at the
    body itself. One query when evaluated."""
    posts = posts_of(person, day).filter(role=role)
    lineage = BodyLineage.objects.filter(on_day(day), above__in=posts.filter(area=None).values("body"))
    below = (lineage.filter(depth__gt=0) if from_above else lineage).values("body")
    of_area = posts.filter(on_day(day, "area__lineage_down__"), area__lineage_down__area=OuterRef("area"))
    around = of_area.exclude(body=OuterRef("pk")) if from_above else of_area
    return Body.objects.filter(Q(pk__in=below) | Exists(around))


def _reaching(body: int, area: int | None, day: date) -> Q:
    """Posts that reach a body of this area on a day. Two subqueries."""
    above = BodyLineage.objects.filter(on_day(day), body=body).values("above")
    around = AreaLineage.objects.filter(on_day(day), area=area).values("above")
    return Q(area=None, body__in=above) | Q(area__in=around)


def posts_allowing(action: Action, body: Body, day: date) -> QuerySet[Post]:
    """The posts that allow this for that body on that day, whoever holds them."""
    return posts_reaching(body, day).filter(role__in=sorted(roles_allowing(action)))


def posts_reaching(body: Body, day: date) -> QuerySet[Post]:
    """The posts that count for that body on that day, whatever they allow and whoever holds them."""
    return Post.objects.filter(counting(day), _reaching(body.pk, body.area_id, day), person__is_active=True)


def without_post(rows: QuerySet[M], person: str, action: Action, day: date) -> QuerySet[M]:
    """Of these rows, each of a `body`, those whose person (the column of that name) may not do this for it on that day."""
    by_body = Q(on_day(day, "body__lineage_down__"), area=None, body__lineage_down__body=OuterRef("body"))
    by_area = Q(on_day(day, "area__lineage_down__"), area__lineage_down__area=OuterRef("body__area"))
    posts = Post.objects.filter(counting(day), person=OuterRef(person), role__in=roles_allowing(action), person__is_active=True)
    return rows.filter(~Exists(posts.filter(by_body)) & ~Exists(posts.filter(by_area)))


def in_place_of(person: Person, action: Action, body: Body, day: date) -> Person | None:
    """In whose place the person could do this for that body on that day; None for whoever could by a post of their own.

    Told as it was then, whoever has left since. One query."""
    held = Post.objects.filter(on_day(day), person=person, role__in=roles_allowing(action))
    posts = held.filter(_reaching(body.pk, body.area_id, day))
    holders = [
        post.for_post.person if post.for_post else None for post in posts.select_related("for_post__person").order_by("pk")
    ]
    return holders[0] if holders and None not in holders else None


def deputies(people: Collection[int]) -> set[int]:
    """Those of these people who ever were named to act for somebody. One query."""
    return set(Post.objects.filter(person__in=people, for_post__isnull=False).values_list("person", flat=True))


def answers_for(person: Person, action: Action, body: Body, day: date) -> set[int]:
    """Ids of those whose own work this person may not judge: themself and, where they may only in another's place, the others.

    One query."""
    held = {other for role, other in _held_at(person.pk, body.pk, body.area_id, day) if role in roles_allowing(action)}
    return {person.pk} if None in held else {person.pk, *(pk for pk in held if pk is not None)}


def done_for(people: Collection[int], action: Action) -> set[int]:
    """These people, and whoever they ever did this in the place of. One query."""
    posts = Post.objects.filter(person__in=people, for_post__isnull=False, role__in=roles_allowing(action), until__gt=F("since"))
    return {*people, *posts.values_list("for_post__person", flat=True)}
