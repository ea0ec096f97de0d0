"""The quick checks, side by side: python -m tests.checks."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
SOURCES = [name for name in ("src", "tests", "benchmarks", "locale") if (ROOT / name).exists()]

CHECKS: dict[str, list[str]] = {
    "types": [str(BIN / "mypy"), "--no-error-summary", *SOURCES],
    "style": [str(BIN / "ruff"), "check", "--quiet", *SOURCES],
    "layout": [str(BIN / "ruff"), "format", "--check", "--quiet", *SOURCES],
    "imports": [str(BIN / "lint-imports"), "--no-logo"],
    "migrations": [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run", "--settings=tests.settings"],
    "gates": [sys.executable, "-m", "pytest", "tests/architecture", "-p", "no:cacheprovider"],
}


def run(name: str) -> tuple[bool, str]:
    """Run one check; whether it passed, and what it said."""
    begun = time.monotonic()
    done = subprocess.run(CHECKS[name], cwd=ROOT, capture_output=True, text=True, check=False)
    passed = done.returncode == 0
    head = f"{'ok    ' if passed else 'FAILED'} {name} ({time.monotonic() - begun:.1f} s)"
    return passed, head if passed else f"{head}\n{done.stdout}{done.stderr}"


def main() -> int:
    passed = True
    with ThreadPoolExecutor(2) as pool:
        for ok, said in pool.map(run, CHECKS):
            sys.stdout.write(said + "\n")
            sys.stdout.flush()
            passed = passed and ok
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
