"""The journal keeps what was done, in order, and shows any tampering."""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model, Q

from khen.atoms.glance import glance, once
from khen.atoms.payload import Payload
from khen.atoms.refusal import Refusal, refuse_if
from khen.bodies.models import Body
from khen.bodies.tests.makers import a_body
from khen.book import guards, journal
from khen.book.guards import unguarded
from khen.book.journal import Nameless, Unjournalled, act
from khen.book.models import Bookmark, Entry
from khen.book.reading import batches, catch_up
from khen.book.verify import Flaw, verify

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


@once
def noted() -> int:
    return Entry.objects.count()


def test_what_a_page_saw_before_an_act_is_asked_anew_after_it() -> None:
    body = a_body()
    with glance():
        assert (noted(), noted()) == (0, 0)
        note_twice(body)
        assert noted() == 2


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


def test_what_is_asked_of_the_journal_comes_in_order_and_in_batches() -> None:
    body = a_body()
    for text in ("một", "hai", "ba"):
        note(body, text=text)
    typeset(body)
    worked: list[int] = []
    read = [[e.payload["text"] for e in some] for some in batches(Q(kind=Noted.kind), batch=2, progress=worked.append)]
    assert read == [["một", "hai"], ["ba"]] and worked == [2, 3]


def test_a_reader_that_fails_keeps_its_place() -> None:
    note(a_body(), text="a")

    def break_down(entries: object) -> None:
        raise ValueError("hỏng")

    with pytest.raises(ValueError, match="hỏng"):
        catch_up("test", break_down)
    assert not Bookmark.objects.filter(reader="test", seq__gt=0).exists()


def disarm() -> None:
    """Take the triggers away, as somebody with the database's password could."""
    assert not unguarded()
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


def test_a_session_that_says_it_repeats_what_another_server_did_is_refused_like_any_other() -> None:
    note(a_body(), text="giữ")
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE book_entry SET canon = 'x'")
    assert unguarded() == []


@pytest.mark.parametrize("by", ["seq", "rowid"])
def test_an_entry_is_not_replaced_either(by: str) -> None:
    note(a_body(), text="giữ")
    names = [field.column for field in Entry._meta.concrete_fields]
    said = {**{name: f'"{name}"' for name in names}, "canon": "'x'"}
    if by == "rowid":
        said |= {"rowid": "rowid", "seq": "9"}
    columns = ", ".join(f'"{name}"' for name in said)
    statement = f"INSERT OR REPLACE INTO book_entry ({columns}) SELECT {', '.join(said.values())} FROM book_entry"
    if connection.vendor == "postgresql":
        statement = "INSERT INTO book_entry SELECT * FROM book_entry ON CONFLICT (seq) DO UPDATE SET canon = 'x'"
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify(deep=True).flaw is None


def disguise() -> None:
    """Leave triggers of the same names that refuse nothing."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TRIGGER entries_refuse_change ON book_entry")
            cursor.execute(
                "CREATE TRIGGER entries_refuse_change BEFORE UPDATE OR DELETE ON book_entry"
                " FOR EACH ROW WHEN (false) EXECUTE FUNCTION entries_refuse()"
            )
            return
        for name, sql in guards.ENTRIES.on_sqlite().items():
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(re.sub(r"( WHEN .*)? BEGIN", " WHEN 0 BEGIN", sql))


def test_triggers_that_only_look_like_those_that_were_planted_are_named() -> None:
    disguise()
    wanted = {"entries_refuse_change"} if connection.vendor == "postgresql" else set(guards.ENTRIES.on_sqlite())
    assert set(unguarded()) == wanted


def test_a_chain_that_was_cut_or_written_anew_does_not_stand_against_a_seal_that_was_kept() -> None:
    body = a_body()
    for text in "abc":
        note(body, text=text)
    kept = dict(Entry.objects.values_list("seq", "seal"))
    assert verify(known=kept).flaw is None
    assert verify(known={2: "0" * 64}).flaw == Flaw(2, "known")
    disarm()
    Entry.objects.filter(seq=3).delete()
    Bookmark.objects.update(seq=0)
    assert verify(deep=True).flaw is None
    assert verify(known={3: kept[3]}).flaw == Flaw(3, "missing")


@pytest.mark.parametrize("number", [0, -5])
def test_an_entry_with_a_number_that_cannot_be_is_named_as_what_it_is(number: int) -> None:
    body = a_body()
    for text in "ab":
        note(body, text=text)
    Entry.objects.bulk_create([_at(Entry.objects.get(seq=2), number)])
    assert verify().flaw == Flaw(number, "number")


def _at(entry: Entry, number: int) -> Entry:
    entry.pk = entry.seq = number
    return entry


def reseal() -> None:
    """Seal everything anew, as somebody who knows how could."""
    seal = journal.GENESIS
    for entry in Entry.objects.defer("written_at", "on").order_by("seq"):
        seal = journal.sealed(seal, entry.canon)
        Entry.objects.filter(pk=entry.pk).update(seal=seal)


@pytest.mark.parametrize("canon", ["không phải json", "[1]", "[" * 100_000, '{"payload": {}}', "null"])
def test_a_sealed_text_that_says_nothing_is_named(canon: str) -> None:
    body = a_body()
    for text in "abc":
        note(body, text=text)
    disarm()
    Entry.objects.filter(seq=2).update(canon=canon)
    reseal()
    assert verify(deep=True).flaw == Flaw(2, "unreadable")


@pytest.mark.parametrize("name", ["canon", "payload"])
def test_a_sealed_text_without_its_content_is_named(name: str) -> None:
    note(a_body(), text="a")
    disarm()
    said = json.loads(Entry.objects.get(seq=1).canon)
    said["khác"] = said.pop("payload") if name == "payload" else 1
    Entry.objects.filter(seq=1).update(canon=json.dumps(said))
    reseal()
    assert verify(deep=True).flaw == Flaw(1, "unreadable")


@pytest.mark.parametrize(
    ("change", "deep"),
    [
        ("canon = CAST(canon AS BLOB)", False),
        ("canon = CAST(x'ff' AS TEXT)", False),
        ("written_at = 'hôm nọ'", True),
        ("\"on\" = 'hôm nọ'", True),
        ("about_id = 'x'", True),
    ],
)
def test_what_no_column_can_hold_is_named_where_a_database_takes_it(change: str, deep: bool) -> None:
    """SQLite keeps whatever it is given; PostgreSQL refuses most of it itself."""
    body = a_body()
    for text in "abc":
        note(body, text=text)
    disarm()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE book_entry SET {change} WHERE seq = 2")
    except DatabaseError:
        assert connection.vendor == "postgresql"
        return
    flaw = verify(deep=deep).flaw
    assert flaw and flaw.seq == 2


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
