"""Whoever writes at once, in whatever order, and dies whenever: no gap, no bad seal, and no reader misses an entry."""

from pathlib import Path
from typing import Any

import pytest

from tests.services.house import told
from tests.services.postgres import Cluster

SECONDS = 5


def drilled(home: Path, **more: str) -> dict[str, Any]:
    found: dict[str, Any] = told(home, "tests.services.writers", "drill", SECONDS, **more)
    return found


def holds(found: dict[str, Any]) -> None:
    """Nothing is missing, nothing is twice, nothing is bad."""
    count = len(found["entries"])
    assert found["kills"] > 10
    assert count > 50
    assert found["broken"] == 0
    assert found["flaw"] is None
    assert found["entries"] == list(range(1, count + 1))
    assert found["seen"] == found["entries"]
    assert sorted(found["named"]) == sorted(found["rows"])
    assert not set(found["acknowledged"]) - set(found["named"])


def test_on_postgresql(postgres: Cluster, tmp_path: Path) -> None:
    found = drilled(tmp_path, KHEN_DATABASE=postgres.create("drill"))
    holds(found)
    assert found["order"] != sorted(found["order"]), "acts should have ended in another order than they began"


@pytest.mark.parametrize("file", ["khen.sqlite3"])
def test_on_one_file(tmp_path: Path, file: str) -> None:
    holds(drilled(tmp_path, KHEN_DATABASE=str(tmp_path / file)))
