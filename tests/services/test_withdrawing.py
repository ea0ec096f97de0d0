"""Whoever is being written to at the moment of a withdrawal is told of it; nobody else gets the old text any more."""

from collections.abc import Callable
from pathlib import Path

from tests.services.conftest import Furnish
from tests.services.house import told
from tests.services.withdrawing import BEGUN, READERS


def found(home: Path, database: str = "") -> None:
    """Withdraw while letters are begun."""
    said = told(home, "tests.services.withdrawing", "frozen_meanwhile", KHEN_DATABASE=database)
    assert said == {"told": BEGUN, "old": ["attempting"] * BEGUN + ["cancelled"] * (READERS - BEGUN)}


def test_a_withdrawal_meets_letters_that_are_just_being_begun(tmp_path: Path, furnish: Furnish) -> None:
    found(furnish(tmp_path))


def test_on_postgresql_a_withdrawal_meets_letters_that_are_just_being_begun(
    tmp_path: Path, furnish: Furnish, database: Callable[[str], str]
) -> None:
    found(furnish(tmp_path), database("withdrawing"))
