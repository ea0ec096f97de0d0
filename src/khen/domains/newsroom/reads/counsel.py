"""Questions about opinions and initials: who was asked, what waits for whom, and whom a name means."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from khen.atoms.text import fold
from khen.bodies.models import Body, Person
from khen.bodies.reads import existing, looked_after, on_day, posts_of, within
from khen.bodies.terms import Action
from khen.bodies.training import alike
from khen.domains.newsroom.models import Bulletin, Initial, Opinion, Regulation
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.terms.regulations import Regulated


def asked(bulletin: Bulletin) -> QuerySet[Opinion]:
    """Everybody who was ever asked about the text, the newest asking first. One query."""
    found = Opinion.objects.filter(bulletin=bulletin).select_related("version", "body", "person", "asked_by", "answered_by")
    return found.order_by("-asked_on", "-pk")


def shown_to(rows: QuerySet[Opinion], person: Person, day: date) -> QuerySet[Opinion]:
    """Only while it is asked for; where somebody was asked by name, to nobody else but whoever looks after their work."""
    away = looked_after(person, day).filter(person=OuterRef("person"), body=OuterRef("body"))
    return rows.filter(Q(person=None) | Q(person=person) | Exists(away), ended_on=None)


def awaiting(person: Person, day: date) -> QuerySet[Opinion]:
    """Opinions that this person is asked for and that nobody has said yet, on others' texts and by others. One query."""
    asked = Opinion.objects.filter(Q(person=None) | Q(person=person), answer="", ended_on=None)
    asked = asked.exclude(asked_by=person).exclude(bulletin__author=person)
    return within(asked, person, Action.ADVISE, day=day)


def initials_on(bulletin: Bulletin) -> Initial | None:
    """Who initialled the version that stands now. One query."""
    return Initial.objects.filter(bulletin=bulletin, number=bulletin.number).select_related("by").first()


def without_initials(rows: QuerySet[Bulletin], day: date) -> QuerySet[Bulletin]:
    """Submitted texts whose body's regulations ask for initials that their version still lacks."""
    needed = Regulation.objects.filter(on_day(day), regulated=Regulated.INITIALS).values("body")
    there = Initial.objects.filter(bulletin=OuterRef("pk"), number=OuterRef("number"))
    return rows.filter(~Exists(there), body__in=needed, standing=Standing.SUBMITTED)


def to_initial(person: Person, day: date) -> QuerySet[Bulletin]:
    """Texts that wait for this person's initials. One query."""
    return without_initials(within(Bulletin.objects.exclude(author=person), person, Action.INITIAL, day=day), day)


def called(names: Iterable[str], asking: Body, day: date) -> tuple[list[Body], list[Person], list[str]]:
    """The bodies and people that these names mean on a day to whoever asks, and the names that mean nobody or more than one.

    Who practises asks those who practise, nobody else does."""
    bodies, people, unknown = list[Body](), list[Person](), list[str]()
    for name in names:
        found: list[Body | Person] = [*_bodies_called(name, asking, day), *_people_called(name, asking, day)]
        if len(found) != 1:
            unknown.append(name)
        elif isinstance(found[0], Body):
            bodies.append(found[0])
        else:
            people.append(found[0])
    return bodies, people, unknown


def _bodies_called(name: str, asking: Body, day: date) -> list[Body]:
    return list(Body.objects.filter(existing(day), alike(asking), folded=fold(name))[:2])


def _people_called(name: str, asking: Body, day: date) -> list[Person]:
    """By full name or user name; only those who hold a post."""
    named = Person.objects.filter(Q(folded=fold(name)) | Q(username=name.lower()), is_active=True)
    return [person for person in named[:3] if posts_of(person, day).filter(alike(asking, "body__")).exists()]
