"""Walking the chain: does every entry stand in its place, unchanged?"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Max

from khen.book.journal import GENESIS, columns, sealed
from khen.book.models import Bookmark, Entry


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
    for seq, canon, stored, entry in _rows(deep):
        if seq != walked + 1:
            return Verdict(walked, Flaw(walked + 1, "missing"), seal)
        seal = sealed(seal, canon)
        if seal != stored:
            return Verdict(walked, Flaw(seq, "seal"), seal)
        if entry is not None and (name := _differing(entry)):
            return Verdict(walked, Flaw(seq, name), seal)
        walked = seq
        if walked % 5000 == 0:
            progress(walked)
    if (Bookmark.objects.aggregate(furthest=Max("seq"))["furthest"] or 0) > walked:
        return Verdict(walked, Flaw(walked + 1, "missing"), seal)
    return Verdict(walked, None, seal)


def _rows(deep: bool) -> Iterator[tuple[int, str, str, Entry | None]]:
    rows = Entry.objects.order_by("seq")
    if deep:
        for entry in rows.iterator(chunk_size=2000):
            yield entry.seq, entry.canon, entry.seal, entry
        return
    for seq, canon, seal in rows.values_list("seq", "canon", "seal").iterator(chunk_size=5000):
        yield seq, canon, seal, None


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


def _differing(entry: Entry) -> str:
    said = json.loads(entry.canon)
    return next((name for name, value in columns(entry).items() if said.get(name) != value), "")
