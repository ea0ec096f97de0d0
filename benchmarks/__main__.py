"""The scoreboard: python -m benchmarks [NAME...]. Each module has `run() -> Iterable[Row]` and gets a house of its own."""

import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django

from benchmarks.row import HEAD, Row

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
ONE = "KHEN_BENCHMARK"


def names() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in {"__init__", "__main__", "row"})


def apart(name: str) -> bool:
    """Run one module in a process and a home of its own; whether every figure held."""
    with tempfile.TemporaryDirectory(prefix="khen-bench-") as home:
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        settings = {"DJANGO_SETTINGS_MODULE": "khen.settings.base", "KHEN_HOME": home, "PYTHONPATH": path, ONE: name}
        return subprocess.run([sys.executable, "-m", "benchmarks"], env={**os.environ, **settings}, check=False).returncode == 0


def here(name: str) -> bool:
    django.setup()
    rows: list[Row] = []
    for row in import_module(f"benchmarks.{name}").run():
        sys.stdout.write(f"{row}\n")
        sys.stdout.flush()
        rows.append(row)
    return bool(rows) and all(row.ok for row in rows)


def main(asked: list[str]) -> int:
    if name := os.environ.get(ONE):
        return 0 if here(name) else 1
    if unknown := set(asked) - set(names()):
        sys.stderr.write(f"no such benchmark: {', '.join(sorted(unknown))}; there are: {', '.join(names())}\n")
        return 2
    sys.stdout.write(f"{HEAD}\n")
    sys.stdout.flush()
    failed = [name for name in asked or names() if not apart(name)]
    if failed:
        sys.stdout.write(f"did not hold: {', '.join(failed)}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
