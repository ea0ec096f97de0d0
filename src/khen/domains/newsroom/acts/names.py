"""What topics and campaigns have alike: a name that no other bears beside it, a key for good, a last day."""

from datetime import date, timedelta
from itertools import chain, count
from typing import TypeVar

from django.db.models import Q

from khen.atoms.refusal import refuse_if
from khen.atoms.text import fold, slug
from khen.bodies.models import Body, Person
from khen.bodies.reads import may, on_day, serving
from khen.bodies.terms import Action
from khen.book.journal import locked
from khen.domains.newsroom.models import Campaign, Topic
from khen.domains.newsroom.rules import line, reasons_about_post
from khen.domains.newsroom.rules import names as rules

DAY = timedelta(days=1)
LONGEST_KEY = 40
SAID: dict[type[Campaign | Topic], rules.Said] = {Campaign: rules.CAMPAIGN, Topic: rules.TOPIC}
Named = TypeVar("Named", Campaign, Topic)


def opened(row: Named, name: str, *, by: Person, body: Body, on: date) -> Named:
    """A new one of the body under this name."""
    refuse_if(reasons_about_post(may=may(by, Action.PUBLISH, body, on)))
    locked(body)  # two at once would each find the name free
    refuse_if(rules.reasons_about_typed(name))
    row = _called(row, line(name))
    row.key = new_key(type(row), row.name)
    row.save()
    return row


def held(row: Named, body: Body | None, *, by: Person, on: date) -> tuple[Named, Body]:
    """The row, held until the act ends and not over yet, and the body for which the person keeps it."""
    row = locked(row)
    refuse_if(reasons_about_post(may=body is not None and may(by, Action.PUBLISH, body, on)))
    refuse_if(rules.reasons_about_over(SAID[type(row)], last=row.last, on=on))
    assert body is not None
    return row, body


def renamed(row: Named, name: str) -> str:
    """Under the new name from now on; the name that it had."""
    before = row.name
    refuse_if(rules.reasons_about_typed(name))
    refuse_if(rules.reasons_not_to_rename(SAID[type(row)], before=before, name=line(name)))
    _called(row, line(name)).save(update_fields=["name", "folded"])
    return before


def ended(row: Named, last: date) -> None:
    """After this day nobody chooses it any more."""
    refuse_if(rules.reasons_not_to_end(since=row.since, before=row.last, last=last))
    row.until = last + DAY
    _called(row, row.name).save(update_fields=["until"])


def chosen(model: type[Named], body: Body, key: str, on: date, kept: int | None = None) -> Named | None:
    """The one of this key, if it stands on that day for the body; `kept` is the one that stays good when it is over."""
    stands = on_day(on) & (Q(body=None) | serving(Body.objects.filter(pk=body.pk), on))
    return model.objects.filter(stands | Q(pk=kept), key=key).first() if key else None


def new_key(model: type[Named], name: str) -> str:
    """One that no other of them has, made from the name."""
    stem = slug(name, longest=LONGEST_KEY - 8)
    taken = set(model.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return next(key for key in chain([stem], (f"{stem}-{number}" for number in count(2))) if key not in taken)


def _called(row: Named, name: str) -> Named:
    """Under this name, unless another bears it that may be chosen by the same people on some of the same days."""
    rows = type(row).objects.filter(Q(body=None) | Q(body=row.body), folded=fold(name)).exclude(pk=row.pk)
    beside = rows.filter(Q(until=None) | Q(until__gt=row.since))
    again = (beside.filter(since__lt=row.until) if row.until else beside).exists()
    refuse_if(rules.reasons_about_name(SAID[type(row)], name, again=again))
    row.name, row.folded = name, fold(name)
    return row
