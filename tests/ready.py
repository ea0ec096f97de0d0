"""What all tests of a run begin with, made once: python -m tests.ready FOLDER.

A home with its tables, the same tables for PostgreSQL, and a home with the sample told. `tests.phases` names the folder to
every process of its run; a test that is run by itself makes what it needs for itself."""

import fcntl
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from tests.services.house import khen
from tests.services.postgres import Cluster
from tests.services.telling import killed

SHARED = "TESTS_READY"  # names the folder in the environment
HOUSE, TOLD, DUMPED = "house-to-copy", "house-told", "tables-to-copy"
DUMP = "tables.sql"
LIKE = "like"  # the database that others of a cluster are copied from
ISSUED = re.compile(r"^  (\S+)\s+(\S+) {3}\S", re.MULTILINE)  # a line of `khen demo`: name, password, post
KEPT = "telling.json"  # in the told house


def place_of(factory: pytest.TempPathFactory) -> Path:
    """The folder of this run and of all its phases."""
    return Path(shared) if (shared := os.environ.get(SHARED)) else place_of_phase(factory)


def place_of_phase(factory: pytest.TempPathFactory) -> Path:
    """The folder of all processes of this phase."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made_once(run: Path, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that one process makes and all others take as it is: whoever comes first, the rest wait."""
    place = run / name
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            making = place.with_suffix(".part")
            making.mkdir(0o700)
            make(making)
            making.rename(place)
    return place


def house(run: Path) -> Path:
    """A home as `khen setup` leaves it."""

    def make(home: Path) -> None:
        done = khen(home, "setup")
        assert done.returncode == 0, done.stderr

    return made_once(run, HOUSE, make)


def told(run: Path) -> Path:
    """A home with the sample (`khen demo`, cut off by kill -9 and run again), and beside it what was seen of that."""

    def make(home: Path) -> None:
        copytree(house(run), home, dirs_exist_ok=True)
        half = killed(home)
        done = khen(home, "demo")
        assert done.returncode == 0, done.stderr
        issued = dict(ISSUED.findall(done.stdout))
        (home / KEPT).write_text(json.dumps({"entries before": half, "issued": issued}), encoding="utf-8")

    return made_once(run, TOLD, make)


def issued(home: Path) -> dict[str, str]:
    """The password that was printed for each role of the sample in this home, or a copy of it."""
    return dict(json.loads((home / KEPT).read_text(encoding="utf-8"))["issued"])


def entries_before(home: Path) -> int:
    """How many entries the journal of this home held when the telling was cut off."""
    return int(json.loads((home / KEPT).read_text(encoding="utf-8"))["entries before"])


def dumped(run: Path) -> Path:
    """The tables of a PostgreSQL as `khen setup` leaves it, as a file of SQL."""

    def make(folder: Path) -> None:
        home = Path(copytree(house(run), folder / "home"))
        with Cluster() as cluster:
            done = khen(home, "setup", KHEN_DATABASE=cluster.create(LIKE))
            assert done.returncode == 0, done.stderr
            (folder / DUMP).write_bytes(cluster.dump(LIKE))

    return made_once(run, DUMPED, make) / DUMP


def copied(run: Path, cluster: Cluster) -> str:
    """Make the database in this cluster that others are copied from; its name."""
    cluster.create(LIKE)
    cluster.load(LIKE, dumped(run).read_bytes())
    return LIKE


def begin(run: Path) -> subprocess.Popen[bytes]:
    """Make everything while something else goes on; whoever needs a thing waits for it."""
    os.environ[SHARED] = str(run)
    return subprocess.Popen([sys.executable, "-m", "tests.ready", str(run)])


if __name__ == "__main__":
    for one in (house, dumped, told):
        one(Path(sys.argv[1]))
