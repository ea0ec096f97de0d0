"""What tests ask the database: noted on SQLite, asked again on PostgreSQL by the tests that between them ask all of it.

A test's questions are its statements without their values. The notes of one run lie in the folder that `tests.ready` fills."""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connections
from django.db.backends.signals import connection_created

PRICE = 0.05  # seconds of processors that each test costs, whatever it does
NAMED = re.compile(r'"?\bs\d+_x\d+"?')  # a savepoint
SEVERAL = re.compile(r"%s(?:, ?%s)+")
ROWS = re.compile(r"\(%s\)(?:, \(%s\))+")
VALUE = re.compile(r"'[^']*'|\b\d+\b")


@dataclass(frozen=True, slots=True)
class Note:
    """One test: its questions, whether one of them was refused by the database, and its seconds of processors."""

    questions: frozenset[str]
    refused: bool
    seconds: float


@dataclass(slots=True)
class Notes:
    """What the tests of this process ask, by their ids."""

    by_test: dict[str, Note] = field(default_factory=dict)
    statements: set[str] = field(default_factory=set)
    refused: bool = False

    def begin(self) -> None:
        """Listen at every connection, those of later included."""
        connection_created.connect(self._listen, weak=False)

    def _listen(self, connection: Any, **_signal: Any) -> None:
        if self._hear not in connection.execute_wrappers:
            connection.execute_wrappers.append(self._hear)

    def _hear(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Mapping[str, Any]) -> Any:
        self.statements.add(sql)
        try:
            return execute(sql, params, many, context)
        except DatabaseError:
            self.refused = True
            raise

    @contextmanager
    def of(self, test: str) -> Iterator[None]:
        """Note what is asked meanwhile under the id of this test."""
        self.statements, self.refused = set(), False
        for connection in connections.all(initialized_only=True):
            self._listen(connection)
        begun = used()
        yield
        self.by_test[test] = Note(frozenset(self.statements), self.refused, used() - begun)

    def write(self, file: Path) -> None:
        """As JSON: each question once, by its number in the tests."""
        numbers: dict[str, int] = {}
        of = {one: numbers.setdefault(shape(one), len(numbers)) for one in self.all_statements()}
        rows = {
            test: [sorted({of[one] for one in note.questions}), note.refused, note.seconds] for test, note in self.by_test.items()
        }
        file.write_text(json.dumps({"questions": list(numbers), "tests": rows}), encoding="utf-8")

    def all_statements(self) -> set[str]:
        return set[str]().union(*(note.questions for note in self.by_test.values()))


def read(files: Iterable[Path]) -> dict[str, Note]:
    """What the processes of a phase wrote."""
    notes = dict[str, Note]()
    for file in files:
        kept = json.loads(file.read_text(encoding="utf-8"))
        for test, (numbers, refused, seconds) in kept["tests"].items():
            notes[test] = Note(frozenset(kept["questions"][number] for number in numbers), refused, seconds)
    return notes


def shape(statement: str) -> str:
    """The statement without values, and without how many there were."""
    return VALUE.sub("_", ROWS.sub("(%s)", SEVERAL.sub("%s", NAMED.sub("savepoint", statement))))


def used() -> float:
    """Seconds of processors that this process and those it ended have used."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def enough(notes: Mapping[str, Note], first: Iterable[str] = ()) -> set[str]:
    """`first`, and of the others such that every question of any test is asked: those that ask most new ones for their time.

    Never more than ln(questions) times the cheapest choice (Chvatal 1979, A greedy heuristic for the set-covering problem)."""
    chosen = set(first)
    asked = set[str]().union(*(notes[test].questions for test in chosen))
    waiting = [(price(notes[test], asked), test) for test in sorted(set(notes) - chosen)]
    heapify(waiting)
    while waiting:
        _before, test = heappop(waiting)
        now = price(notes[test], asked)
        if now == float("inf"):
            continue
        if waiting and now > waiting[0][0]:
            heappush(waiting, (now, test))
            continue
        chosen.add(test)
        asked |= notes[test].questions
    return chosen


def price(note: Note, asked: set[str]) -> float:
    """Seconds for each question that was not asked yet; without end when there is none."""
    new = len(note.questions - asked)
    return (note.seconds + PRICE) / new if new else float("inf")
