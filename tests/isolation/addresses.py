"""What the addresses of the counters take, once for everything of a kind that a place holds; and what honest pages send."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from khen.bodies.models import Body
from khen.book.models import Entry
from khen.domains.returns.models import Ask
from khen.web.access import Who
from tests.isolation.place import Place
from tests.isolation.routes import Route
from tests.isolation.world import held_by, rows

Words = dict[str, Any]

LINE = {"answer": "nothing", "value": "", "source": "Sổ theo dõi"}
WORDS: dict[str, Callable[[Any], Sequence[Words]]] = {  # besides the row's key
    "ban-tin:version": lambda row: [{"number": row.number}],
    "ban-tin:wording": lambda row: [{"carrier": "ticker"}],
    "ban-dich:recording": lambda row: [{}] if row.recording else [],
    "ban-tin:file": lambda row: [{"file": one.pk} for one in row.attachments.all()],
    "xin-y-kien:file": lambda row: [{"file": one.pk} for one in row.bulletin.attachments.all()],
    "bang-ke-tin-bai:file": lambda row: [{"form": "csv"}],
    "so-lieu-khai:paper": lambda row: [{"number": row.number}],
    "van-ban-tren-trang:paper": lambda row: [{"number": one} for one in range(1, row.edition + 1)],
    "bao-cao:paper": lambda row: [{"stage": one.stage, "form": one.format} for one in row.papers.defer("data")],
}
OTHER_ROWS: dict[str, tuple[Any, str]] = {  # addresses about rows that are not the counter's: model, word
    "so-lieu:entry": (Entry, "seq"),
    "so-lieu-khai:sheet": (Ask, "ask"),
    "viec-da-lam:record": (Entry, "pk"),
}
SENT: dict[str, Callable[[Any], Words]] = {  # pages that write without a Verb: what an honest officer sends
    "so-lieu-khai:sheet": lambda ask: {f"i{ask.form.items.last().pk}-{name}": value for name, value in LINE.items()},
}
MOST = 10  # of a place's entries; all of its records


def records(route: Route, place: Place) -> list[tuple[Words, Any]]:
    """Every address of this route about the place, with the row behind it."""
    if not route.words:
        return [({}, None)]
    if route.name in OTHER_ROWS:
        model, word = OTHER_ROWS[route.name]
        spread = list(rows(place, model))
        return [({word: row.pk}, row) for row in spread[:: max(1, len(spread) // MOST)]]
    assert route.counter is not None
    more = WORDS.get(route.name, lambda row: [{}])
    kept = rows(place, route.counter.model, route.counter.body)
    found = [({"pk": row.pk, **one}, row) for row in kept for one in more(row)]
    assert found, f"{place.key} holds nothing for {route}: let tests/isolation/world.py make some"
    return found


def words_of(route: Route, place: Place) -> list[Words]:
    return [words for words, _row in records(route, place)]


def hidden_words(route: Route, place: Place, reached: Iterable[Body]) -> list[Words]:
    """Those about rows that none of the bodies in reach holds as well: two bodies may work in one area."""
    if route.name in OTHER_ROWS or route.counter is None:
        return words_of(route, place)
    shared = held_by(reached, route.counter.model, route.counter.body)
    return [words for words in words_of(route, place) if not shared.filter(pk=words["pk"]).exists()]


def lists(route: Route) -> list[str]:
    """The addresses of a list; where it is about a figure, of one that is counted and one that is declared; a page of help."""
    keys = ("facebook.reach", "it.infrastructure.district")
    return [route.at(key=key) for key in keys] if "key" in route.words else [route.at(**dict.fromkeys(route.words, "duyet-tin"))]


def an_address(route: Route, place: Place) -> str:
    """One of the route's addresses about the place, or its list."""
    return route.at(**words_of(route, place)[0]) if route.access.who is Who.OF_BODY else lists(route)[0]
