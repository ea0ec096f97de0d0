"""What somebody is told of, read or not; their own and nobody else's. Habits and no acts: they count for nobody else."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from khen.atoms import clock
from khen.bodies.models import Person
from khen.book.models import Entry
from khen.desk.models import Habits
from khen.tidings.models import Notice, TurnedDown
from khen.tidings.terms import Told
from khen.tidings.things import named


@dataclass(frozen=True, slots=True)
class Message:
    """One person is told of one entry."""

    person: int
    entry: Entry
    told: Told


def keep(messages: Iterable[Message]) -> int:
    """Write them down, but for what was turned down and what people did themselves; told again, nothing changes. How many."""
    found = [one for one in messages if one.person != one.entry.by_id]
    people = {one.person for one in found}
    down = set(TurnedDown.objects.filter(person__in=people).values_list("person", "told"))
    wanted = [one for one in found if (one.person, one.told) not in down]
    now = clock.now()
    rows = (Notice(person_id=one.person, entry=one.entry, told=one.told, made_at=now) for one in wanted)
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    recount({one.person for one in wanted})
    return len(wanted)


def recount(people: Collection[int]) -> None:
    """Keep with each person how many notices they have not read: every page of theirs shows it and none asks for it."""
    for person in people:
        unread = Notice.objects.filter(person=person, read_at=None).count()
        Habits.objects.update_or_create(person_id=person, defaults={"unread": unread})


def of(person: Person, day: date) -> QuerySet[Notice]:
    """The newest first, each with `thing`: its name, "" where the person may not know it today. One query."""
    return (
        Notice.objects.filter(person=person)
        .annotate(thing=named(person, day, "entry__"))
        .select_related("entry__by", "entry__body")
        .order_by("-pk")
    )


def unread(person: Person) -> int:
    """As kept with the person who came in by the door; no query there."""
    kept: Habits | None = getattr(person, "habits", None)
    return kept.unread if kept else 0


@transaction.atomic
def read(person: Person, *, which: int | None = None) -> Notice | None:
    """The person has read one notice, or all; the one. None where there is no such notice of theirs."""
    mine = Notice.objects.filter(person=person)
    if which is not None:
        mine = mine.filter(pk=which)
    if mine.filter(read_at=None).update(read_at=clock.now()):
        recount({person.pk})
    return mine.select_related("entry").first() if which is not None else None


@transaction.atomic
def choose(person: Person, wanted: Collection[str]) -> None:
    """From now on only these sorts are told to the person."""
    TurnedDown.objects.filter(person=person).delete()
    TurnedDown.objects.bulk_create(TurnedDown(person=person, told=one) for one in Told if one not in wanted)


def wanted(person: Person) -> set[str]:
    """The sorts that the person has not turned down. One query."""
    return {one.value for one in Told} - set(TurnedDown.objects.filter(person=person).values_list("told", flat=True))
