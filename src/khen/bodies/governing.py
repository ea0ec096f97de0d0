"""How far somebody may govern: whom an administrator's posts let open, move and appoint."""

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import date

from django.db.models import Q, QuerySet

from khen.atoms.lineage import Span
from khen.bodies.models import Area, AreaLineage, Body, BodyLineage, Person, Post, Trainee
from khen.bodies.reads import bodies_under, counting, in_reach, lasting, on_day
from khen.bodies.terms import Action, AreaKind, Governor, Reached, roles_allowing

GOVERNING = roles_allowing(Action.GOVERN)


def nobody_governs(day: date) -> bool:
    """True before the first administrator, and where nobody with an open account governs anything on this day or a later one."""
    return not _governors(day).filter(person__is_active=True).exists()


def _governors(day: date) -> QuerySet[Post]:
    """The posts by which their own holders govern on this day or later. Whoever acts in another's place is left out, and so are
    accounts under which somebody practises: nobody signs in with those."""
    posts = Post.objects.filter(lasting(day), for_post=None, role__in=GOVERNING)
    return posts.exclude(person__in=Trainee.objects.values("account"))


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


def lost_and_left(posts: Collection[Post], since: date) -> tuple[list[Governor], list[Governor]]:
    """What would no longer be governed by these posts from that day, and by which others it is, for
    `rules.ungoverned_from`. At most four queries where one of the posts governs, none otherwise."""
    ending = {post.pk for post in posts if post.role in GOVERNING and post.for_post_id is None}
    if not ending:
        return [], []
    held = list(_governors(since).select_related("person"))
    lost, left = [post for post in held if post.pk in ending], [post for post in held if post.pk not in ending]
    reaching = _reaching(lost, since)
    ended = [Governor(max(post.since, since), None, post.person.is_active, reaching(post)) for post in lost]
    return ended, [Governor(post.since, post.until, post.person.is_active, reaching(post)) for post in left]


def _reaching(lost: Collection[Post], since: date) -> Callable[[Post], Reached]:
    """Of any post, which of the areas and bodies that matter to the lost ones it reaches, and on which days from that day on. A
    whole area is governed by whoever governs it or one around it: what lies in it need not be asked for."""
    later = Q(until=None) | Q(until__gt=since)
    deep = [post.body_id for post in lost if post.area_id is None]
    bodies = dict(BodyLineage.objects.filter(later, above__in=deep).values_list("body", "body__area")) if deep else {}
    areas = {pk for pk in [*bodies.values(), *(post.area_id for post in lost)] if pk is not None}
    lines: dict[tuple[str, int], list[tuple[str, Span]]] = defaultdict(list)
    around_them = AreaLineage.objects.filter(later, area__in=areas).values_list("above", "area", "since", "until")
    for above, area, first, until in around_them:
        of_area = [f"body {pk}" for pk, around in bodies.items() if around == area]
        lines["area", above] += [(thing, (first, until)) for thing in [f"area {area}", *of_area]]
    if bodies:
        up = BodyLineage.objects.filter(later, body__in=bodies).values_list("above", "body", "since", "until")
        for above, body, first, until in up:
            lines["body", above].append((f"body {body}", (first, until)))
    return lambda post: lines["area", post.area_id] if post.area_id else lines["body", post.body_id]


def hold_governors() -> None:
    """Hold everybody who governs until the act ends, so that two administrators do not close one another at one moment."""
    governors = Post.objects.filter(role__in=GOVERNING).values("person")
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=governors).order_by("pk"))
