"""What the journal costs: an act beside the bare inserts of the same rows, and walking the chain beside a bare loop."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import ClassVar

from django.core.management import call_command
from django.db import connection, transaction

from benchmarks.row import Row, side_by_side
from khen.atoms import clock
from khen.atoms.payload import Payload
from khen.bodies.models import Body, Person
from khen.bodies.tests.makers import a_body
from khen.book import journal
from khen.book.journal import GENESIS, act, sealed
from khen.book.models import Entry
from khen.book.verify import verify

DAY = date(2020, 3, 1)
ACTS, ENTRIES, WALKS = 400, 30_000, 7
_numbers = count(1)


@dataclass(frozen=True, kw_only=True)
class Noted(Payload):
    kind: ClassVar[str] = "benchmarks.noted"
    title: str
    sites: tuple[str, ...]


SITES = ("tinh", "so-tttt", "ocop")


@act
def note(body: Body, title: str) -> None:
    person = Person.objects.create(username=f"act-{next(_numbers)}", full_name=title)
    journal.write(Noted(title=title, sites=SITES), by=None, body=body, on=DAY, about=person)


def insert(body: Body, title: str, seq: int, canon: str) -> None:
    """The same two rows by the ORM in one transaction, with nothing to number, seal or look up."""
    with transaction.atomic():
        person = Person.objects.create(username=f"bare-{seq}", full_name=title)
        Entry.objects.create(
            seq=seq,
            kind=Noted.kind,
            version=1,
            body=body,
            by=None,
            on=DAY,
            written_at=clock.now(),
            about="bodies.person",
            about_id=person.pk,
            canon=canon,
            seal=GENESIS,
        )


def run() -> Iterator[Row]:
    for tables in ("bodies", "book"):
        call_command("migrate", tables, verbosity=0)
    yield acts()
    yield walking()


def acts(where: str = "") -> Row:
    """Seconds of one; the bare rows are numbered below zero, so that the chain does not meet them."""
    name, body = f"act with its entry / bare inserts{where}", a_body()
    title = "Thông báo về phòng, chống dịch COVID-19 trên địa bàn tỉnh"
    note(body, title)
    canon = Entry.objects.get(seq=1).canon
    bare = count(1)

    value, least = side_by_side(name, ACTS, lambda: note(body, title), lambda: insert(body, title, -next(bare), canon))
    return Row(name=name, value=value, floor=least, most=2.0)


def walking() -> Row:
    """Entries per second, walked by `verify` and by a loop that only selects and hashes."""
    _fill()
    name = "verify / bare select-and-sha256"
    value, floor = side_by_side(name, WALKS, verify, _bare_walk)
    return Row(name=name, value=ENTRIES / value, floor=ENTRIES / floor, unit="1/s", least=0.8)


def _bare_walk() -> str:
    seal = GENESIS
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, canon, seal FROM book_entry ORDER BY seq")
        for _seq, canon, _stored in cursor.fetchall():
            seal = hashlib.sha256(seal.encode() + canon.encode()).hexdigest()
    return seal


def _fill() -> None:
    """A journal of its own kind of length, from the entry that is there."""
    model = Entry.objects.filter(seq=1).get()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER entries_refuse_delete")
        cursor.execute("DELETE FROM book_entry")
    seal, rows = GENESIS, []
    for seq in range(1, ENTRIES + 1):
        seal = sealed(seal, model.canon)
        fields = {name: getattr(model, name) for name in ("kind", "version", "body_id", "on", "written_at", "about", "about_id")}
        rows.append(Entry(seq=seq, canon=model.canon, seal=seal, **fields))
    Entry.objects.bulk_create(rows, batch_size=2000)
