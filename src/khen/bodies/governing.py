"""How far somebody may govern: whom an administrator's posts let open, move and appoint."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from khen.bodies.models import Area, AreaLineage, Body, BodyLineage, Person, Post
from khen.bodies.reads import bodies_under, counting, in_reach, lasting, on_day
from khen.bodies.terms import Action, AreaKind, roles_allowing

GOVERNING = roles_allowing(Action.GOVERN)


def posts_governing(body: Body, day: date) -> QuerySet[Post]:
    """The posts whose own holders may govern this body on this day; whoever acts for one of them is left out. One query."""
    bodies = BodyLineage.objects.filter(on_day(day), body=body).values("above")
    areas = AreaLineage.objects.filter(on_day(day), area=body.area_id).values("above")
    posts = Post.objects.filter(on_day(day), for_post=None, role__in=GOVERNING, person__is_active=True)
    return posts.filter(Q(area=None, body__in=bodies) | Q(area__in=areas))


def nobody_governs() -> bool:
    """True in an empty house, before its first administrator."""
    return not Post.objects.filter(role__in=GOVERNING).exists()


def areas_governed(person: Person, day: date) -> QuerySet[Area]:
    """The areas that posts of this person govern as a whole on that day. One query."""
    posts = Post.objects.filter(counting(day), person=person, person__is_active=True, role__in=GOVERNING).exclude(area=None)
    return Area.objects.filter(on_day(day, "lineage_up__"), lineage_up__above__in=posts.values("area"))


def governs_area(person: Person, area: Area, day: date) -> bool:
    """Does a post of this person govern the whole area on that day? One query."""
    return areas_governed(person, day).filter(pk=area.pk).exists()


def for_whole_province(person: Person, action: Action, day: date) -> Body | None:
    """The body from whose post the person does this for a whole province on that day; None where no post does. One query."""
    posts = Post.objects.filter(counting(day), person=person, person__is_active=True, role__in=roles_allowing(action))
    post = posts.filter(area__kind=AreaKind.PROVINCE).select_related("body__area").order_by("pk").first()
    return post.body if post else None


def governs_all(person: Person, body: Body, area: Area | None, day: date) -> bool:
    """Could this person govern everything that a post at the body, or over the area, would reach? At most two queries."""
    return governs_posts(person, [Post(body=body, area=area)], day)


def governs_posts(person: Person, posts: Collection[Post], day: date) -> bool:
    """Could this person govern everything that these posts reach? At most two queries."""
    deep, areas = [post.body_id for post in posts if post.area_id is None], {post.area_id for post in posts if post.area_id}
    below = Body.objects.filter(on_day(day, "lineage_up__"), lineage_up__above__in=deep)
    reached = Body.objects.filter(Q(pk__in=[post.body_id for post in posts]) | Q(pk__in=below.values("pk")))
    if reached.exclude(pk__in=in_reach(person, {Action.GOVERN}, day)).exists():
        return False
    return not areas or not Area.objects.filter(pk__in=areas).exclude(pk__in=areas_governed(person, day).values("pk")).exists()


def bodies_of(post: Post, day: date) -> QuerySet[Body]:
    """Every body that the post reaches on that day, and the one where it is held. No query of its own."""
    if post.area_id is None:
        return bodies_under(post.body_id, day)
    below = Q(area__lineage_up__above=post.area_id) & on_day(day, "area__lineage_up__")
    return Body.objects.filter(below | Q(pk=post.body_id)).distinct()


def concerns(post: Post, person: Person, day: date) -> bool:
    """Of a post held in another's place: whether the person is one of the two, or governs all that it reaches."""
    holder = post.for_post.person_id if post.for_post else None
    return person.pk in {holder, post.person_id} or governs_all(person, post.body, post.area, day)


def posts_to_come(person: Person, day: date) -> QuerySet[Post]:
    """The posts that a person holds on this day or later, the one that began first before the others."""
    return Post.objects.filter(lasting(day), person=person).select_related("body", "area").order_by("since", "pk")


def posts_to_answer_for(person: Person, day: date) -> list[Post]:
    """By which posts it is told who governs a person: those held on this day or later, else the one that ended last."""
    held = list(posts_to_come(person, day))
    return held or list(Post.objects.filter(person=person).select_related("body", "area").order_by("-until", "-pk")[:1])


def is_last(post: Post, day: date) -> bool:
    """Would nobody else govern the post's body from that day? One query for a governing post, none for others."""
    if post.role not in GOVERNING or post.for_post_id:
        return False
    return not posts_governing(post.body, day).exclude(person=post.person_id).exists()


def hold_governors() -> None:
    """Hold everybody who governs until the act ends, so that two administrators do not close one another at one moment."""
    governors = Post.objects.filter(role__in=GOVERNING).values("person")
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=governors).order_by("pk"))
