"""Facts follow the journal: each entry once, cancelled by later entries, and made anew the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest

from khen.atoms.fact import Cancelled, Fact, Kind
from khen.atoms.payload import Payload
from khen.bodies.models import Body
from khen.bodies.tests.makers import a_body
from khen.book import journal
from khen.book.journal import act
from khen.book.models import Entry
from khen.book.reading import last_seq
from khen.domains.returns import acts
from khen.domains.returns.tests.makers import DAY, a_clerk, an_accepted
from khen.facts.gather import gather, rebuild
from khen.facts.models import Cancellation, StoredFact
from khen.facts.reads import standing

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, kw_only=True)
class Hung(Payload):
    kind: ClassVar[str] = "tests.hung"
    places: list[str]


@dataclass(frozen=True, kw_only=True)
class TakenDown(Payload):
    kind: ClassVar[str] = "tests.taken_down"
    place: str


@act
def hang(board: Body, *places: str) -> None:
    journal.write(Hung(places=list(places)), by=None, body=board, on=date(2020, 3, 1), about=board)


@act
def take_down(board: Body, place: str = "") -> None:
    journal.write(TakenDown(place=place), by=None, body=board, on=date(2020, 3, 2), about=board)


@act
def hang_anew(board: Body, place: str) -> None:
    take_down(board)
    hang(board, place)


def read(entry: Entry) -> Iterator[Fact | Cancelled]:
    if entry.kind == Hung.kind:
        for place in entry.payload["places"]:
            yield Fact(kind=Kind.SYSTEM_TICKED, on=entry.on, body=entry.body_id, place=place, subject=place)
    if entry.kind == TakenDown.kind:
        yield Cancelled(about=entry.about, about_id=entry.about_id, place=entry.payload["place"])


def places(as_of: int | None = None) -> list[str]:
    return sorted(standing(as_of).values_list("place", flat=True))


def test_each_entry_is_read_once() -> None:
    hang(a_body(), "thư", "cổng")
    assert gather([read]) == 1
    assert gather([read]) == 0
    assert places() == ["cổng", "thư"]


def test_a_cancellation_names_one_place_or_all_and_leaves_the_fact_for_earlier_days() -> None:
    board, other = a_body(), a_body()
    hang(board, "thư", "cổng")
    hang(other, "thư")
    before = last_seq()
    take_down(board, "thư")
    gather([read])
    assert places() == ["cổng", "thư"]
    assert places(before) == ["cổng", "thư", "thư"]
    take_down(board)
    gather([read])
    assert places() == ["thư"]
    assert places(before) == ["cổng", "thư", "thư"]
    assert Cancellation.objects.count() == 2


def test_in_one_batch_or_one_by_one_the_same_facts_stand() -> None:
    board = a_body()
    hang(board, "thư")
    gather([read])
    hang_anew(board, "cổng")
    gather([read])
    one_by_one = places()
    assert rebuild([read]) == 3
    assert places() == one_by_one == ["cổng"]


def test_made_anew_the_facts_are_the_same() -> None:
    record = an_accepted("40")
    acts.withdraw(record, by=a_clerk(record.body), on=DAY, reason="Sai")
    an_accepted("23", key="licences.books")
    gather()
    columns = ("entry", "kind", "body", "on", "quantity", "channel", "place", "subject")
    before = list(standing().order_by("entry").values_list(*columns))
    rebuild()
    assert list(standing().order_by("entry").values_list(*columns)) == before
    assert StoredFact.objects.count() == 2
    assert [row[6] for row in before] == ["licences.books"]


def test_an_entry_that_no_reader_knows_is_passed_over() -> None:
    hang(a_body(), "thư")
    assert gather() == 1
    assert not StoredFact.objects.exists()
