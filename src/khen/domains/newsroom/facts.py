"""What entries of the newsroom prove: a pure generator over payloads of every version ever written."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from khen.atoms.fact import Cancelled, Fact, Kind, Restated, Said
from khen.book.models import Entry
from khen.domains.newsroom.terms import (
    Channel,
    Corrected,
    ElsewhereAnnulled,
    PostedElsewhere,
    Published,
    ReachRead,
    Withdrawn,
    Written,
    orders,
)

Facts = Iterator[Said]

SYSTEMS = {"tickers": Kind.SYSTEM_TICKED, "popups": Kind.SYSTEM_POPPED}
BY_HAND = (Kind.POSTED_ELSEWHERE, Kind.REACHED_ELSEWHERE, Kind.LINK_PLACED)
DATED, MOVING, ALIKE = 4, 5, 3  # shapes of published, corrected and reach_read since which the rules below hold


def read(entry: Entry) -> Facts:
    """The facts that this entry proves, or what it takes back."""
    if reader := READERS.get(entry.kind):
        yield from reader(entry, entry.payload)


def _written(entry: Entry, said: dict[str, Any]) -> Facts:
    subject = str(said["bulletin"])
    yield Fact(kind=Kind.BULLETIN_WRITTEN, on=entry.on, body=entry.body_id, topic=said["topic"], subject=subject)


def _published(entry: Entry, said: dict[str, Any]) -> Facts:
    """On each system from the first day on which it shows there. Entries of earlier shapes count on the day of the act."""
    begins = max(entry.on, date.fromisoformat(said["since"])) if entry.version >= DATED else entry.on
    for name, kind in SYSTEMS.items():
        for key in said[name]:
            yield Fact(kind=kind, on=begins, body=entry.body_id, place=key, topic=said["topic"], subject=key)
    if entry.version >= DATED:
        yield _by_hand(said)


def _corrected(entry: Entry, said: dict[str, Any]) -> Facts:
    """One topic for whatever is counted of the text, and the right beginning of what has not begun. Entries of earlier shapes
    leave both as they were."""
    if entry.version >= MOVING:
        told: dict[str, Any] = {"topic": said["topic"], "begins": date.fromisoformat(said["since"])}
        yield Restated(**told, about=entry.about, about_id=entry.about_id, kinds=tuple(SYSTEMS.values()))
        yield _by_hand(said)


def _by_hand(said: dict[str, Any]) -> Restated:
    """What was published by hand bears the topic of the text, as its reach does when it is read."""
    return Restated(topic=said["topic"], subject=str(said["bulletin"]), kinds=BY_HAND)


def _withdrawn(entry: Entry, said: dict[str, Any]) -> Facts:
    """It ran nowhere any more; that it was once written stays true."""
    yield Cancelled(about=entry.about, about_id=entry.about_id, kinds=tuple(SYSTEMS.values()))


def _posted_elsewhere(entry: Entry, said: dict[str, Any]) -> Facts:
    kind = Kind.LINK_PLACED if said["channel"] == Channel.LINK else Kind.POSTED_ELSEWHERE
    yield _elsewhere(entry, said, kind, 1)
    if said["reach"]:
        yield _elsewhere(entry, said, Kind.REACHED_ELSEWHERE, said["reach"])


def _reach_read(entry: Entry, said: dict[str, Any]) -> Facts:
    """What is read anew takes the place of what was read before, on the day of the publication: reach is added up by post, which
    stands under the topic of its reach (since shape 3).

    Entries of the first shape do not name that day; they stay differences on the day of reading."""
    if "posted_on" not in said:
        if more := said["reach"] - said["before"]:
            yield _elsewhere(entry, said, Kind.REACHED_ELSEWHERE, more)
        return
    yield Cancelled(about=entry.about, about_id=entry.about_id, kinds=(Kind.REACHED_ELSEWHERE,))
    if said["reach"]:
        yield _elsewhere(entry, said, Kind.REACHED_ELSEWHERE, said["reach"], date.fromisoformat(said["posted_on"]))
    if entry.version >= ALIKE:
        yield _by_hand(said)


def _elsewhere(entry: Entry, said: dict[str, Any], kind: Kind, quantity: int, on: date | None = None) -> Fact:
    return Fact(
        kind=kind,
        on=on or entry.on,
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
    Corrected.kind: _corrected,
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
