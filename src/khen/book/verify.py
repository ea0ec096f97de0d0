"""Walking the chain: does every entry stand in its place, unchanged?"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import DatabaseError, connection

from khen.book.journal import GENESIS, columns, sealed
from khen.book.models import Bookmark, Entry

CHUNK = 1000
FIRST = -(2**63)  # numbers below 1 would be met too
READ = "SELECT seq, canon, seal FROM book_entry"
Row = tuple[int, str | None, str]


@dataclass(frozen=True, slots=True)
class Flaw:
    """The first thing that is wrong, and where: "missing", "number" (one that cannot be), "seal", "known", "unreadable", or the
    name of a column."""

    seq: int
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    walked: int
    flaw: Flaw | None
    head: str


def verify(
    *, deep: bool = False, known: Mapping[int, str] | None = None, progress: Callable[[int], None] = lambda _: None
) -> Verdict:
    """Recompute every seal in order; `deep` also reads each sealed text and compares each column with it.

    `known` are seals by number that were kept outside the house, on paper for instance: whoever holds the database could write
    the whole chain anew, but not those. Stops at the first flaw. A cut-off end shows as "missing" when any reader, or a
    known seal, had already come further."""
    seals, seal, walked = dict(known or {}), GENESIS, 0
    while rows := _after(walked or FIRST):
        for row in rows:
            seal, flaw = _step(seal, walked + 1, row, seals)
            if flaw:
                return Verdict(walked, flaw, seal)
            walked = row[0]
        if deep and (flaw := _differing(rows[0][0], walked)):
            return Verdict(flaw.seq - 1, flaw, seal)
        progress(walked)
    if max([_furthest(), *seals]) > walked:
        return Verdict(walked, Flaw(walked + 1, "missing"), seal)
    return Verdict(walked, None, seal)


def _furthest() -> int:
    """How far any reader has come; a bookmark in which no number stands says nothing of it."""
    return max((seq for seq in Bookmark.objects.values_list("seq", flat=True) if isinstance(seq, int)), default=0)


def _step(before: str, wanted: int, row: Row, known: dict[int, str]) -> tuple[str, Flaw | None]:
    """The seal of an entry and what is wrong with it; a known seal that was met is taken out."""
    seq, canon, stored = row
    if seq < wanted:  # they come in order: only below the first can there be one
        return before, Flaw(seq, "number")
    if seq != wanted:
        return before, Flaw(wanted, "missing")
    if not isinstance(canon, str):
        return before, Flaw(seq, "unreadable")
    seal = sealed(before, canon)
    if seal != stored:
        return seal, Flaw(seq, "seal")
    return seal, Flaw(seq, "known") if known and known.pop(seq, seal) != seal else None


def _after(seq: int) -> list[Row]:
    """The next entries; those whose text is no text any more stand there with none."""
    with connection.cursor() as cursor:
        try:
            cursor.execute(f"{READ} WHERE seq > %s ORDER BY seq LIMIT {CHUNK}", [seq])
            rows: list[Row] = cursor.fetchall()
        except DatabaseError:
            cursor.execute(f"SELECT seq FROM book_entry WHERE seq > %s ORDER BY seq LIMIT {CHUNK}", [seq])
            rows = [_one(number) for (number,) in cursor.fetchall()]
    return rows


def _one(seq: int) -> Row:
    with connection.cursor() as cursor:
        try:
            cursor.execute(f"{READ} WHERE seq = %s", [seq])
            row: Row = cursor.fetchone()
        except DatabaseError:
            return (seq, None, "")
    return row


def _differing(first: int, last: int) -> Flaw | None:
    """The first entry of these whose columns do not repeat its sealed text, or whose text or columns cannot be read."""
    entries = Entry.objects.filter(seq__range=(first, last)).order_by("seq")
    try:
        return next((flaw for entry in entries if (flaw := _column(entry))), None)
    except (ArithmeticError, AttributeError, DatabaseError, RecursionError, TypeError, ValueError):
        if first == last:
            return Flaw(first, "unreadable")
    middle = (first + last) // 2
    return _differing(first, middle) or _differing(middle + 1, last)


def _column(entry: Entry) -> Flaw | None:
    said, stands = json.loads(entry.canon), columns(entry)
    if said.keys() != {*stands, "payload"} or not isinstance(said["payload"], dict):
        return Flaw(entry.seq, "unreadable")
    return next((Flaw(entry.seq, name) for name, value in stands.items() if said[name] != value), None)
