"""What the house knows that speaks about the rows of a list, and how far a list has been entered."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from khen.atoms.rows import Row
from khen.atoms.text import fold
from khen.bodies import governing
from khen.bodies.models import Area, Body, BodyLineage, Person, Post
from khen.bodies.reads import on_day, posts_of, reach, within
from khen.bodies.terms import Action
from khen.domains.organisation import rules
from khen.domains.organisation.models import Roll, RollLine
from khen.domains.organisation.terms import Heading, Sighted

WAITING = Q(person__isnull=True, refused="")


def sighted(rows: Sequence[Row], person: Person, day: date) -> Sighted:
    """What this person may name in a list on that day. Five queries whatever the number of rows."""
    bodies = list(reach(person, {Action.GOVERN}, day).order_by("pk"))
    areas = list(governing.areas_governed(person, day).distinct().order_by("pk"))
    below = BodyLineage.objects.filter(on_day(day), above__in=[body.pk for body in bodies])
    outside = below.exclude(body__in=[body.pk for body in bodies]).values_list("above", flat=True)
    within_reach = Exists(Post.objects.filter(person=OuterRef("pk"), body__in=[body.pk for body in bodies]))
    named = Person.objects.filter(username__in=rules.small(rows, Heading.USERNAME)).annotate(within_reach=within_reach)
    addresses = Person.objects.filter(is_active=True).annotate(address=Lower("email")).values_list("address", flat=True)
    taken = list(named.values_list("username", "full_name", "within_reach"))
    return Sighted(
        day=day,
        bodies=_by_word((body.pk, (body.key, body.name)) for body in bodies),
        areas=_by_word((area.pk, (area.code, area.name, str(area))) for area in areas),
        spans={body.pk: (body.valid_from, body.valid_to) for body in bodies},
        overreaching=frozenset(outside),
        taken=frozenset(username for username, _name, _within in taken),
        entered=frozenset((username, name) for username, name, within in taken if within),
        borne=frozenset(addresses.filter(address__in=rules.small(rows, Heading.EMAIL) - {""})),
    )


def _by_word(named: Iterable[tuple[int, Iterable[str]]]) -> dict[str, list[int]]:
    found = defaultdict[str, list[int]](list)
    for pk, words in named:
        for word in {fold(word) for word in words}:
            found[word].append(pk)
    return dict(found)


def register_of_rolls(person: Person, day: date) -> Body | None:
    """The body for which this person hands in lists: where their widest governing post stands. One query."""
    posts = posts_of(person, day).filter(role__in=governing.GOVERNING).select_related("body").order_by("area", "pk")
    found = posts.exclude(area=None).first() or posts.first()
    return found.body if found else None


def lines_in_sight(roll: Roll, person: Person, day: date) -> QuerySet[RollLine]:
    """The rows of a list about bodies that this person governs, the wrong ones first. One query."""
    rows = within(RollLine.objects.filter(roll=roll), person, Action.GOVERN, day=day)
    return rows.select_related("person", "body", "area").order_by("row")


def progress(lines: QuerySet[RollLine]) -> dict[str, int]:
    """How many rows there are, were entered, were refused, still wait. One query."""
    made, refused, waiting = Count("pk", Q(person__isnull=False)), Count("pk", ~Q(refused="")), Count("pk", WAITING)
    return lines.order_by().aggregate(all=Count("pk"), made=made, passed_over=refused, waiting=waiting)


def waiting_lines(most: int) -> list[RollLine]:
    """The next rows to enter, of whichever list. One query."""
    rows = RollLine.objects.filter(WAITING).select_related("roll__by", "roll__body", "body", "area")
    return list(rows.order_by("roll", "row")[:most])


def bodies_to_name(person: Person, day: date) -> QuerySet[Body]:
    """The bodies that this person may write into a list."""
    return reach(person, {Action.GOVERN}, day).order_by("collated", "pk")


def areas_to_name(person: Person, day: date) -> QuerySet[Area]:
    """The areas that this person may write into a list."""
    return governing.areas_governed(person, day).distinct().order_by("code", "pk")


def entered_lines(lines: QuerySet[RollLine], roll: Roll) -> QuerySet[RollLine]:
    """The rows of a list whose people were entered and have not left."""
    return lines.filter(roll=roll, person__is_active=True).order_by("row")


def without_password(lines: QuerySet[RollLine]) -> QuerySet[RollLine]:
    """Of these, the people who cannot come in yet."""
    return lines.filter(person__password__startswith=UNUSABLE_PASSWORD_PREFIX)


def against_printing(record: Roll, person: Person, day: date) -> Iterator[object]:
    lines = within(RollLine.objects.all(), person, Action.GOVERN, day=day)
    return rules.reasons_about_nobody(people=entered_lines(lines, record).exists())


def against_inviting_from(record: Roll, person: Person, day: date) -> Iterator[object]:
    lines = within(RollLine.objects.exclude(person__email=""), person, Action.GOVERN, day=day)
    return rules.reasons_about_no_address(people=entered_lines(lines, record).exists())
