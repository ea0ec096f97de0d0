"""Whose rows a person meets: Wagtail's permission policies, dropdowns and lists, all answered by posts."""

from collections.abc import Collection
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from khen.atoms import clock
from khen.bodies.models import Area, Body, Outlet, Person, Post
from khen.bodies.reads import posts_allowing, reach, roles_of, serving, within
from khen.bodies.terms import ALLOWED, Action, Reach

M = TypeVar("M", bound=Model)

_bodies: dict[type[Model], str | None] = {}
_handed_down: set[type[Model]] = set()


def roles(person: Any) -> dict[str, Reach]:
    """The roles of today, each with how far it reaches; kept with the person for as long as a request has them."""
    kept: dict[str, Reach] | None = getattr(person, "roles_today", None)
    if kept is None:
        kept = roles_of(person) if isinstance(person, Person) and person.is_active else {}
        person.roles_today = kept
    return kept


def allows(person: Any, action: Action, from_above: Collection[str] = ()) -> bool:
    """May the person do this for at least one body today? Asked by menus and lists; a row is asked for with `may`.

    `from_above`: the roles that may do it for the bodies below their own alone."""
    return any(
        action in ALLOWED[role] and reaches > (Reach.OWN if role in from_above else Reach.NOWHERE)
        for role, reaches in roles(person).items()
    )


class BodyPolicy(BasePermissionPolicy):
    """What Wagtail's views may do with rows that belong to a body: look, within reach. Writing is left to acts."""

    def __init__(self, model: type[Model], body: str = "body") -> None:
        super().__init__(model)
        self.body = body

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and allows(user, Action.VIEW)

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        return self.instances_user_has_any_permission_for(user, {action}).filter(pk=instance.pk).exists()

    def user_has_any_permission_for_instance(self, user: Any, actions: Collection[str], instance: Model) -> bool:
        return self.instances_user_has_any_permission_for(user, actions).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Collection[str]) -> QuerySet[Any]:
        rows = self.model._default_manager.all()
        return within(rows, user, Action.VIEW, body=self.body) if "view" in actions else rows.none()

    def users_with_any_permission(self, actions: Collection[str]) -> QuerySet[Person]:
        return Person.objects.none()

    def users_with_any_permission_for_instance(self, actions: Collection[str], instance: Model) -> QuerySet[Person]:
        return Person.objects.none()


def belongs(model: type[Model], body: str = "body", *, handed_down: bool = False) -> None:
    """Say once how a model's rows belong to a body; from then on lists, dropdowns and filters are narrowed by it.

    `handed_down`: every body chooses from the rows of those above it as well, and all from the rows of no body (campaigns)."""
    if model not in _bodies:
        _bodies[model] = body
        if handed_down:
            _handed_down.add(model)
        register_permission_policy(model, BodyPolicy(model, body))


def shared(model: type[Model]) -> None:
    """Say once that a model's rows belong to nobody and everybody may choose them (areas, topics)."""
    _bodies[model] = None


def narrowed(rows: QuerySet[M], person: Any, *actions: Action, day: date | None = None) -> QuerySet[M]:
    """The rows that the person may meet. Raises LookupError for a model of which nobody said whose its rows are."""
    if rows.model not in _bodies:
        raise LookupError(f"{rows.model.__name__}: say belongs() or shared() before its rows are offered to anybody")
    body = _bodies[rows.model]
    if body is None:
        return rows
    if rows.model in _handed_down:
        return rows.filter(Q(body=None) | serving(reach(person, actions or (Action.VIEW,), day), day or clock.today()))
    return within(rows, person, *(actions or (Action.VIEW,)), body=body, day=day)


def holders(action: Action, body: Body, day: date | None = None, *, but: Collection[int] = ()) -> QuerySet[Post]:
    """The posts that allow this for that body on that day, with their people. One query.

    Left out are the people whose ids stand in `but` and whoever would stand in for one of them."""
    posts = posts_allowing(action, body, day or clock.today())
    if but:
        posts = posts.exclude(person__in=but).exclude(for_post__person__in=but)
    return by_name(posts)


def by_name(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Posts with their people and bodies, in the order of the people's names."""
    return posts.select_related("person", "body").order_by("person__collated", "pk")


def named(action: Action, body: Body, *, but: Collection[int] = (), most: int = 3) -> str:
    """Who may do it today, by name: "Lý Thị Mai, Vàng Văn Tú and 2 more"; "" when nobody may. `but` as for `holders`. One
    query."""
    able = sorted(holders(action, body, but=but), key=lambda post: post.body_id != body.pk)
    names = list(dict.fromkeys(str(post.person) for post in able))
    told = ", ".join(names[:most])
    more = len(names) - most
    return gettext("%(names)s and %(count)d more") % {"names": told, "count": more} if more > 0 else told


belongs(Body, "pk")
belongs(Outlet)
shared(Area)
