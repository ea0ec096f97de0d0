"""`make check` with warm caches."""

import subprocess
import sys
from collections.abc import Iterator

from tests.checks import ROOT

from benchmarks.row import Row, at_most, nothing, seconds
from khen.web.progress import following

LIMIT = 60.0


def run() -> Iterator[Row]:
    failed: list[str] = []

    def check() -> None:
        done = subprocess.run([sys.executable, "-m", "tests.checks"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
        failed.extend(line for line in done.stdout.splitlines() if line.startswith("FAILED"))

    with following("make check") as progress:
        check()
        progress(1, 2)
        failed.clear()
        taken = seconds(check)
    for line in failed:
        sys.stderr.write(f"{line}\n")
    yield at_most("make check, caches warm", taken, LIMIT)
    yield nothing("make check: checks that fail", len(failed))
