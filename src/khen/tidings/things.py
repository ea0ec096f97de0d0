"""What things are called in lists of entries, to somebody who may know it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Case, CharField, OuterRef, Subquery, Value, When
from django.db.models.functions import Cast

from khen.bodies.models import Person
from khen.bodies.reads import within
from khen.bodies.terms import Action

# the model of a thing -> the way to its name, the way to its body, what its reader must be allowed
NAMED: Mapping[str, tuple[str, str, Action]] = {
    "bodies.person": ("full_name", "posts__body", Action.INSPECT),
    "egress.dispatch": ("wording__title", "body", Action.VIEW),
    "newsroom.asked": ("order__subject", "body", Action.VIEW),
    "newsroom.bulletin": ("title", "body", Action.VIEW),
    "newsroom.campaign": ("name", "body", Action.VIEW),
    "newsroom.elsewhere": ("bulletin__title", "bulletin__body", Action.VIEW),
    "newsroom.order": ("subject", "body", Action.VIEW),
    "newsroom.pattern": ("name", "body", Action.VIEW),
    "newsroom.piece": ("title", "asked__body", Action.VIEW),
    "newsroom.variant": ("bulletin__title", "bulletin__body", Action.VIEW),
    "organisation.device": ("name", "person__posts__body", Action.VIEW),
    "organisation.networklist": ("body__name", "body", Action.GOVERN),
    "returns.ask": ("form__title", "body", Action.VIEW),
    "returns.return": ("item__title", "body", Action.VIEW),
}


def named(person: Person, day: date, prefix: str = "") -> Case:
    """The name of what an entry is about, "" where this person may not know it today; a column of the entry's own query."""
    about, key = f"{prefix}about", OuterRef(f"{prefix}about_id")
    whens = [When(**{about: label}, then=_name(label, key, person, day)) for label in NAMED]
    return Case(*whens, default=Value(""), output_field=CharField())


def _name(label: str, key: Any, person: Person, day: date) -> Subquery:
    name, body, looks = NAMED[label]
    rows = within(apps.get_model(label)._default_manager.filter(pk=key), person, looks, body=body, day=day)
    return Subquery(rows.order_by().annotate(said=Cast(name, CharField())).values("said")[:1])
