"""kill -9 while bulletins go out, are corrected and withdrawn: nothing acknowledged is lost, nothing is there twice, and no
letter says what was withdrawn before (`make bench`: a hundred times and more)."""

from collections.abc import Callable
from pathlib import Path

from tests.services.conftest import Furnish
from tests.services.kill_nine import DONE, drill


def nothing_lost_nothing_doubled(home: Path, rounds: int, database: str = "") -> None:
    """Drill, and look at what was counted."""
    counts = drill(home, rounds, database=database)
    assert {name: number for name, number in counts.items() if number and name not in DONE} == {}
    assert counts["rounds"] == rounds
    assert counts["worker killed"] + counts["web killed"] >= rounds
    assert counts["bulletins published"] >= rounds / 2
    assert counts["bulletins corrected"] + counts["bulletins withdrawn"] >= 2
    assert counts["acknowledged acts"] >= 2 * rounds
    assert counts["letters taken"] >= 5 * rounds


def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(tmp_path: Path, furnish: Furnish) -> None:
    nothing_lost_nothing_doubled(furnish(tmp_path), 10)


def test_on_postgresql_nothing_acknowledged_is_lost_and_nothing_is_doubled(
    tmp_path: Path, furnish: Furnish, database: Callable[[str], str]
) -> None:
    nothing_lost_nothing_doubled(furnish(tmp_path), 6, database("kill_nine"))
