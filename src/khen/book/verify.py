"""Walking the chain: does every entry stand in its place, unchanged?"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Max

from khen.book.journal import GENESIS, columns, sealed
from khen.book.models import Bookmark, Entry

CHUNK = 1000
FIRST = -(2**63)  # numbers below 1 would be met too


@dataclass(frozen=True, slots=True)
class Flaw:
    """The first thing that is wrong, and where."""

    seq: int
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    walked: int
    flaw: Flaw | None
    head: str


def verify(*, deep: bool = False, progress: Callable[[int], None] = lambda _: None) -> Verdict:
    """Recompute every seal in order; `deep` also compares each column with the sealed text. Stops at the first flaw.

    A cut-off end shows as "missing" when any reader had already come further."""
    seal, walked = GENESIS, 0
    while rows := _after(walked or FIRST):
        for seq, canon, stored in rows:
            if seq != walked + 1:
                return Verdict(walked, Flaw(walked + 1, "missing"), seal)
            seal = sealed(seal, canon)
            if seal != stored:
                return Verdict(walked, Flaw(seq, "seal"), seal)
            walked = seq
        if deep and (flaw := _differing(rows[0][0], walked)):
            return Verdict(flaw.seq - 1, flaw, seal)
        progress(walked)
    if (Bookmark.objects.aggregate(furthest=Max("seq"))["furthest"] or 0) > walked:
        return Verdict(walked, Flaw(walked + 1, "missing"), seal)
    return Verdict(walked, None, seal)


def _after(seq: int) -> list[tuple[int, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT seq, canon, seal FROM book_entry WHERE seq > %s ORDER BY seq LIMIT {CHUNK}", [seq])
        rows: list[tuple[int, str, str]] = cursor.fetchall()
    return rows


def _differing(first: int, last: int) -> Flaw | None:
    for entry in Entry.objects.filter(seq__range=(first, last)).order_by("seq"):
        said = json.loads(entry.canon)
        for name, value in columns(entry).items():
            if said.get(name) != value:
                return Flaw(entry.seq, name)
    return None


SQLITE = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'book_entry' AND sql LIKE '%RAISE(ABORT%'"
POSTGRESQL = (
    "SELECT tgname FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
    " WHERE tgrelid = 'book_entry'::regclass AND tgenabled IN ('O', 'A') AND prosrc LIKE '%RAISE EXCEPTION%'"
)
GUARDS = {
    "sqlite": (SQLITE, {"entries_refuse_update", "entries_refuse_delete"}),
    "postgresql": (POSTGRESQL, {"entries_refuse_change", "entries_refuse_truncate"}),
}


def unguarded() -> list[str]:
    """The triggers that should refuse any change of an entry and do not stand in the database (any more)."""
    question, wanted = GUARDS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question)
        return sorted(wanted - {name for (name,) in cursor.fetchall()})
