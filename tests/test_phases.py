"""A phase of the tests ends with its process: whatever that left behind is neither waited for nor left running."""

import signal
from contextlib import suppress
from os import kill
from pathlib import Path

import pytest

from tests import phases
from tests.services.house import is_alive, until

LEAVES = """
import subprocess, sys
left = subprocess.Popen(["sleep", "600"], start_new_session={away})  # it inherits the line that the phase speaks on
open({place!r}, "w").write(str(left.pid))
print("one", "= FAILURES =", "the reason", "= 1 failed in 1 s =", sep="\\n", flush=True)
sys.exit(1)
"""


@pytest.mark.parametrize("away", [False, True])
def test_a_phase_whose_process_left_a_server_behind_ends_and_says_what_failed(
    away: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(phases, "LAST_WORDS", 1.0)
    place = tmp_path / "left"
    try:
        passed = phases.run(phases.Phase("odd", "a phase", (), after=("-c", LEAVES.format(away=away, place=str(place)))))
        if not away:
            until(lambda: not is_alive(int(place.read_text())), within=20)
    finally:
        with suppress(ProcessLookupError):
            kill(int(place.read_text()), signal.SIGKILL)
    said = capsys.readouterr().out
    assert not passed
    assert said.index("the reason") < said.index("odd: FAILED")
