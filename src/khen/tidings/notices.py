"""What somebody is told of, read or not; their own and nobody else's. Habits and no acts: they count for nobody else."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from khen.atoms import clock
from khen.bodies.models import Person
from khen.book.models import Entry
from khen.desk.models import Habits
from khen.tidings import choices
from khen.tidings.models import Notice, TurnedDown
from khen.tidings.terms import SECURITY, Road, Told
from khen.tidings.things import named


@dataclass(frozen=True, slots=True)
class Message:
    """One person is told of one entry; `thing` is model and number of what it leads to, None: what the entry is about."""

    person: int
    entry: Entry
    told: Told
    thing: tuple[str, int] | None = None

    def by(self, roads: Collection[str], now: datetime) -> Notice:
        """The row, told by these roads."""
        about, about_id = self.thing or (self.entry.about, self.entry.about_id)
        led = {"about": about, "about_id": about_id}
        taken = {"shown": Road.SCREEN in roads, "by_mail": Road.MAIL in roads, "by_push": Road.PUSH in roads}
        return Notice(person_id=self.person, entry=self.entry, told=self.told, made_at=now, **led, **taken)


def keep(messages: Iterable[Message]) -> int:
    """Write them down, but for what was turned down and what people did themselves; told again, nothing changes. How many.

    What touches the safety of an account is told always: whoever did it may be somebody else."""
    found = [one for one in messages if one.told in SECURITY or one.person != one.entry.by_id]
    people = {one.person for one in found}
    down = set(TurnedDown.objects.filter(person__in=people).values_list("person", "told", "road"))
    reached, now = choices.reached(people) if people else {}, clock.now()
    safe = {**reached, Road.MAIL: choices.with_address(one.person for one in found if one.told in SECURITY)}
    roads = [
        {
            road
            for road, some in (safe if one.told in SECURITY else reached).items()
            if one.person in some and (one.told in SECURITY or (one.person, one.told, road) not in down)
        }
        for one in found
    ]
    rows = [one.by(by, now) for one, by in zip(found, roads, strict=True) if by]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)
    recount({row.person_id for row in rows})
    return len(rows)


def recount(people: Collection[int]) -> None:
    """Keep with each person how many notices they have not read: every page of theirs shows it and none asks for it."""
    for person in people:
        unread = Notice.objects.filter(person=person, read_at=None, shown=True).count()
        Habits.objects.update_or_create(person_id=person, defaults={"unread": unread})


def of(person: Person, day: date) -> QuerySet[Notice]:
    """The newest first, each with `thing`: its name, "" where the person may not know it today. One query."""
    return (
        Notice.objects.filter(person=person, shown=True)
        .annotate(thing=named(person, day))
        .select_related("entry__by", "entry__body")
        .order_by("-pk")
    )


def still_due(person: Person, day: date) -> QuerySet[Notice]:
    """By whatever road: not read yet, and about what the person may know on this day."""
    return Notice.objects.filter(person=person, read_at=None).annotate(thing=named(person, day)).exclude(thing="")


def unread(person: Person) -> int:
    """As kept with the person who came in by the door; no query there."""
    kept: Habits | None = getattr(person, "habits", None)
    return kept.unread if kept else 0


@transaction.atomic
def read(person: Person, *, which: int | None = None) -> Notice | None:
    """The person has read one notice, or all; the one. None where there is no such notice of theirs."""
    mine = Notice.objects.filter(person=person, shown=True)
    if which is not None:
        mine = mine.filter(pk=which)
    if mine.filter(read_at=None).update(read_at=clock.now()):
        recount({person.pk})
    return mine.select_related("entry").first() if which is not None else None
