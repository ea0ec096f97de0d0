"""A fact that was changed, taken away or made up in the database is found by the entry that proves it."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from khen.bodies.models import Body
from khen.bodies.tests.makers import a_body
from khen.book.reading import last_seq
from khen.facts.checking import differing
from khen.facts.gather import gather
from khen.facts.models import Cancellation, StoredFact
from khen.facts.tests.test_gather import hang, hang_anew, read, take_down

pytestmark = pytest.mark.django_db
READERS = (read,)


@pytest.fixture
def board() -> Body:
    """Three entries that hang up six places, two that take some down."""
    board = a_body()
    hang(board, "A", "B")
    hang(board, "C")
    take_down(board, "A")
    hang_anew(board, "D")
    gather(READERS)
    return board


def test_what_was_told_holds(board: Body) -> None:
    assert not list(differing(READERS))


def more(fact: StoredFact) -> None:
    StoredFact.objects.filter(pk=fact.pk).update(quantity=fact.quantity + 1000)


def elsewhere(fact: StoredFact) -> None:
    StoredFact.objects.filter(pk=fact.pk).update(place="Z")


def gone(fact: StoredFact) -> None:
    Cancellation.objects.filter(fact=fact).delete()
    fact.delete()


def made_up(fact: StoredFact) -> None:
    fact.pk = None
    fact.save()


def alive_again(fact: StoredFact) -> None:
    Cancellation.objects.filter(fact=fact).delete()


@pytest.mark.parametrize("change", [more, elsewhere, gone, made_up, alive_again])
def test_what_was_changed_is_named_by_its_entry(board: Body, change: Callable[[StoredFact], None]) -> None:
    fact = StoredFact.objects.filter(place="A").get()
    taken_down = fact.cancellation.entry_id
    change(fact)
    found = list(differing(READERS))
    assert set(found) & {fact.entry_id, taken_down}
    assert found == sorted(found)


def test_a_cancellation_that_was_made_up_is_named(board: Body) -> None:
    fact = StoredFact.objects.filter(place="D").get()
    Cancellation.objects.create(fact=fact, entry_id=fact.entry_id)
    assert list(differing(READERS)) == [fact.entry_id]


@pytest.mark.parametrize("number", [0, -3, 900_000_000])
def test_what_stands_or_ends_under_a_number_that_no_entry_has_is_named_by_it(board: Body, number: int) -> None:
    fact = StoredFact.objects.filter(place="D").get()
    for rows in (Cancellation(fact=fact, entry_id=number), StoredFact(entry_id=number, **anew(fact))):
        with transaction.atomic():
            rows.save()
            assert list(differing(READERS)) == [number]
            transaction.set_rollback(True)


def test_what_stands_before_its_entry_was_counted_is_named(board: Body) -> None:
    hang(board, "E")
    StoredFact.objects.filter(place="D").update(entry=last_seq())
    assert last_seq() in list(differing(READERS))


def anew(fact: StoredFact) -> dict[str, object]:
    return {name: getattr(fact, name) for name in ("kind", "on", "body_id", "quantity", "place")}


def test_what_was_not_counted_yet_is_not_asked_for(board: Body) -> None:
    hang(board, "E")
    assert not list(differing(READERS))


def test_the_number_of_questions_grows_with_cancellations_alone() -> None:
    board, asked = a_body(), []
    for many in (2, 40):
        hang(board, *(f"{many}-{number}" for number in range(many)))
        gather(READERS)
        with CaptureQueriesContext(connection) as queries:
            assert not list(differing(READERS))
        asked.append(len(queries))
    assert asked[0] == asked[1]
