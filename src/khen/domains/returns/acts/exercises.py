"""Sheets for whoever practises: every form is asked for, and figures wait to be accepted or sent back."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from khen.atoms.period import parse
from khen.atoms.refusal import refuse_if
from khen.bodies.models import Body, Person
from khen.bodies.reads import may
from khen.bodies.terms import Action
from khen.bodies.training import is_for_training
from khen.book.journal import act
from khen.desk.periods import current_half
from khen.domains.returns import rules
from khen.domains.returns.acts.declaring import asked, enter, submit, withdraw
from khen.domains.returns.models import Ask, Form, Item, Return
from khen.domains.returns.terms import EXERCISES, SET_ANEW, Given, Rhythm, State

TIME = timedelta(days=14)  # for a sheet
SENT = (State.SUBMITTED, State.ACCEPTED)


@act
def set_sheets(body: Body, *, by: Person, on: date) -> list[Return]:
    """Ra biểu tập: every form is asked for the half-year that runs, and for the one before once all of it is sent; figures of
    somebody who does not practise are sent, as long as none waits to be accepted."""
    refuse_if(rules.reasons_without_a_post(may(by, Action.DECLARE, body, on)))
    forms, figures = _forms(body, on), _figures(body, by, on)
    refuse_if(rules.reasons_not_to_set_sheets(training=is_for_training(body), lacking=len(forms) + len(figures)))
    for form, period in forms:
        asked(form, by=by, body=body, on=on, period=period, due=on + TIME)
    return [_sent(item, given, body, current_half(on), by=by, on=on) for item, given in figures]


def lacks_sheets(body: Body, *, by: Person, on: date) -> bool:
    """Whether there is anything to set, by somebody who may."""
    return may(by, Action.DECLARE, body, on) and bool(_forms(body, on) or _figures(body, by, on))


def _forms(body: Body, on: date) -> list[tuple[Form, str]]:
    """Which are to be asked for, and for which period."""
    now = current_half(on)
    before = current_half(parse(now).first - timedelta(days=1))
    return _unasked(body, now) or ([] if _owed(body, now) else _unasked(body, before))


def _held(period: str) -> Q:
    last = parse(period).last
    return Q(Q(until=None) | Q(until__gt=last), since__lte=last, rhythm=Rhythm.HALF)


def _unasked(body: Body, period: str) -> list[tuple[Form, str]]:
    """Forms with items for such a period that were not asked for yet."""
    before = Ask.objects.filter(form=OuterRef("pk"), body=body, period=period)
    held = Item.objects.filter(_held(period), form=OuterRef("pk"))
    return [(form, period) for form in Form.objects.filter(Exists(held), ~Exists(before)).order_by("pk")]


def _owed(body: Body, period: str) -> bool:
    sent = Return.objects.filter(item=OuterRef("pk"), body=body, period=period, state__in=SENT)
    return Item.objects.filter(_held(period), ~Exists(sent)).exists()


def _figures(body: Body, by: Person, on: date) -> list[tuple[Item, Given]]:
    """While none waits to be accepted: those that nobody who practises has made their own, not begun yet or as `by` left them."""
    if Return.objects.filter(body=body, state=State.SUBMITTED).exists():
        return []
    period = current_half(on)
    items = {item.key: item for item in Item.objects.filter(_held(period), key__in=EXERCISES).select_related("form")}
    begun = Return.objects.filter(item__in=items.values(), body=body, period=period)
    others = {one.item.key for one in begun if not one.versions.filter(number=one.number, entered_by=by).exists()}
    return [(items[key], given) for key, given in EXERCISES.items() if key in items and key not in others]


def _sent(item: Item, given: Given, body: Body, period: str, *, by: Person, on: date) -> Return:
    if accepted := Return.objects.filter(item=item, body=body, period=period, state=State.ACCEPTED).first():
        withdraw(accepted, by=by, on=on, reason=SET_ANEW)
    return submit(enter(by=by, body=body, on=on, item=item, period=period, given=given), by=by, on=on)
