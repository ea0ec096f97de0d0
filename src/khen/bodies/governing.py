"""How far somebody may govern: whom an administrator's posts let open, move and appoint."""

from datetime import date

from django.db.models import Q, QuerySet

from khen.bodies.models import Area, AreaLineage, Body, BodyLineage, Person, Post
from khen.bodies.reads import bodies_under, on_day, reach
from khen.bodies.terms import Action, roles_allowing

GOVERNING = roles_allowing(Action.GOVERN)


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
