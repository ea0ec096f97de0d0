"""kill -9 while bulletins go out, are corrected and withdrawn: nothing acknowledged is lost, nothing is there twice, and no
letter says what was withdrawn before (`make bench`: a hundred times and more)."""

from pathlib import Path

import pytest

from tests.services.kill_nine import DONE, drill
from tests.services.postgres import Cluster


@pytest.mark.parametrize(("rounds", "on_postgres"), [(10, False), (3, True)], ids=["SQLite", "PostgreSQL"])
def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(
    tmp_path: Path, postgres: Cluster, rounds: int, on_postgres: bool
) -> None:
    counts = drill(tmp_path, rounds, database=postgres.create("kill_nine") if on_postgres else "")
    assert {name: number for name, number in counts.items() if number and name not in DONE} == {}
    assert counts["rounds"] == rounds
    assert counts["worker killed"] + counts["web killed"] >= rounds
    assert counts["bulletins published"] >= rounds / 2
    assert counts["bulletins corrected"] + counts["bulletins withdrawn"] >= 2
    assert counts["acknowledged acts"] >= 2 * rounds
    assert counts["letters taken"] >= 5 * rounds
