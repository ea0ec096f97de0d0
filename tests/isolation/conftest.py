"""One world for all tests of a process, and at the end the number of knocks at its doors."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.isolation.probing import Prober, State
from tests.isolation.world import World, a_world

KNOCKS = pytest.StashKey[int]()


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once by real acts; nothing that a test does stays in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        State.forget()
        yield a_world()
        transaction.set_rollback(True)
        cache.clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest test begins first: the other process knocks at all doors meanwhile."""
    items.sort(key=lambda one: one.path.name != "test_tampering.py")


def pytest_sessionfinish(session: pytest.Session) -> None:
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["knocks"] = Prober.count
    else:
        config.stash[KNOCKS] = config.stash.get(KNOCKS, 0) + Prober.count


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[KNOCKS] = node.config.stash.get(KNOCKS, 0) + getattr(node, "workeroutput", {}).get("knocks", 0)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if knocks := terminalreporter.config.stash.get(KNOCKS, 0):
        terminalreporter.write_line(f"isolation: {knocks} probes from outside, 0 leaks expected; a leak is a failed test above")
