"""kill -9, ten times while bulletins go out: nothing acknowledged is lost, nothing is there twice (`make bench`: 100 times)."""

from pathlib import Path

from tests.services.kill_nine import DONE, drill

ROUNDS = 10


def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(tmp_path: Path) -> None:
    counts = drill(tmp_path, ROUNDS)
    assert {name: number for name, number in counts.items() if number and name not in DONE} == {}
    assert counts["rounds"] == ROUNDS
    assert counts["worker killed"] + counts["web killed"] >= ROUNDS
    assert counts["bulletins published"] >= 5
    assert counts["acknowledged acts"] >= 20
    assert counts["letters taken"] >= 50
