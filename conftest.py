"""What every test begins with: a stack with room, a cache that no other test has written to, and rows whose order nobody may
count on."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from django.core.cache import cache
from django.db.backends.signals import connection_created
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.db.models import QuerySet
from django.test import Client
from hypothesis import settings
from tests import asked, ready, stack

from khen.atoms import waste

waste.look_seldom()
settings.register_profile("khen", deadline=None, max_examples=50)  # others at each run; time is measured by benchmarks alone
settings.register_profile("again", parent=settings.get_profile("khen"), max_examples=15)  # what all were tried on already
settings.load_profile("khen")
NOTES = pytest.StashKey[asked.Notes]()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """As pytest does it, with the stack in one piece; what it asks the database is noted where that is wanted."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    notes = item.config.stash.get(NOTES, None)
    with notes.of(item.nodeid) if notes else nullcontext():
        stack.call(lambda: runtestprotocol(item, nextitem=nextitem))
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


@pytest.fixture(autouse=True, scope="session")
def _no_order_by_chance() -> Iterator[None]:
    """What was asked for without an order comes in another than SQLite usually gives: PostgreSQL may do so on any day."""
    fetch = QuerySet._fetch_all

    def reversed_if_unordered(rows: "QuerySet[Any]") -> None:
        fresh = rows._result_cache is None
        fetch(rows)
        if fresh and not rows.ordered and rows._result_cache:
            rows._result_cache.reverse()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuerySet, "_fetch_all", reversed_if_unordered)
        yield


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Pages are kept under their host and address; the portals of two tests often share both."""
    cache.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """In a run of several phases the tables are copied from where they were made once; migrations find nothing to do."""
    run = os.environ.get(ready.SHARED)
    house = ready.house(Path(run)) if run else None

    def furnish(connection: Any, **_signal: Any) -> None:
        if house and isinstance(connection, SQLite) and connection.is_in_memory_db() and is_empty(connection.connection):
            with closing(sqlite3.connect(house / "khen.sqlite3")) as made:
                made.backup(connection.connection)

    connection_created.connect(furnish, weak=False)
    yield
    connection_created.disconnect(furnish)


def is_empty(database: sqlite3.Connection) -> bool:
    return not database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--note-questions", action="store_true", help="note which test asks the database what")
    parser.addoption("--ask-again", action="store_true", help="only tests that between them ask whatever was noted, or all")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--ask-again"):
        settings.load_profile("again")
    if config.getoption("--note-questions") and ready.SHARED in os.environ:
        notes = config.stash[NOTES] = asked.Notes()
        notes.begin()


def pytest_sessionfinish(session: pytest.Session) -> None:
    if (notes := session.config.stash.get(NOTES, None)) and notes.by_test:
        notes.write(Path(os.environ[ready.SHARED]) / f"questions-{os.getpid()}.json")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a second kind of database only what asks the database is tested again; of pages the lists alone, by isolation.

    Of those, after a run that noted what was asked: the ones that try what comes, that are refused by the database or whose
    questions nobody noted, and as many more as ask every question once."""
    if not config.getoption("--ask-again"):
        return
    again = {one.nodeid: one for one in items if asks(one) and not opens_pages(one)}
    notes = asked.read(sorted(Path(os.environ[ready.SHARED]).glob("questions-*.json"))) if ready.SHARED in os.environ else {}
    notes = {test: note for test, note in notes.items() if test in again}
    always = {test for test, one in again.items() if test not in notes or notes[test].refused or tries_what_comes(one)}
    chosen = (always - set(notes)) | asked.enough(notes, always & set(notes))
    config.hook.pytest_deselected(items=[one for one in items if one.nodeid not in chosen])
    items[:] = [one for one in items if one.nodeid in chosen]


def tries_what_comes(item: pytest.Item) -> bool:
    """Is it a property test, whose values are others at each run?"""
    return bool(getattr(getattr(item, "obj", None), "is_hypothesis_test", False))


def opens_pages(item: pytest.Item) -> bool:
    """Does this test look at pages? Those of web/ and desk/ and of each module named after screens or pages."""
    pages = {"web", "desk"} & set(item.path.parts) or {"screens", "pages"} & set(item.path.stem.split("_"))
    return bool(pages) and getattr(item, "module", None) is not None and vars(item.module).get("Client") is Client


def asks(item: pytest.Item) -> bool:
    """Does this test ask the database, by its mark or by what it is given?"""
    given: Iterable[str] = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not {"db", "transactional_db"}.isdisjoint(given)
