"""Two people act on one record at one moment, on a real PostgreSQL: one act is done, the other refused in words."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.services.house import told
from tests.services.rivals import RACES

Rounds = list[dict[str, Any]]
ROUNDS = 15
DONE, REFUSED, CLOSED = {302, 201}, 200, 409


@pytest.fixture(scope="module")
def races(database: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rounds]:
    """The rounds of each race; the journal holds after them."""
    *_others, any_of_them = [database(f"race_{name}") for name in RACES]
    more = {"KHEN_DATABASE": any_of_them, "DJANGO_SETTINGS_MODULE": "tests.settings"}  # with quick password hashes
    found = told(tmp_path_factory.mktemp("races"), "tests.services.rivals", "run", ROUNDS, **more)
    assert all(one["flaw"] is None and len(one["rounds"]) == ROUNDS for one in found.values())
    return {name: one["rounds"] for name, one in found.items()}


@pytest.mark.parametrize("name", ["approving", "registering", "addressing", "giving", "ending"])
def test_one_act_is_done_and_the_other_refused_in_words(races: dict[str, Rounds], name: str) -> None:
    for one in races[name]:
        refused, done = sorted(one["statuses"], key=lambda status: status in DONE)
        assert done in DONE and refused in {REFUSED, CLOSED}, one
        assert one["reasons"] == 1, one
    assert len({one["entries"] for one in races[name]}) == 1, "the refused one left something in the journal"
    if name == "registering":  # the rule looks before the other's row stands: the database has the last word
        assert any(one["too late"] for one in races[name]), "no round was a race: nothing was tried"
    if name == "addressing":  # here it is told as if the other had come before
        assert not any(one["too late"] for one in races[name])


def test_two_who_act_on_each_other_both_get_through(races: dict[str, Rounds]) -> None:
    for one in races["crossing"]:
        assert set(one["statuses"]) <= DONE, one
