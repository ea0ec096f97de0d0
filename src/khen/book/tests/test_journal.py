"""The journal keeps what was done, in order, and shows any tampering."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from khen.atoms.payload import Payload
from khen.atoms.refusal import Refusal, refuse_if
from khen.bodies.models import Body
from khen.bodies.tests.makers import a_body
from khen.book import journal
from khen.book.journal import Nameless, Unjournalled, act
from khen.book.models import Bookmark, Entry
from khen.book.reading import catch_up
from khen.book.verify import verify

pytestmark = pytest.mark.django_db
DAY = date(2020, 3, 1)


@dataclass(frozen=True, kw_only=True)
class Noted(Payload):
    kind: ClassVar[str] = "tests.noted"
    text: str


@dataclass(frozen=True, kw_only=True)
class Typeset(Payload):
    kind: ClassVar[str] = "tests.typeset"
    version: int
    edition: int


@act
def typeset(body: Body) -> None:
    journal.write(Typeset(version=70_000, edition=80_000), by=None, body=body, on=DAY, about=body)


@act
def note(body: Body, *, text: str) -> None:
    refuse_if(["empty"] if not text else [])
    journal.write(Noted(text=text), by=None, body=body, on=DAY, about=body)


@act
def note_about(record: Model, body: Body) -> None:
    journal.write(Noted(text="x"), by=None, body=body, on=DAY, about=record)


@act
def note_twice(body: Body) -> None:
    note(body, text="một")
    note(body, text="hai")


@act
def forget(body: Body) -> None:
    body.name = "quên"
    body.save()


def test_entries_are_numbered_without_gaps_and_chained() -> None:
    body = a_body()
    note(body, text="đầu")
    note_twice(body)
    assert list(Entry.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3]
    assert Entry.objects.get(seq=2).payload == {"text": "một"}
    assert verify(deep=True).flaw is None


def test_what_a_payload_calls_its_version_is_not_the_entrys() -> None:
    typeset(a_body())
    entry = Entry.objects.get()
    assert entry.version == 1
    assert entry.payload == {"version": 70_000, "edition": 80_000}


def test_a_refused_act_leaves_nothing() -> None:
    with pytest.raises(Refusal):
        note(a_body(), text="")
    assert not Entry.objects.exists()


def test_an_act_that_writes_no_entry_is_undone() -> None:
    body = a_body("Sở")
    with pytest.raises(Unjournalled):
        forget(body)
    assert Body.objects.get(pk=body.pk).name == "Sở"


def test_nothing_is_written_outside_an_act() -> None:
    body = a_body()
    with pytest.raises(Unjournalled):
        journal.write(Noted(text="x"), by=None, body=body, on=DAY, about=body)


@pytest.mark.parametrize("sql", ["UPDATE book_entry SET canon = 'x'", "DELETE FROM book_entry"])
def test_the_database_refuses_to_change_or_remove_an_entry(sql: str) -> None:
    note(a_body(), text="giữ")
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Entry.objects.count() == 1


def test_a_reader_takes_each_entry_once() -> None:
    body = a_body()
    seen: list[int] = []
    for text in "abc":
        note(body, text=text)
    assert catch_up("test", lambda entries: seen.extend(e.seq for e in entries), batch=2) == 3
    note(body, text="d")
    catch_up("test", lambda entries: seen.extend(e.seq for e in entries))
    assert seen == [1, 2, 3, 4]


def test_a_reader_that_fails_keeps_its_place() -> None:
    note(a_body(), text="a")

    def break_down(entries: object) -> None:
        raise ValueError("hỏng")

    with pytest.raises(ValueError, match="hỏng"):
        catch_up("test", break_down)
    assert not Bookmark.objects.filter(reader="test", seq__gt=0).exists()


def disarm() -> None:
    """Take the triggers away, as somebody with the database's password could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER entries_refuse_change ON book_entry")
            return
        cursor.execute("DROP TRIGGER entries_refuse_update")
        cursor.execute("DROP TRIGGER entries_refuse_delete")


def test_a_changed_text_a_missing_entry_and_a_changed_column_are_named() -> None:
    body = a_body()
    for text in "abcd":
        note(body, text=text)
    disarm()
    Entry.objects.filter(seq=3).update(on=date(2020, 3, 2))
    assert verify().flaw is None
    deep = verify(deep=True).flaw
    assert deep and (deep.seq, deep.what) == (3, "on")
    Entry.objects.filter(seq=2).update(canon="{}")
    flaw = verify().flaw
    assert flaw and (flaw.seq, flaw.what) == (2, "seal")
    Entry.objects.filter(seq=1).delete()
    flaw = verify().flaw
    assert flaw and (flaw.seq, flaw.what) == (1, "missing")


def test_a_cut_off_end_is_missing_to_whoever_had_read_it() -> None:
    body = a_body()
    note_twice(body)
    catch_up("test", lambda entries: None)
    disarm()
    Entry.objects.filter(seq=2).delete()
    flaw = verify().flaw
    assert flaw and (flaw.seq, flaw.what) == (2, "missing")


def test_an_entry_is_about_nothing_that_has_no_name_for_people() -> None:
    body = a_body()
    mark = Bookmark.objects.create(reader="thử", seq=0)
    with pytest.raises(Nameless, match="book.Bookmark"):
        note_about(mark, body)
    assert not Entry.objects.exists()
