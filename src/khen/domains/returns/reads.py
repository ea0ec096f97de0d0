"""Questions about returns: what a body is asked for, who has sent, what still waits."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from khen.bodies.models import Body
from khen.domains.returns import rules
from khen.domains.returns.models import Ask, Form, Item, Return
from khen.domains.returns.terms import State

SENT = (State.SUBMITTED, State.ACCEPTED)


def items_for(form: Form, period: str) -> QuerySet[Item]:
    """The items that a form holds at the end of a period, in their order."""
    day = rules.last_day(period)
    if day is None:
        return Item.objects.none()
    return form.items.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day).order_by("position")


def asks_of(body: Body, period: str) -> QuerySet[Ask]:
    """What one body is asked for."""
    return Ask.objects.filter(body=body, period=period).select_related("form").order_by("due", "form")


@dataclass(frozen=True, slots=True)
class Progress:
    """Of the bodies asked for one form: who has sent every item, and who has not."""

    form: Form
    asked: int
    sent: tuple[Body, ...]
    missing: tuple[Body, ...]
    accepted: int

    def __str__(self) -> str:
        """ "10/11": sent of asked."""
        return f"{len(self.sent)}/{self.asked}"

    @property
    def is_complete(self) -> bool:
        return not self.missing


def progress(form: Form, period: str) -> Progress:
    """How far the returns of one form have come. Three queries, however many bodies are asked."""
    items = set(items_for(form, period).values_list("pk", flat=True))
    asks = list(Ask.objects.filter(form=form, period=period).select_related("body").order_by("body__key"))
    states: dict[int, dict[int, str]] = {}
    rows = Return.objects.filter(item__in=items, period=period).values_list("body_id", "item_id", "state")
    for body, item, state in rows:
        states.setdefault(body, {})[item] = state
    sent = tuple(ask.body for ask in asks if _all(states.get(ask.body_id, {}), items, SENT))
    missing = tuple(ask.body for ask in asks if ask.body not in sent)
    accepted = sum(_all(states.get(body.pk, {}), items, (State.ACCEPTED,)) for body in sent)
    return Progress(form, len(asks), sent, missing, accepted)


def _all(found: dict[int, str], items: Collection[int], states: Collection[str]) -> bool:
    return all(found.get(item) in states for item in items)


def all_progress(period: str) -> list[Progress]:
    """Every form that somebody is asked for in this period."""
    forms = Form.objects.filter(Exists(Ask.objects.filter(form=OuterRef("pk"), period=period))).order_by("pk")
    return [progress(form, period) for form in forms]


def unaccepted(period: str) -> QuerySet[Return]:
    """Returns of the period that may not be printed yet."""
    rows = Return.objects.filter(period=period).exclude(state=State.ACCEPTED)
    return rows.select_related("item__form", "body").order_by("body", "item")
