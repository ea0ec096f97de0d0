"""What things are called in lists of entries, to somebody who may know it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.models import Case, CharField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast

from khen.bodies.models import Person
from khen.bodies.reads import within
from khen.bodies.terms import Action
from khen.domains.newsroom.reads.counsel import shown_to

# the model of a thing -> the way to its name, the way to its body, what its reader must be allowed
NAMED: Mapping[str, tuple[str, str, Action]] = {
    "bodies.leave": ("person__full_name", "body", Action.VIEW),
    "bodies.person": ("full_name", "posts__body", Action.INSPECT),
    "bodies.post": ("person__full_name", "body", Action.INSPECT),
    "egress.dispatch": ("wording__title", "body", Action.VIEW),
    "newsroom.asked": ("order__subject", "body", Action.VIEW),
    "newsroom.bulletin": ("title", "body", Action.VIEW),
    "newsroom.campaign": ("name", "body", Action.VIEW),
    "newsroom.topic": ("name", "body", Action.VIEW),
    "newsroom.elsewhere": ("bulletin__title", "bulletin__body", Action.VIEW),
    "newsroom.feelist": ("body__name", "body", Action.VIEW),
    "newsroom.feerate": ("body__name", "body", Action.VIEW),
    "newsroom.opinion": ("version__title", "body", Action.VIEW),
    "newsroom.order": ("subject", "body", Action.VIEW),
    "newsroom.pattern": ("name", "body", Action.VIEW),
    "newsroom.piece": ("title", "asked__body", Action.VIEW),
    "newsroom.variant": ("bulletin__title", "bulletin__body", Action.VIEW),
    "organisation.delegation": ("for_post__person__full_name", "body", Action.VIEW),
    "organisation.device": ("name", "person__posts__body", Action.VIEW),
    "organisation.networklist": ("body__name", "body", Action.GOVERN),
    "portals.article": ("title", "placements__portal__body", Action.VIEW),
    "portals.document": ("title", "portal__body", Action.VIEW),
    "reports.block": ("title", "division", Action.VIEW),
    "reports.report": ("body__name", "body", Action.VIEW),
    "returns.ask": ("form__title", "body", Action.VIEW),
    "returns.return": ("item__title", "body", Action.VIEW),
}
# what is known by its name only while more holds: the rows of the thing's model that this person may read that day
WHILE: Mapping[str, Callable[[QuerySet[Any], Person, date], QuerySet[Any]]] = {"newsroom.opinion": shown_to}
# what everybody may call by its name -> the way to it
PUBLIC: Mapping[str, str] = {
    "bodies.area": "name",
    "bodies.body": "name",
    "bodies.outlet": "name",
    "portals.portal": "name",
}
# what concerns two people is called by the other of them: who is meant first -> the way to the other's name
OF_TWO: Mapping[str, tuple[str, str]] = {
    "bodies.leave": ("person", "deputy__full_name"),
    "organisation.delegation": ("for_post__person", "person__full_name"),
}
OF_THE_HOUSE = frozenset({"newsroom.campaign", "newsroom.topic"})  # those without a body everybody may call by their names


SORTS = NAMED.keys() | PUBLIC.keys()


def named(person: Person, day: date) -> Case:
    """The name of what an entry or a notice is about, "" where this person may not know it on this day; a column of its query."""
    return _worded(person, person.full_name, person.is_active, day)


@lru_cache(maxsize=32)
def _worded(person: Person, full_name: str, active: bool, day: date) -> Case:
    """Worded once for whoever reads on, and asked again each time: wording it takes longer than answering it.

    `full_name` and `active` are what the words depend on besides the key of the person."""
    key = OuterRef("about_id")
    oneself = When(about="bodies.person", about_id=person.pk, then=Value(full_name))
    known = [When(about=label, then=Subquery(_known(label, person, day, pk=key).values("said")[:1])) for label in SORTS]
    return Case(oneself, *known, default=Value(""), output_field=CharField())


def names(things: Iterable[tuple[str, int]], person: Person, day: date) -> dict[tuple[str, int], str]:
    """The same of things that are at hand, each by its model and its key; what has no name, or none for this person, is left out.

    One query, which asks of no sorts but theirs; none without things."""
    keys: dict[str, set[int]] = {}
    for label, key in things:
        keys.setdefault(label, set()).add(key)
    asked = [
        _known(label, person, day, pk__in=some).values_list(Value(label, CharField()), "pk", "said")
        for label, some in keys.items()
        if label in SORTS
    ]
    found = {(label, key): said for label, key, said in asked[0].union(*asked[1:], all=True)} if asked else {}
    return found | {("bodies.person", person.pk): person.full_name}


def _known(label: str, person: Person, day: date, **which: Any) -> QuerySet[Any]:
    """Things of one sort that this person may call by their names, each with its name as `said`."""
    rows: QuerySet[Any] = apps.get_model(label)._default_manager.filter(**which).order_by()
    name = PUBLIC.get(label, "")
    if label in NAMED:
        name, body, looks = NAMED[label]
        reached = within(rows, person, looks, body=body, day=day)
        rows = reached | rows.filter(body=None) if label in OF_THE_HOUSE else reached
        rows = WHILE[label](rows, person, day) if label in WHILE else rows
    whom, other = OF_TWO.get(label, ("", ""))
    way = Case(When(**{whom: person}, then=other), default=name) if other else name
    said: QuerySet[Any] = rows.annotate(said=Cast(way, CharField()))
    return said
