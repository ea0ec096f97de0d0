"""The tests that run again on a second kind of database ask whatever any test asks."""

from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.asked import Note, Notes, enough, read, shape

NOTES = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3),
    st.builds(Note, st.frozensets(st.sampled_from("pqrstuvw")), st.booleans(), st.floats(0, 9)),
    max_size=12,
)


@given(NOTES, st.data())
def test_every_question_is_asked_again_and_no_test_is_chosen_for_nothing(notes: dict[str, Note], data: st.DataObject) -> None:
    first = data.draw(st.sets(st.sampled_from(sorted(notes)))) if notes else set[str]()
    chosen = enough(notes, first)
    asked = set[str]().union(*(notes[test].questions for test in chosen))
    assert first <= chosen
    assert asked == set[str]().union(*(note.questions for note in notes.values()))
    assert all(notes[test].questions for test in chosen - first)


def test_of_two_that_ask_the_same_the_shorter_runs_again() -> None:
    one = frozenset({"SELECT _"})
    assert enough({"long": Note(one, False, 3.0), "short": Note(one, False, 0.2)}) == {"short"}


def test_a_statement_is_the_same_question_whatever_its_values_and_however_many() -> None:
    many = 'SELECT "a" FROM "b" WHERE "c" IN (%s, %s, %s) AND "d" = \'x\' LIMIT 21'
    assert shape(many) == shape('SELECT "a" FROM "b" WHERE "c" IN (%s) AND "d" = \'yy\' LIMIT 5')
    assert shape(many) != shape('SELECT "a" FROM "b" WHERE "c" = %s')
    assert shape('SAVEPOINT "s140_x1"') == shape('SAVEPOINT "s77_x20"')
    assert shape("INSERT INTO b VALUES (%s, %s), (%s, %s)") == shape("INSERT INTO b VALUES (%s, %s)")


@pytest.mark.django_db
def test_what_a_test_asked_and_what_was_refused_is_written_down_and_read_again(tmp_path: Path) -> None:
    notes, file = Notes(), tmp_path / "questions-1.json"
    with notes.of("good"), connection.cursor() as cursor:
        cursor.execute("SELECT 17")
    with notes.of("bad"), pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session (session_key) VALUES (NULL)")
    notes.write(file)
    connection.execute_wrappers.remove(notes._hear)
    kept = read([file])
    assert kept["good"].questions == {"SELECT _"} and not kept["good"].refused
    assert kept["bad"].refused and "SAVEPOINT savepoint" in kept["bad"].questions
