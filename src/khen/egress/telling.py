"""What the pages of dispatches, letters and subscribers say besides what their rows hold."""

from typing import Any

from khen.bodies.models import Outlet
from khen.egress import watch
from khen.egress.models import Delivery, Dispatch, Subscriber
from khen.egress.terms import ChannelKey, Outcome, State

MOST_ATTEMPTS, MOST_LETTERS = 50, 10


def places(record: Dispatch) -> list[dict[str, Any]]:
    """The outlets of a dispatch that is no letter, by name, with what became of each and the views of its site since."""
    if record.channel == ChannelKey.EMAIL:
        return []
    rows = list(record.deliveries.order_by("position"))
    names = dict(Outlet.objects.filter(key__in=[row.address for row in rows]).values_list("key", "name"))
    views = watch.views_since(record, list(names)) if record.channel == ChannelKey.PORTAL else {}
    return [
        {
            "row": row,
            "name": names.get(row.address, row.address),
            "mood": watch.MOODS[State(row.state)],
            "views": views.get(row.address),
        }
        for row in rows
    ]


def tries(record: Any) -> list[dict[str, Any]]:
    """The newest attempts of a dispatch or a letter, without addresses."""
    rows = record.attempts.select_related("delivery").order_by("-pk")[:MOST_ATTEMPTS]
    return [
        {
            "row": row,
            "mood": watch.OUTCOMES[Outcome(row.outcome)],
            "reply": watch.reply(row.detail),
            "own": bool(watch.own_words(row.detail)),
        }
        for row in rows
    ]


def letters_to(subscriber: Subscriber) -> list[dict[str, Any]]:
    """The newest letters to an address. One query."""
    rows = Delivery.objects.filter(subscriber=subscriber).select_related("dispatch__wording").order_by("-pk")[:MOST_LETTERS]
    return [{"row": row, "mood": watch.MOODS[State(row.state)]} for row in rows]
