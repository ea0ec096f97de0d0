"""Tests in phases: python -m tests.phases [PHASE...]. The status is 0 only when every phase that ran passed.

Without names every phase runs, one after the other, `check` first (which is `make check`: style, types, imports and the
architecture's gates), while what all others begin with is made beside it. Two processes at a time, on two processors: four cost
each of them half as much again, and all together more time; so do phases that mostly wait for servers and for pages. Progress
comes line by line, the summary of each phase in one piece."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryDirectory
from threading import Thread

from tests import ready

ROOT = Path(__file__).resolve().parents[1]
NO_TESTS = 5  # pytest's exit status when it collected nothing
SUMMARY = ("= FAILURES", "= ERRORS", "= warnings", "= short test summary", " passed in ", " failed in ")  # where pytest's begins
LAST_WORDS = 20.0  # seconds from the end of a phase to the end of what it says
MEMORY, ROOM = Path("/dev/shm"), 4 * 2**30  # bytes; a run needs about a quarter of it


@dataclass(frozen=True, slots=True)
class Phase:
    """One run: its name, what it is in words, the folders it tests and the words put before and after pytest."""

    name: str
    words: str
    folders: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def command(self) -> list[str]:
        folders = [folder for folder in self.folders if (ROOT / folder).exists()]
        pytest = ["-m", "pytest", "-v", "--no-header", "-o", "console_output_style=progress", *self.after, *folders]
        return [*self.before, PYTHON, *(pytest if folders else self.after)]


PYTHON = sys.executable
LISTS = "tests/isolation/test_lists.py"  # what the pages ask of the database
EVERYWHERE = ("src", "tests/test_asked.py", "tests/test_phases.py", "tests/stories", "tests/golden")
TWO = ("-n", "2", "--max-worker-restart", "0")  # a process that had to end takes its phase along: a second one would hang again
SPREAD = (*TWO, "--dist", "loadscope")
PHASES = (
    Phase("check", "style, types, imports, the architecture's gates", (), after=("-m", "tests.checks")),
    Phase("sqlite", "units and stories on SQLite", EVERYWHERE, after=(*SPREAD, "--note-questions")),
    Phase(
        "postgresql",
        "what they asked, by the tests that ask all of it, on a throw-away PostgreSQL",
        EVERYWHERE,
        before=(PYTHON, "-m", "tests.services.with_postgres"),
        after=(*SPREAD, "--ask-again"),
    ),
    Phase(
        "isolation",
        "every address of the matrix, knocked at from outside",
        ("tests/isolation",),
        after=(*TWO, "--ignore", LISTS),
    ),
    Phase(
        "lists",
        "every list, filter, search and export, knocked at from outside on a throw-away PostgreSQL",
        (LISTS,),
        before=(PYTHON, "-m", "tests.services.with_postgres"),
        after=TWO,
    ),
    Phase(
        "services",
        "real servers: mail, processes that are killed, databases",
        ("tests/services",),
        after=(*TWO, "--dist", "loadfile", "--no-loadscope-reorder"),  # the longest files first, as the folder orders them
    ),
    Phase(
        "browser",
        "the road in a browser, on a phone and on a desk",
        ("tests/browser",),
        after=(*TWO, "--dist", "loadfile", "--no-loadscope-reorder"),
    ),
)


def run(phase: Phase) -> bool:
    """Run one phase with its output as it comes; True when it passed."""
    say(f"{phase.name}: {phase.words}")
    begun = time.monotonic()
    process = subprocess.Popen(
        phase.command(), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", process_group=0
    )
    assert process.stdout is not None
    summary: list[str] = []
    reading = Thread(target=passed_on, args=(process.stdout, summary), daemon=True)
    reading.start()
    try:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # a server that a broken test left behind, or all of it on ctrl-c
    reading.join(LAST_WORDS)  # whoever was left behind may hold the line open: it is not waited for
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    passed = process.returncode in {0, NO_TESTS}
    took = f"{time.monotonic() - begun:.0f} s ({used.ru_utime + used.ru_stime:.0f} s of processors)"
    say(f"{phase.name}: {'passed' if passed else 'FAILED'} in {took}", "".join(summary))
    return passed


def passed_on(lines: Iterable[str], summary: list[str]) -> None:
    """The lines are shown as they come, but for what pytest says at the end: that is put into `summary`."""
    for line in lines:
        if summary or (line.startswith("=") and any(mark in line for mark in SUMMARY)):
            summary.append(line)
        else:
            shown(line)


def say(words: str, before: str = "") -> None:
    shown(f"{before}\n=> {words}\n")


def shown(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def where() -> Path | None:
    """Where a run writes: in memory when there is room, as a disk lets every commit wait; else where the system says."""
    return MEMORY if MEMORY.is_dir() and disk_usage(MEMORY).free >= ROOM else None


def main(names: Iterable[str]) -> int:
    asked = list(names)
    known = {phase.name: phase for phase in PHASES}
    if unknown := set(asked) - set(known):
        sys.stderr.write(f"no such phase: {', '.join(sorted(unknown))}; there are: {', '.join(known)}\n")
        return 2
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each of hundreds of processes compiles the house anew
    with TemporaryDirectory(prefix="khen-", dir=where(), ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)  # PostgreSQL's own user passes through to its clusters
        os.environ["TMPDIR"] = folder
        making = ready.begin(Path(folder))
        failed = [phase.name for phase in PHASES if phase.name in (asked or known) and not run(phase)]
        making.wait()
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
