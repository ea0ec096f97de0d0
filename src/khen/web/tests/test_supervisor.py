"""Parts that are deaf: asked again and again, ended when they do not listen, and nothing of theirs is left behind."""

import sys
import time
from pathlib import Path

from khen.web.supervisor import Part, Supervisor

DEAF = """
import os, pathlib, signal, subprocess, sys, time
deaf, place, heard = int(sys.argv[1]), pathlib.Path(sys.argv[2]), []
def hear(number, frame):
    heard.append(number)
    if len(heard) > deaf:
        sys.exit(0)
signal.signal(signal.SIGTERM, hear)
deafer = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
child = subprocess.Popen([sys.executable, "-c", deafer])
place.with_suffix(".new").write_text(str(child.pid))
place.with_suffix(".new").rename(place)
while True:
    time.sleep(0.05)
"""


def ended(place: Path, *deaf: int, patience: float) -> tuple[list[tuple[str, str]], float]:
    """The news of parts that do not take so many first signals, and the seconds from the wish to stop until all had ended."""
    parts = [Part(f"part{n}", (sys.executable, "-c", DEAF, str(n), str(place / f"{at}"))) for at, n in enumerate(deaf)]
    news: list[tuple[str, str]] = []
    asked: list[float] = []

    def each() -> None:
        if len(list(place.glob("[0-9]"))) == len(deaf):
            asked.append(time.monotonic())
            supervisor.stopping = True

    supervisor = Supervisor(parts, lambda part, said: news.append((part, said)), each, patience=patience)
    supervisor.run()
    return news[len(deaf) :], time.monotonic() - asked[0]


def lives(process: int) -> bool:
    try:
        return (Path("/proc") / str(process) / "stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def gone(place: Path) -> bool:
    """Whether every process that the parts had started ends with them; the system may take its time to clear them away."""
    started, until = [int(file.read_text()) for file in place.glob("[0-9]")], time.monotonic() + 20
    while any(map(lives, started)) and time.monotonic() < until:
        time.sleep(0.02)
    return bool(started) and not any(map(lives, started))


def test_a_part_that_missed_the_first_signals_is_asked_again_and_stops(tmp_path: Path) -> None:
    news, seconds = ended(tmp_path, 2, patience=30)
    assert news == [("part2", "stopped")]
    assert 1.9 < seconds < 20
    assert gone(tmp_path)


def test_a_part_that_never_listens_is_ended_when_patience_is_over(tmp_path: Path) -> None:
    news, seconds = ended(tmp_path, 1000, patience=2.5)
    assert news == [("part1000", "killed")]
    assert 2.4 < seconds < 20
    assert gone(tmp_path)


def test_one_that_never_listens_takes_nothing_from_the_others(tmp_path: Path) -> None:
    """All are asked again while one is waited for, and the patience is one for all."""
    news, seconds = ended(tmp_path, 1000, 1, patience=4)
    assert news == [("part1000", "killed"), ("part1", "stopped")]
    assert 3.9 < seconds < 20
    assert gone(tmp_path)
