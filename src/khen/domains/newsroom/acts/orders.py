"""A topic is ordered from bodies and the press: ordered, changed, asked of more, called off, closed."""

from collections.abc import Collection
from datetime import date
from typing import Any, Unpack

from khen.atoms.refusal import refuse_if
from khen.atoms.text import fold
from khen.bodies.models import Body, Person
from khen.bodies.reads import may, reach
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.newsroom.acts.campaigns import campaign_for
from khen.domains.newsroom.acts.topics import topic_for
from khen.domains.newsroom.models import Asked, Order
from khen.domains.newsroom.rules import line, reasons_about_order, reasons_about_post, reasons_about_reason
from khen.domains.newsroom.rules import orders as rules
from khen.domains.newsroom.terms import orders as terms


@act
def order(*, by: Person, body: Body, on: date, bodies: Collection[Body], **wanted: Unpack[terms.Wanted]) -> Order:
    """Đặt tuyên truyền: these bodies are asked for so many pieces each on a topic, by a day."""
    refuse_if(reasons_about_post(may=may(by, Action.PUBLISH, body, on)))
    made = _worded(Order(body=body, by=by, on=on), wanted, on)
    journal.write(terms.Ordered(**_told(made)), by=by, body=body, on=on, about=made)
    _ask(made, bodies, by=by, on=on)
    return made


@act
def change_order(order: Order, *, by: Person, on: date, **wanted: Unpack[terms.Wanted]) -> Order:
    """Sửa nội dung đặt: what was returned before stays returned."""
    order = _worded(_running(order, by=by, on=on), wanted, on)
    journal.write(terms.OrderChanged(**_told(order)), by=by, body=order.body, on=on, about=order)
    return order


@act
def ask_more(order: Order, *, by: Person, on: date, bodies: Collection[Body]) -> Order:
    """Đặt thêm đơn vị: the same order, asked of these bodies as well."""
    order = _running(order, by=by, on=on)
    _ask(order, bodies, by=by, on=on)
    return order


@act
def call_off(order: Order, *, by: Person, on: date, reason: str) -> Order:
    """Thôi đặt: nobody is asked any more, and nobody was late."""
    order, reason = _running(order, by=by, on=on), line(reason)
    refuse_if(reasons_about_reason(reason))
    return _ended(order, terms.Run.CALLED_OFF, terms.OrderCalledOff(order=order.pk, reason=reason), by=by, on=on)


@act
def close_order(order: Order, *, by: Person, on: date) -> Order:
    """Kết thúc: what was returned until now is counted; who answered nothing is named in the journal."""
    order = _running(order, by=by, on=on)
    silent = order.asked.filter(returned=0, unable_on=None).select_related("body").order_by("pk")
    said = terms.OrderClosed(order=order.pk, missing=tuple(one.body.name for one in silent))
    return _ended(order, terms.Run.CLOSED, said, by=by, on=on)


def _running(order: Order, *, by: Person, on: date) -> Order:
    order = locked(order)
    refuse_if(reasons_about_post(may=may(by, Action.PUBLISH, order.body, on)))
    refuse_if([*rules.reasons_about_run(standing=order.standing), *reasons_about_order(on=on, after=order.on)])
    return order


def _ended(order: Order, standing: terms.Run, said: terms.OrderPayload, *, by: Person, on: date) -> Order:
    order.standing, order.ended_on = standing, on
    order.save(update_fields=["standing", "ended_on"])
    journal.write(said, by=by, body=order.body, on=on, about=order)
    return order


def _worded(order: Order, wanted: terms.Wanted, on: date) -> Order:
    given = rules.neat(wanted)
    kept = order.topic_id if order.pk else None  # what it was ordered under stays good when it was closed since
    topic = topic_for(order.body, given["topic"], on, kept)
    campaign = campaign_for(order.body, given["campaign"], on, order.campaign_id)
    stands = {"topic_stands": topic is not None, "campaign_stands": campaign is not None or not given["campaign"]}
    refuse_if(rules.reasons_about_wanted(given, **stands, since=order.on))
    assert topic is not None
    for name, value in {**given, "topic": topic, "campaign": campaign, "folded": fold(given["subject"])}.items():
        setattr(order, name, value)
    order.save()
    return order


def _ask(order: Order, bodies: Collection[Body], *, by: Person, on: date) -> None:
    reached = set(reach(by, {Action.PUBLISH}, on).filter(pk__in=[one.pk for one in bodies]).values_list("pk", flat=True))
    already = set(order.asked.values_list("body_id", flat=True))
    refuse_if(
        rules.reasons_about_bodies(
            asked=len(bodies),
            foreign=[one.name for one in bodies if one.pk not in reached],
            again=[one.name for one in bodies if one.pk in already],
        )
    )
    for body in bodies:
        made = Asked.objects.create(order=order, body=body, on=on)
        told: dict[str, Any] = {"order": order.pk, "asked": made.pk, "subject": order.subject}
        said = terms.PiecesAsked(**told, pieces=order.pieces, due=order.due)
        journal.write(said, by=by, body=body, on=on, about=made)


def _told(order: Order) -> dict[str, Any]:
    return {
        "order": order.pk,
        "subject": order.subject,
        "topic": order.topic.key,
        "campaign": order.campaign.key if order.campaign else "",
        "pieces": order.pieces,
        "due": order.due,
        "wanted_sha256": order.digest(),
    }
