"""What somebody wants to be told of, and by which road. Habits and no acts: they count for nobody else."""

from collections.abc import Collection, Iterable

from django.core.signing import BadSignature, Signer
from django.db import transaction

from khen.bodies.models import Person
from khen.tidings.models import LetterPace, Receiver, TurnedDown
from khen.tidings.terms import SECURITY, Pace, Road, Told

CHOSEN = tuple(told for told in Told if told not in SECURITY)  # what may be turned down
USUAL = Pace.DAILY  # for whoever never chose
SIGNER = Signer(salt="tidings.no-letters", sep=".")
Wish = tuple[str, str]  # a sort of notices, and a road


def wanted(person: Person) -> set[Wish]:
    """What the person has not turned down. One query."""
    down = set(TurnedDown.objects.filter(person=person).values_list("told", "road"))
    return {(told.value, road.value) for told in Told for road in Road} - down


@transaction.atomic
def choose(person: Person, wishes: Collection[Wish], pace: str) -> None:
    """From now on only these sorts are told, each by these roads, and letters come no more often than that.

    A pace that there is not leaves the one that was."""
    TurnedDown.objects.filter(person=person).delete()
    every = ((told, road) for told in CHOSEN for road in Road)
    TurnedDown.objects.bulk_create(
        TurnedDown(person=person, told=told, road=road) for told, road in every if (told.value, road.value) not in wishes
    )
    if pace in Pace.values:
        LetterPace.objects.update_or_create(person=person, defaults={"pace": pace})


def pace_of(person: int) -> Pace:
    """How often at most this person wants letters. One query."""
    found = LetterPace.objects.filter(person=person).values_list("pace", flat=True).first()
    return Pace(found) if found else USUAL


def reached(people: Iterable[int]) -> dict[str, set[int]]:
    """Road -> those of these people whom it reaches: on the screen everybody, by mail whoever has an address and wants letters,
    on the phone whoever let one be rung. Two queries."""
    mine = set(people)
    never = LetterPace.objects.filter(pace=Pace.NEVER, person__in=mine).values("person")
    mailed = Person.objects.filter(pk__in=mine, is_active=True).exclude(email="").exclude(pk__in=never)
    rung = Receiver.objects.filter(person__in=mine, person__is_active=True)
    return {
        Road.SCREEN: mine,
        Road.MAIL: set(mailed.values_list("pk", flat=True)),
        Road.PUSH: set(rung.values_list("person", flat=True)),
    }


def with_address(people: Iterable[int]) -> set[int]:
    """Those of these people to whom a letter can go at all. One query; none without people."""
    some = set(people)
    rows = Person.objects.filter(pk__in=some, is_active=True).exclude(email="")
    return set(rows.values_list("pk", flat=True)) if some else set()


def word_of(person: int) -> str:
    """The signed word in a letter by which its reader ends all letters; it holds as long as the house's key."""
    return SIGNER.sign(str(person))


def person_of(word: str) -> Person | None:
    """Whose word this is; None for a forged one."""
    try:
        return Person.objects.filter(pk=int(SIGNER.unsign(word))).first()
    except (BadSignature, ValueError):
        return None


def gets_letters(person: Person) -> bool:
    return pace_of(person.pk) != Pace.NEVER


def no_letters(person: Person) -> None:
    """The person wants no more letters, whatever they are about; the other roads stay as they are."""
    LetterPace.objects.update_or_create(person=person, defaults={"pace": Pace.NEVER})
