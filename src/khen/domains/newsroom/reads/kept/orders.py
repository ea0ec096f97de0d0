"""Orders, the bodies that they ask and what these returned, as the journal tells them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Q

from khen.book.comparing import UNTOLD, Retold, day, rows
from khen.book.models import Entry
from khen.domains.newsroom.models import Asked, Order, Piece
from khen.domains.newsroom.terms import orders as terms

Now = dict[str, Any]
ENDS = {terms.OrderCalledOff.kind: terms.Run.CALLED_OFF, terms.OrderClosed.kind: terms.Run.CLOSED}
GONE = {terms.PieceTakenBack.kind: terms.Gone.TAKEN_BACK, terms.PieceWithdrawn.kind: terms.Gone.WITHDRAWN}
PIECE = ("asked_id", "bulletin_id", "title", "medium", "link", "on", "returned_on", "by_id", "late", "gone", "gone_on")


def _order(entries: Iterable[Entry]) -> Now:
    now: Now = {}
    for entry in entries:
        said = entry.payload
        match entry.kind:
            case terms.Ordered.kind:
                now = {**_wanted(said), "body_id": entry.body_id, "by_id": entry.by_id, "on": entry.on}
                now |= {"standing": terms.Run.OPEN, "ended_on": None}
            case terms.OrderChanged.kind:
                now |= _wanted(said)
            case _:
                now |= {"standing": ENDS[entry.kind], "ended_on": entry.on}
    return now


def _wanted(said: Mapping[str, Any]) -> Now:
    told = {name: said[name] for name in ("subject", "topic", "campaign", "pieces")} | {"due": day(said, "due")}
    return told | {"wanted": said.get("wanted_sha256", UNTOLD)}


def _orders(after: int, last: int) -> Mapping[int, Now]:
    found = {}
    for one in Order.objects.filter(pk__gt=after, pk__lte=last).select_related("topic", "campaign"):
        columns = ("body_id", "by_id", "on", "subject", "pieces", "due", "standing", "ended_on")
        found[one.pk] = {name: getattr(one, name) for name in columns} | {"wanted": one.digest()}
        found[one.pk] |= {"topic": one.topic.key, "campaign": one.campaign.key if one.campaign else ""}
    return found


def _asked(entries: Iterable[Entry]) -> Now:
    now: Now = {}
    for entry in entries:
        match entry.kind:
            case terms.PiecesAsked.kind if now:  # again, after it was taken out
                now["out"] = None
            case terms.PiecesAsked.kind:
                now = {"order_id": entry.payload["order"], "body_id": entry.body_id, "on": entry.on, "counted": True}
                now |= {"unable": None, "out": None}
            case terms.BodyTakenOut.kind:
                now["out"] = (entry.on, entry.by_id, entry.payload["reason"])
            case _:
                now["unable"] = (entry.on, entry.by_id, entry.payload["reason"])
    return now


def _asks(after: int, last: int) -> Mapping[int, Now]:
    """Whoever returned a piece after all is no longer unable: that entry is about the piece. One query."""
    pieces, counting = Count("returned_pieces"), Count("returned_pieces", filter=Q(returned_pieces__gone=""))
    found: dict[int, Now] = {}
    for one in Asked.objects.filter(pk__gt=after, pk__lte=last).annotate(pieces=pieces, counting=counting):
        said = _said(one.unable_on, one.unable_by_id, one.reason)
        unable = UNTOLD if said is None and one.pieces else said
        found[one.pk] = {"order_id": one.order_id, "body_id": one.body_id, "on": one.on, "unable": unable}
        found[one.pk]["out"] = _said(one.out_on, one.out_by_id, one.out_reason)
        found[one.pk]["counted"] = one.returned == one.counting
    return found


def _said(on: date | None, by: int | None, reason: str) -> tuple[date | None, int | None, str] | None:
    return (on, by, reason) if on or by or reason else None


def _piece(entries: Iterable[Entry]) -> Now:
    now: Now = {}
    for entry in entries:
        said = entry.payload
        if entry.kind in GONE:
            now |= {"gone": GONE[entry.kind], "gone_on": entry.on}
            continue
        now = {"asked_id": said["asked"], "bulletin_id": said["bulletin"], "on": day(said, "day")}
        now |= {name: said[name] for name in ("title", "medium", "link")} | {"late": said.get("late", UNTOLD)}
        now |= {"returned_on": entry.on, "by_id": entry.by_id, "gone": "", "gone_on": None}
    return now


ORDERS = (
    Retold(Order, (terms.Ordered.kind, terms.OrderChanged.kind, *ENDS), _order, _orders),
    Retold(Asked, (terms.PiecesAsked.kind, terms.BodyTakenOut.kind, terms.PiecesDeclined.kind), _asked, _asks),
    Retold(Piece, (terms.PieceReturned.kind, *GONE), _piece, rows(Piece, *PIECE)),
)
