"""What every test begins with: a stack with room, a cache that no other test has written to, and rows whose order nobody may
count on."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
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
from tests import ready, stack

from khen.atoms import waste

waste.look_seldom()
settings.register_profile("khen", deadline=None, max_examples=50)  # others at each run; time is measured by benchmarks alone
settings.register_profile("again", parent=settings.get_profile("khen"), max_examples=15)  # what all were tried on already
settings.load_profile("khen")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """As pytest does it, with the stack in one piece."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
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
    parser.addoption("--asking-the-database", action="store_true", help="only tests that ask the database")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--asking-the-database"):
        settings.load_profile("again")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a second kind of database only what asks the database is tested again; of pages the lists alone, by isolation."""
    if config.getoption("--asking-the-database"):
        again = {one for one in items if asks(one) and not opens_pages(one)}
        config.hook.pytest_deselected(items=[one for one in items if one not in again])
        items[:] = [one for one in items if one in again]


def opens_pages(item: pytest.Item) -> bool:
    """Does this test look at pages? Those of web/ and desk/ and of each module named after screens or pages."""
    pages = {"web", "desk"} & set(item.path.parts) or {"screens", "pages"} & set(item.path.stem.split("_"))
    return bool(pages) and getattr(item, "module", None) is not None and vars(item.module).get("Client") is Client


def asks(item: pytest.Item) -> bool:
    """Does this test ask the database, by its mark or by what it is given?"""
    given: Iterable[str] = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not {"db", "transactional_db"}.isdisjoint(given)
