"""What stands where nothing of its kind can stand, and what hangs on nothing, is named by `khen verify` in words."""

from argparse import Namespace
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from khen.bodies.models import Person
from khen.bodies.terms import OutletKind
from khen.bodies.tests.makers import a_person
from khen.book.models import Bookmark
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.portals.tests.makers import a_portal
from khen.egress.models import Showing
from khen.egress.run import work
from khen.facts.gather import gather
from khen.web import columns
from khen.web.commands import verify

pytestmark = pytest.mark.django_db
ON_SQLITE = connection.vendor == "sqlite"
GARBAGE = {  # a table, a column, what is put there
    "sqlite": [
        ("facts_storedfact", "seq", "'zzz'"),
        ("facts_storedfact", "on", "'20-1-1'"),
        ("facts_storedfact", "on", "'2020-02-30'"),
        ("facts_storedfact", "quantity", "1.5"),
        ("facts_storedfact", "place", "x'ff'"),
        ("portals_article", "version", "'abc'"),
        ("egress_dispatch", "entry_id", "'abc'"),
        ("egress_dispatch", "frozen_at", "'yesterday'"),
        ("egress_dispatch", "frozen_at", "'2020-02-30 08:00:00'"),
        ("egress_dispatch", "frozen_at", "'2020-02-03 08:00:00.5x'"),
        ("egress_wording", "title", "x'00'"),
        ("egress_wording", "words", "'{'"),
        ("egress_showing", "bulletin", "'abc'"),
        ("egress_delivery", "position", "x'01'"),
        ("bodies_person", "last_login", "7"),
        ("wagtailcore_page", "first_published_at", "'0000-01-01 00:00:00'"),
        ("wagtailcore_page", "translation_key", "'abc'"),
        ("newsroom_bulletin", "body_id", "'abc'"),
        ("bodies_person", "is_active", "2"),
        ("portals_placement", "article_id", "'abc'"),
    ],
    "postgresql": [
        ("facts_storedfact", "on", "'infinity'"),
        ("facts_storedfact", "on", "'-infinity'"),
        ("facts_storedfact", "on", "'0044-03-15 BC'"),
        ("egress_dispatch", "frozen_at", "'infinity'"),
        ("egress_showing", "since", "'12020-01-01'"),
        ("wagtailcore_page", "first_published_at", "'0044-03-15 BC'"),
    ],
}


@pytest.fixture
def house() -> None:
    room = Newsroom()
    site, ticker = a_portal(body=room.body).outlet, room.outlet(OutletKind.TICKER)
    room.published(site, ticker)
    work()
    gather()
    assert not [*columns.unreadable(), *columns.hanging()]


def garbage() -> list[tuple[str, str, str]]:
    """What this database lets in."""
    return GARBAGE[connection.vendor]


def put(table: str, column: str, what: str) -> None:
    key = next(str(one._meta.pk.column) for one in columns.tables() if one._meta.db_table == table)
    leave, check = (f"PRAGMA ignore_check_constraints = {how}" if ON_SQLITE else "SELECT 1" for how in ("ON", "OFF"))
    with connection.cursor() as cursor:
        cursor.execute(leave)
        cursor.execute(f'UPDATE {table} SET "{column}" = {what} WHERE {key} = (SELECT max({key}) FROM {table})')
        cursor.execute(check)


def test_what_cannot_stand_in_a_column_is_found(house: None) -> None:
    for table, column, what in garbage():
        with transaction.atomic():
            put(table, column, what)
            named = {(one[0], one[2]) for one in columns.unreadable()}
            assert named == {(table, column if column != "seq" else "entry_id")}, what
            transaction.set_rollback(True)


@given(moment=st.datetimes(timezones=st.just(UTC)))
@example(moment=datetime(2026, 11, 27, 22, 49, 31, 999_999, tzinfo=UTC))
@example(moment=datetime(2020, 12, 31, 23, 59, 59, 999_500, tzinfo=UTC))
@example(moment=datetime(2020, 2, 29, tzinfo=UTC))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_moment_that_was_written_is_one(db: None, moment: datetime) -> None:
    with transaction.atomic():
        a_person()
        Person.objects.update(last_login=moment)
        assert not [*columns.unreadable([Person])]
        transaction.set_rollback(True)


def test_what_cannot_be_read_is_named_in_words_and_the_rest_is_still_compared(house: None) -> None:
    for table in sorted({table for table, _column, _what in garbage()}):
        with transaction.atomic():
            for other, column, what in garbage():
                if other == table:
                    put(table, column, what)
            lines = [*verify.kept_beside()]
            assert f"of the table {table}, column" in lines[0]
            assert len([one for one in lines if "cán bộ" in one]) == Person.objects.count()
            transaction.set_rollback(True)


@pytest.mark.parametrize("deep", [False, True])
def test_a_bookmark_that_is_no_number_ends_it_with_1_however_little_is_asked(
    house: None, deep: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if not ON_SQLITE:  # PostgreSQL keeps no word in a column of numbers
        return
    put("book_bookmark", "seq", "'abc'")
    assert verify.run(Namespace(deep=deep, seal=[])) == 1
    assert "of the table book_bookmark, column" in capsys.readouterr().out
    Bookmark.objects.update(seq=0)


def test_a_row_that_hangs_on_nothing_is_named(house: None) -> None:
    with transaction.atomic():
        Showing.objects.update(outlet=900_000_000)
        assert {(table, column) for table, _row, column in columns.hanging()} == {("egress_showing", "outlet_id")}
        transaction.set_rollback(True)
