"""The scoreboard: python -m benchmarks [NAME...]. Each module has `run() -> Iterable[Row]`, a process and a home of its own;
those of SAMPLE share one home, in which the sample half-year stands."""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

import django
from tests.services.postgres import throw_away

from benchmarks.row import HEAD, Row

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
ONE = "KHEN_BENCHMARK"
SAMPLE = ("figures", "visible", "up", "writing")
ON_POSTGRESQL = ("postgresql", "searches")
NAMES = ("journal", "postgresql", *SAMPLE, "pages", "lists", "doings", "searches", "kills", "checks")
MINUTES = 40


def apart(name: str, home: str) -> bool:
    """Run one module in a process of its own; whether every figure held."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    settings = {
        "DJANGO_SETTINGS_MODULE": "khen.settings.base",
        "KHEN_SECOND_FACTOR": "0",
        "KHEN_HOME": home,
        "PYTHONPATH": path,
        ONE: name,
    }
    with throw_away(durable=True) if name in ON_POSTGRESQL else nullcontext() as cluster:
        database = {"KHEN_DATABASE": cluster.url} if cluster else {}
        command = [sys.executable, "-m", "benchmarks"]
        return subprocess.run(command, env={**os.environ, **settings, **database}, check=False).returncode == 0


def here(name: str) -> bool:
    django.setup()
    rows: list[Row] = []
    for row in import_module(f"benchmarks.{name}").run():
        say(str(row))
        rows.append(row)
    return bool(rows) and all(row.ok for row in rows)


def load(when: str) -> Row:
    """How many processes want a processor, beside how many there are: above 1, absolute times say little."""
    return Row(name=f"machine's load {when}, of its processors", value=os.getloadavg()[0], floor=os.cpu_count() or 1, unit="")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(asked: list[str]) -> int:
    if name := os.environ.get(ONE):
        return 0 if here(name) else 1
    if unknown := set(asked) - set(NAMES):
        sys.stderr.write(f"no such benchmark: {', '.join(sorted(unknown))}; there are: {', '.join(NAMES)}\n")
        return 2
    begun, failed = time.monotonic(), []
    say(HEAD)
    say(str(load("before")))
    with tempfile.TemporaryDirectory(prefix="khen-bench-") as homes:
        for name in asked or NAMES:
            home = Path(homes) / ("sample" if name in SAMPLE else name)
            home.mkdir(exist_ok=True)
            if not apart(name, str(home)):
                failed.append(name)
    whole = Row(name="the whole scoreboard", value=(time.monotonic() - begun) / 60, floor=MINUTES, unit="min", most=1)
    say(str(load("after")))
    say(str(whole))
    if failed:
        say(f"did not hold: {', '.join(failed)}")
    return 0 if whole.ok and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
