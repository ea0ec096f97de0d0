"""A topic is ordered from bodies and the press: ordered, changed, asked of more, called off, closed."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple, Unpack

from khen.atoms.refusal import refuse_if
from khen.atoms.text import fold
from khen.bodies.models import Body, Person
from khen.bodies.reads import may, reach
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.newsroom.acts import names
from khen.domains.newsroom.models import Asked, Campaign, Order, Topic
from khen.domains.newsroom.rules import in_order, line, reasons_about_post, reasons_about_reason
from khen.domains.newsroom.rules import orders as rules
from khen.domains.newsroom.terms import orders as terms


class Seen(NamedTuple):
    """What the bodies asked see of an order."""

    pieces: int
    due: date
    words: tuple[str, str, int, int | None]


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
    """Sửa nội dung đặt: what was returned before stays returned; whoever is asked is told of what is otherwise now."""
    order, on = _running(order, by=by, on=on)
    before, due = _seen(order), order.due
    refuse_if(rules.reasons_about_new_day(due=wanted["due"], before=due, on=on))
    order = _worded(order, wanted, on)
    journal.write(terms.OrderChanged(**_told(order)), by=by, body=order.body, on=on, about=order)
    if (after := _seen(order)) != before:
        _announce(order, before, reworded=after.words != before.words, by=by, on=on)
    return order


@act
def take_out(order: Order, *, by: Person, on: date, asked: Asked, reason: str) -> Order:
    """Bỏ đơn vị khỏi đợt đặt: nothing more is asked of the body and it is not late; what it returned stays counted."""
    (order, on), asked, reason = _running(order, by=by, on=on), locked(asked), line(reason)
    refuse_if(rules.reasons_not_to_take_out(asks=asked.order_id == order.pk and asked.out_on is None))
    refuse_if(reasons_about_reason(reason))
    asked.out_on, asked.out_by, asked.out_reason = on, by, reason
    asked.save(update_fields=["out_on", "out_by", "out_reason"])
    said = terms.BodyTakenOut(order=order.pk, asked=asked.pk, reason=reason, pieces_kept=asked.returned)
    journal.write(said, by=by, body=asked.body, on=on, about=asked)
    return order


@act
def ask_more(order: Order, *, by: Person, on: date, bodies: Collection[Body]) -> Order:
    """Đặt thêm đơn vị: the same order, asked of these bodies as well; one that was taken out is asked again."""
    order, on = _running(order, by=by, on=on)
    _ask(order, bodies, by=by, on=on)
    return order


@act
def call_off(order: Order, *, by: Person, on: date, reason: str) -> Order:
    """Thôi đặt: nobody is asked any more, and nobody was late."""
    (order, on), reason = _running(order, by=by, on=on), line(reason)
    refuse_if(reasons_about_reason(reason))
    return _ended(order, terms.Run.CALLED_OFF, terms.OrderCalledOff(order=order.pk, reason=reason), by=by, on=on)


@act
def close_order(order: Order, *, by: Person, on: date) -> Order:
    """Kết thúc: what was returned until now is counted; who answered nothing is named in the journal."""
    order, on = _running(order, by=by, on=on)
    silent = order.asked.filter(returned=0, unable_on=None, out_on=None).select_related("body").order_by("pk")
    said = terms.OrderClosed(order=order.pk, missing=tuple(one.body.name for one in silent))
    return _ended(order, terms.Run.CLOSED, said, by=by, on=on)


def _running(order: Order, *, by: Person, on: date) -> tuple[Order, date]:
    """The order, and the day that an act upon it bears: never one before its own."""
    order = locked(order)
    refuse_if(reasons_about_post(may=may(by, Action.PUBLISH, order.body, on)))
    refuse_if(rules.reasons_about_run(standing=order.standing))
    return order, in_order(on, after=order.on)


def _ended(order: Order, standing: terms.Run, said: terms.OrderPayload, *, by: Person, on: date) -> Order:
    order.standing, order.ended_on = standing, on
    order.save(update_fields=["standing", "ended_on"])
    journal.write(said, by=by, body=order.body, on=on, about=order)
    return order


def _worded(order: Order, wanted: terms.Wanted, on: date) -> Order:
    given = rules.neat(wanted)
    kept = order.topic_id if order.pk else None  # what it was ordered under stays good when it was closed since
    topic = names.chosen(Topic, order.body, given["topic"], on, kept)
    campaign = names.chosen(Campaign, order.body, given["campaign"], on, order.campaign_id)
    stands = {"topic_stands": topic is not None, "campaign_stands": campaign is not None or not given["campaign"]}
    refuse_if(rules.reasons_about_wanted(given, **stands, since=order.on))
    assert topic is not None
    for name, value in {**given, "topic": topic, "campaign": campaign, "folded": fold(given["subject"])}.items():
        setattr(order, name, value)
    order.save()
    return order


def _ask(order: Order, bodies: Collection[Body], *, by: Person, on: date) -> None:
    reached = set(reach(by, {Action.PUBLISH}, on).filter(pk__in=[one.pk for one in bodies]).values_list("pk", flat=True))
    already = set(order.asked.filter(out_on=None).values_list("body_id", flat=True))
    refuse_if(
        rules.reasons_about_bodies(
            asked=len(bodies),
            foreign=[one.name for one in bodies if one.pk not in reached],
            again=[one.name for one in bodies if one.pk in already],
        )
    )
    for body in bodies:
        back = {"out_on": None, "out_by": None, "out_reason": ""}
        made, _new = Asked.objects.update_or_create(order=order, body=body, defaults=back, create_defaults={"on": on})
        told: dict[str, Any] = {"order": order.pk, "asked": made.pk, "subject": order.subject}
        said = terms.PiecesAsked(**told, pieces=order.pieces, due=order.due)
        journal.write(said, by=by, body=body, on=on, about=made)


def _seen(order: Order) -> Seen:
    return Seen(order.pieces, order.due, (order.subject, order.wanted, order.topic_id, order.campaign_id))


def _announce(order: Order, before: Seen, *, reworded: bool, by: Person, on: date) -> None:
    """Each body that is still asked has an entry of its own: by it the body is told."""
    now: dict[str, Any] = {"order": order.pk, "subject": order.subject, "pieces": order.pieces, "due": order.due}
    was: dict[str, Any] = {"pieces_before": before.pieces, "due_before": before.due, "reworded": reworded}
    for asked in order.asked.filter(out_on=None).select_related("body").order_by("pk"):
        said = terms.PiecesChanged(asked=asked.pk, **now, **was)
        journal.write(said, by=by, body=asked.body, on=on, about=asked)


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
