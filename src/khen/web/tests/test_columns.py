"""What stands where nothing of its kind can stand, and what hangs on nothing, is named by `khen verify` in words."""

from argparse import Namespace

import pytest
from django.db import connection, transaction

from khen.bodies.models import Person
from khen.bodies.terms import OutletKind
from khen.book.models import Bookmark
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.portals.tests.makers import a_portal
from khen.egress.run import work
from khen.facts.gather import gather
from khen.web import columns
from khen.web.commands import verify

pytestmark = pytest.mark.django_db
GARBAGE = [  # a table, a column, what is put there
    ("facts_storedfact", "seq", "'zzz'"),
    ("facts_storedfact", "on", "'20-1-1'"),
    ("facts_storedfact", "on", "'2020-02-30'"),
    ("facts_storedfact", "quantity", "1.5"),
    ("facts_storedfact", "place", "x'ff'"),
    ("portals_article", "version", "'abc'"),
    ("egress_dispatch", "entry_id", "'abc'"),
    ("egress_dispatch", "frozen_at", "'yesterday'"),
    ("egress_wording", "title", "x'00'"),
    ("egress_wording", "words", "'{'"),
    ("egress_showing", "bulletin", "'abc'"),
    ("egress_delivery", "position", "x'01'"),
    ("bodies_person", "last_login", "7"),
    ("wagtailcore_page", "first_published_at", "'0000-01-01 00:00:00'"),
    ("wagtailcore_page", "translation_key", "'abc'"),
    ("newsroom_bulletin", "body_id", "'abc'"),
    ("portals_placement", "article_id", "'abc'"),
]


NAMED = ("facts_storedfact", "egress_wording", "portals_article", "egress_dispatch", "egress_showing")  # tables that much reads
ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps in a column only what its kind holds")


@pytest.fixture
def house() -> None:
    room = Newsroom()
    site, ticker = a_portal(body=room.body).outlet, room.outlet(OutletKind.TICKER)
    room.published(site, ticker)
    work()
    gather()
    assert not [*columns.unreadable(), *columns.hanging()]


def put(table: str, column: str, garbage: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute(f'UPDATE {table} SET "{column}" = {garbage} WHERE rowid = (SELECT max(rowid) FROM {table})')
        cursor.execute("PRAGMA ignore_check_constraints = OFF")


@ON_SQLITE
def test_what_cannot_stand_in_a_column_is_found(house: None) -> None:
    for table, column, garbage in GARBAGE:
        with transaction.atomic():
            put(table, column, garbage)
            named = {(one[0], one[2]) for one in columns.unreadable()}
            assert named == {(table, column if column != "seq" else "entry_id")}, garbage
            transaction.set_rollback(True)


@ON_SQLITE
@pytest.mark.parametrize("table", NAMED)
def test_what_cannot_be_read_is_named_in_words_and_the_rest_is_still_compared(house: None, table: str) -> None:
    with transaction.atomic():
        for one, column, garbage in GARBAGE:
            if one == table:
                put(table, column, garbage)
        lines = [*verify.kept_beside()]
        assert (
            f"of the table {table}, column" in lines[0]
            and len([one for one in lines if "cán bộ" in one]) == Person.objects.count()
        )
        transaction.set_rollback(True)


@ON_SQLITE
@pytest.mark.parametrize("deep", [False, True])
def test_a_bookmark_that_is_no_number_ends_it_with_1_however_little_is_asked(
    house: None, deep: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    put("book_bookmark", "seq", "'abc'")
    assert verify.run(Namespace(deep=deep, seal=[])) == 1
    assert "of the table book_bookmark, column" in capsys.readouterr().out
    Bookmark.objects.update(seq=0)


def test_a_row_that_hangs_on_nothing_is_named(house: None) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE egress_showing SET bulletin = bulletin, outlet_id = 900000000")
        assert [(table, column) for table, _row, column in columns.hanging()] == [("egress_showing", "outlet_id")] * 2
        transaction.set_rollback(True)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no such days")
@pytest.mark.parametrize("day", ["infinity", "-infinity", "0044-03-15 BC", "12020-01-01"])
def test_a_day_that_no_calendar_of_ours_has_is_named(house: None, day: str) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute('UPDATE facts_storedfact SET "on" = %s', [day])
        assert {(one[0], one[2]) for one in columns.unreadable()} == {("facts_storedfact", "on")}
        assert [one for one in verify.kept_beside() if "of the table facts_storedfact, column" in one]
        transaction.set_rollback(True)
