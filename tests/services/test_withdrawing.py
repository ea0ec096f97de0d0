"""Whoever is being written to at the moment of a withdrawal is told of it; nobody else gets the old text any more."""

from pathlib import Path

import pytest

from tests.services.house import khen, told
from tests.services.postgres import Cluster
from tests.services.withdrawing import BEGUN, READERS


@pytest.mark.parametrize("on_postgres", [False, True], ids=["SQLite", "PostgreSQL"])
def test_a_withdrawal_meets_letters_that_are_just_being_begun(tmp_path: Path, postgres: Cluster, on_postgres: bool) -> None:
    database = postgres.create("withdrawing") if on_postgres else ""
    assert khen(tmp_path, "setup", KHEN_DATABASE=database).returncode == 0
    found = told(tmp_path, "tests.services.withdrawing", "frozen_meanwhile", KHEN_DATABASE=database)
    assert found == {"told": BEGUN, "old": ["attempting"] * BEGUN + ["cancelled"] * (READERS - BEGUN)}
