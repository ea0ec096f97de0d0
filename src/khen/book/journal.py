"""Acts and their entries. The outermost act numbers and seals all entries as its last statement."""

import hashlib
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction
from django.db.models import Model

from khen.atoms import clock, glance
from khen.atoms.payload import Payload, canonical
from khen.bodies.models import Body, Person
from khen.book.models import Entry

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=Model)

LOCK = 0x4B48454E  # the journal's advisory lock on PostgreSQL
GENESIS = "0" * 64
ACTS: set[str] = set()


class Unjournalled(RuntimeError):
    """An act ended without writing an entry, or something wrote an entry outside an act."""


class Nameless(TypeError):
    """An entry would be about a record whose model has no name for people (`verbose_name`): its page could not say what it is."""


@dataclass(frozen=True, slots=True)
class _Line:
    payload: Payload
    by: Person | None
    body: Body
    on: date
    about: Model


_open: ContextVar[list[_Line] | None] = ContextVar("open_act", default=None)


def act(do: Callable[P, R]) -> Callable[P, R]:
    """Make a function an act: one transaction, at least one entry, sealed when the outermost act ends."""

    @wraps(do)
    def perform(*args: P.args, **kwargs: P.kwargs) -> R:
        if _open.get() is not None:
            return do(*args, **kwargs)
        lines: list[_Line] = []
        token = _open.set(lines)
        try:
            with transaction.atomic():
                result = do(*args, **kwargs)
                if not lines:
                    raise Unjournalled(f"{do.__module__}.{do.__qualname__} wrote no entry")
                _seal(lines)
                return result
        finally:
            _open.reset(token)
            glance.forget()

    ACTS.add(f"{do.__module__}.{do.__qualname__}")
    return perform


def write(payload: Payload, *, by: Person | None, body: Body, on: date, about: Model) -> None:
    """Say in the journal what was done: for which body, on which day it counts, about which record.

    `by` is None only for a timed job. Raises Unjournalled outside an act, Nameless for a record of which nobody said what it is
    called."""
    lines = _open.get()
    if lines is None:
        raise Unjournalled(f"{payload.kind} was written outside an act")
    if "verbose_name" not in about._meta.original_attrs:
        raise Nameless(f"{payload.kind} is about {about._meta.label}: give that model a verbose_name")
    lines.append(_Line(payload, by, body, on, about))


def locked(record: M) -> M:
    """The record as it stands now, held until the act ends.

    Held against other acts, not against rows that name it: else two acts, each the other's `by` or `body`, would wait for
    each other at the journal."""
    return record.__class__._default_manager.select_for_update(no_key=True).get(pk=record.pk)


def _seal(lines: Iterable[_Line]) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = Entry.objects.order_by("-seq").values_list("seq", "seal").first()
    seq, seal = last or (0, GENESIS)
    entries = []
    for line in lines:
        seq += 1
        entry = _entry(seq, line)
        seal = entry.seal = sealed(seal, entry.canon)
        entries.append(entry)
    Entry.objects.bulk_create(entries)


def _entry(seq: int, line: _Line) -> Entry:
    entry = Entry(
        seq=seq,
        kind=line.payload.kind,
        version=type(line.payload).shape,
        body=line.body,
        by=line.by,
        on=line.on,
        written_at=clock.now().astimezone(UTC),
        about=line.about._meta.label_lower,
        about_id=line.about.pk,
    )
    entry.canon = canonical({**columns(entry), "payload": line.payload.content()})
    return entry


def columns(entry: Entry) -> dict[str, Any]:
    """The entry's columns as they stand in its sealed text."""
    return {
        "seq": entry.seq,
        "kind": entry.kind,
        "version": entry.version,
        "body": entry.body_id,
        "by": entry.by_id,
        "on": entry.on.isoformat(),
        "written_at": entry.written_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "about": entry.about,
        "about_id": entry.about_id,
    }


def sealed(previous: str, canon: str) -> str:
    """SHA-256 over the previous seal and the sealed text (FIPS 180-4), in hexadecimal."""
    return hashlib.sha256((previous + canon).encode()).hexdigest()
