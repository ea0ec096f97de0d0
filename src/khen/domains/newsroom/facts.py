"""What entries of the newsroom prove: a pure generator over payloads of every version ever written."""

from collections.abc import Callable, Iterator
from typing import Any

from khen.atoms.fact import Cancelled, Fact, Kind
from khen.book.models import Entry
from khen.domains.newsroom.terms import (
    Channel,
    ElsewhereAnnulled,
    PostedElsewhere,
    Published,
    ReachRead,
    Withdrawn,
    Written,
    orders,
)

Facts = Iterator[Fact | Cancelled]

SYSTEMS = {"tickers": Kind.SYSTEM_TICKED, "popups": Kind.SYSTEM_POPPED}


def read(entry: Entry) -> Facts:
    """The facts that this entry proves, or what it takes back."""
    if reader := READERS.get(entry.kind):
        yield from reader(entry, entry.payload)


def _written(entry: Entry, said: dict[str, Any]) -> Facts:
    subject = str(said["bulletin"])
    yield Fact(kind=Kind.BULLETIN_WRITTEN, on=entry.on, body=entry.body_id, topic=said["topic"], subject=subject)


def _published(entry: Entry, said: dict[str, Any]) -> Facts:
    for name, kind in SYSTEMS.items():
        for key in said[name]:
            yield Fact(kind=kind, on=entry.on, body=entry.body_id, place=key, topic=said["topic"], subject=key)


def _withdrawn(entry: Entry, said: dict[str, Any]) -> Facts:
    """It ran nowhere any more; that it was once written stays true."""
    yield Cancelled(about=entry.about, about_id=entry.about_id, kinds=tuple(SYSTEMS.values()))


def _posted_elsewhere(entry: Entry, said: dict[str, Any]) -> Facts:
    kind = Kind.LINK_PLACED if said["channel"] == Channel.LINK else Kind.POSTED_ELSEWHERE
    yield _elsewhere(entry, said, kind, 1)
    if said["reach"]:
        yield _elsewhere(entry, said, Kind.REACHED_ELSEWHERE, said["reach"])


def _reach_read(entry: Entry, said: dict[str, Any]) -> Facts:
    if more := said["reach"] - said["before"]:
        yield _elsewhere(entry, said, Kind.REACHED_ELSEWHERE, more)


def _elsewhere(entry: Entry, said: dict[str, Any], kind: Kind, quantity: int) -> Fact:
    return Fact(
        kind=kind,
        on=entry.on,
        body=entry.body_id,
        quantity=quantity,
        channel=said["channel"],
        place=said["outlet"],
        topic=said["topic"],
        subject=str(said["bulletin"]),
    )


def _annulled(entry: Entry, said: dict[str, Any]) -> Facts:
    yield Cancelled(about=entry.about, about_id=entry.about_id)


def _ordered(entry: Entry, said: dict[str, Any]) -> Facts:
    yield Fact(kind=Kind.ORDER_MADE, on=entry.on, body=entry.body_id, topic=said["topic"], subject=str(said["order"]))


def _piece_returned(entry: Entry, said: dict[str, Any]) -> Facts:
    """Of the body that returned it; `channel` is where it was published."""
    told = {"channel": said["medium"], "topic": said["topic"], "subject": str(said["piece"])}
    yield Fact(kind=Kind.PIECE_RETURNED, on=entry.on, body=entry.body_id, **told)


READERS: dict[str, Callable[[Entry, dict[str, Any]], Facts]] = {
    Written.kind: _written,
    Published.kind: _published,
    Withdrawn.kind: _withdrawn,
    PostedElsewhere.kind: _posted_elsewhere,
    ReachRead.kind: _reach_read,
    ElsewhereAnnulled.kind: _annulled,
    orders.Ordered.kind: _ordered,
    orders.OrderCalledOff.kind: _annulled,
    orders.PieceReturned.kind: _piece_returned,
    orders.PieceTakenBack.kind: _annulled,
    orders.PieceWithdrawn.kind: _annulled,
}
