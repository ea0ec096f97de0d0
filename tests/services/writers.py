"""Eight processes that write acts at once, killed at random, beside a reader that follows.

Django must be ready. `drill(seconds)` gives what was acknowledged, what stands in the journal, and what the reader saw."""

import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from django.core.management import call_command
from django.db import connections

from khen.atoms.payload import Payload
from khen.bodies.models import Body, Person
from khen.bodies.tests.makers import a_body
from khen.book import journal
from khen.book.journal import act
from khen.book.models import Entry
from khen.book.reading import catch_up, follow
from khen.book.verify import verify

WRITERS = 8
BETWEEN_KILLS = 0.12  # seconds
DAY = date(2020, 3, 1)


@dataclass(frozen=True, kw_only=True)
class Noted(Payload):
    kind: ClassVar[str] = "tests.noted"
    name: str


class ChangedMindError(Exception):
    pass


@act
def note(body: Body, name: str, *, pause: float, give_up: bool) -> None:
    """One row and one entry, with a pause in between, so that acts end in another order than they began."""
    person = Person.objects.create(username=name, full_name=name)
    time.sleep(pause)
    journal.write(Noted(name=name), by=None, body=body, on=DAY, about=person)
    if give_up:
        raise ChangedMindError(name)


def write(body: Body, place: Path, pause: float) -> None:
    """Act after act until killed; a name is acknowledged once its act has ended."""
    chance = random.Random(os.getpid())
    acknowledged = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    number = 0
    while True:
        number += 1
        name = f"w{os.getpid()}-{number}"
        try:
            note(body, name, pause=chance.random() * pause, give_up=chance.random() < 0.05)
        except ChangedMindError:
            continue
        os.write(acknowledged, f"{name}\n".encode())


def read(place: Path) -> None:
    """Follow the journal until asked to stop, then to its end; write down every number seen."""
    seen: list[int] = []
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: stopped.append(number))

    def take(entries: Sequence[Entry]) -> None:
        seen.extend(entry.seq for entry in entries)

    while not stopped:
        if not follow("drill", take):
            time.sleep(0.01)
    catch_up("drill", take)
    place.write_text(json.dumps(seen))


def forked(do: Callable[[], None]) -> int:
    """A process that does this and nothing else."""
    connections.close_all()
    if pid := os.fork():
        return pid
    status = 1
    try:
        do()
        status = 0
    finally:
        if status:
            sys.stderr.write(traceback.format_exc())
        os._exit(status)


def ended(pid: int, number: int) -> bool:
    """Send the signal and wait; whether the process had broken down by itself before."""
    os.kill(pid, number)
    _pid, status = os.waitpid(pid, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0


def drill(words: str) -> dict[str, Any]:
    """Write, kill and write again for so many seconds; then count."""
    seconds = float(words)
    for tables in ("bodies", "book"):
        call_command("migrate", tables, verbosity=0)
    body, pause = a_body(), 0.03 if connections["default"].vendor == "postgresql" else 0.001
    with tempfile.TemporaryDirectory() as folder:
        acknowledged, seen = Path(folder) / "acknowledged", Path(folder) / "seen"
        reader = forked(lambda: read(seen))
        kills, broken = _write_and_kill(lambda: write(body, acknowledged, pause), seconds)
        broken += ended(reader, signal.SIGTERM)
        names = acknowledged.read_text().splitlines()
        return {"kills": kills, "broken": broken, "acknowledged": names, "seen": json.loads(seen.read_text()), **standing()}


def _write_and_kill(do: Callable[[], None], seconds: float) -> tuple[int, int]:
    writers = [forked(do) for _number in range(WRITERS)]
    end, kills, broken = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        time.sleep(BETWEEN_KILLS)
        victim = random.randrange(WRITERS)
        broken += ended(writers[victim], signal.SIGKILL)
        writers[victim] = forked(do)
        kills += 1
    return kills, broken + sum(ended(writer, signal.SIGKILL) for writer in writers)


def standing() -> dict[str, Any]:
    """What the database holds now."""
    verdict = verify(deep=True)
    entries = list(Entry.objects.order_by("seq").values_list("seq", "about_id"))
    return {
        "flaw": verdict.flaw and [verdict.flaw.seq, verdict.flaw.what],
        "entries": [seq for seq, _about in entries],
        "order": [about for _seq, about in entries],
        "named": [entry.payload["name"] for entry in Entry.objects.order_by("seq")],
        "rows": list(Person.objects.values_list("username", flat=True)),
    }
