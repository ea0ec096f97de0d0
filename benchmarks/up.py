"""A house with the sample in it: how soon a second `khen up` answers, and how much memory its processes hold."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.services.house import KHEN, children, free_port, served, status, surroundings, until

from benchmarks import sample
from benchmarks.row import Row, at_most
from khen.settings.env import read
from khen.web.progress import following

STARTS, LIMIT, SETTLING = 5, 5.0, 10.0
MEGABYTE = 1024 * 1024


def run() -> Iterator[Row]:
    sample.told()
    home = read().home
    with served(home):
        pass  # the first start
    with following("khen up") as progress:
        times = []
        for turn in range(STARTS):
            times.append(start(home))
            progress(turn + 1, STARTS)
    yield at_most("khen up, not the first: until it answers", median(times), LIMIT)
    yield at_most("khen up, not the first: slowest", max(times), LIMIT)
    with served(home) as (up, port):
        time.sleep(SETTLING)
        if status(port) != 200:
            raise RuntimeError("the house does not answer")
        held = sum(memory(pid) for pid in (up.pid, *children(up.pid)))
    yield Row(name="khen up: memory of all its processes", value=held / MEGABYTE, floor=held / MEGABYTE, unit="MiB")


def start(home: Path) -> float:
    """Seconds from the command to the first answer."""
    port, begun = free_port(), time.perf_counter()
    command = [*KHEN, "up", "--port", str(port)]
    up = subprocess.Popen(command, env=surroundings(home), cwd=home, stderr=subprocess.DEVNULL)
    try:
        until(lambda: status(port) == 200)
        return time.perf_counter() - begun
    finally:
        os.kill(up.pid, signal.SIGTERM)
        up.wait(60)


def memory(process: int) -> int:
    """Bytes that the process holds, shared ones in proportion (PSS)."""
    rows = (Path("/proc") / str(process) / "smaps_rollup").read_text().splitlines()
    return sum(int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:"))
