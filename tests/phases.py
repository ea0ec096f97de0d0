"""Tests in phases: python -m tests.phases [PHASE...]. The status is 0 only when every phase that ran passed.

Without names every phase runs.

The phase `check` is `make check`: style, types, imports and the architecture's gates."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
BESIDE = ("services", "browser")  # run side by side when both are asked for
NO_TESTS = 5  # pytest's exit status when it collected nothing


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
        pytest = [sys.executable, "-m", "pytest", "-v", "--no-header", "-o", "console_output_style=progress"]
        return [*self.before, *pytest, *self.after, *folders]


PYTHON = sys.executable
EVERYWHERE = ("src", "tests/stories", "tests/golden")
SPREAD = ("-n", "2", "--dist", "loadscope")
PHASES = (
    Phase("sqlite", "units and stories on SQLite", EVERYWHERE, after=SPREAD),
    Phase(
        "postgresql",
        "units and stories on a throw-away PostgreSQL",
        EVERYWHERE,
        before=(PYTHON, "-m", "tests.services.with_postgres"),
        after=(*SPREAD, "--asking-the-database"),
    ),
    Phase("isolation", "every address of the matrix, knocked at from outside", ("tests/isolation",), after=("-n", "2")),
    Phase(
        "services",
        "real servers: mail, processes that are killed, databases",
        ("tests/services",),
        after=("-n", "3", "--dist", "loadgroup"),
    ),
    Phase("browser", "the road in a browser, on a phone and on a desk", ("tests/browser",)),
)


def checks() -> bool:
    say("check: style, types, imports, the architecture's gates")
    return subprocess.run([PYTHON, "-m", "tests.checks"], cwd=ROOT, check=False).returncode == 0


def run(phase: Phase, out: IO[bytes] | None = None) -> bool:
    """Run one phase, with its output as it comes or written to `out`; True when it passed."""
    if not any((ROOT / folder).exists() for folder in phase.folders):
        say(f"{phase.name}: no such tests yet")
        return True
    say(f"{phase.name}: {phase.words}")
    begun = time.monotonic()
    process = subprocess.Popen(phase.command(), cwd=ROOT, stdout=out, stderr=subprocess.STDOUT if out else None)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    passed = process.returncode in {0, NO_TESTS}
    took = f"{time.monotonic() - begun:.0f} s ({used.ru_utime + used.ru_stime:.0f} s of processors)"
    say(f"{phase.name}: {'passed' if passed else 'FAILED'} in {took}")
    return passed


def together(quiet: Phase, phase: Phase) -> list[bool]:
    """Run two phases side by side, for much of both is waiting; what the quiet one says comes at the end."""
    with TemporaryFile() as out, ThreadPoolExecutor(1) as beside:
        other = beside.submit(run, quiet, out)
        passed = run(phase)
        both = [other.result(), passed]
        out.seek(0)
        sys.stdout.write(out.read().decode(errors="replace"))
    return both


def say(words: str) -> None:
    sys.stdout.write(f"\n=> {words}\n")
    sys.stdout.flush()


def main(names: Iterable[str]) -> int:
    asked = list(names)
    known = {phase.name: phase for phase in PHASES}
    if unknown := set(asked) - set(known) - {"check"}:
        sys.stderr.write(f"no such phase: {', '.join(sorted(unknown))}; there are: check, {', '.join(known)}\n")
        return 2
    wanted = set(asked) or {"check", *known}
    results = {"check": checks()} if "check" in wanted else {}
    beside = BESIDE if wanted.issuperset(BESIDE) else ()
    results |= {name: run(phase) for name, phase in known.items() if name in wanted and name not in beside}
    if beside:
        results |= zip(beside, together(*(known[name] for name in beside)), strict=True)
    if failed := [name for name, passed in results.items() if not passed]:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
