"""Two people act on one record at one moment, on a real PostgreSQL: one act is done, the other refused in words."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.services.house import told

Make = Callable[[str], str]
ROUNDS = 15
DONE, REFUSED, CLOSED = {302, 201}, 200, 409


def raced(database: Make, home: Path, name: str) -> list[dict[str, Any]]:
    """The rounds of this race; the journal holds after them."""
    more = {"KHEN_DATABASE": database(f"race_{name}"), "DJANGO_SETTINGS_MODULE": "tests.settings"}  # with quick password hashes
    found = told(home, "tests.services.rivals", "run", name, ROUNDS, **more)
    assert found["flaw"] is None
    rounds: list[dict[str, Any]] = found["rounds"]
    assert len(rounds) == ROUNDS
    return rounds


@pytest.mark.parametrize("name", ["approving", "registering", "giving", "ending"])
def test_one_act_is_done_and_the_other_refused_in_words(database: Make, tmp_path: Path, name: str) -> None:
    rounds = raced(database, tmp_path, name)
    for one in rounds:
        refused, done = sorted(one["statuses"], key=lambda status: status in DONE)
        assert done in DONE and refused in {REFUSED, CLOSED}, one
        assert one["reasons"] == 1, one
    assert len({one["entries"] for one in rounds}) == 1, "the refused one left something in the journal"
    if name == "registering":  # the rule looks before the other's row stands: the database has the last word
        assert any(one["too late"] for one in rounds), "no round was a race: nothing was tried"


def test_two_who_act_on_each_other_both_get_through(database: Make, tmp_path: Path) -> None:
    for one in raced(database, tmp_path, "crossing"):
        assert set(one["statuses"]) <= DONE, one
