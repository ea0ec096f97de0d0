"""`khen demo` as it is run in life: cut off in the middle, run again, run on what is there, begun anew."""

import sqlite3
import subprocess
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from tests.services.conftest import Furnish
from tests.services.house import KHEN, LONGEST, khen, surroundings, until

SOME = 150  # entries of the journal, of several thousand


def entries(home: Path) -> int:
    """How many entries the journal holds; 0 while there is none."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{home / 'khen.sqlite3'}?mode=ro", uri=True)) as database:
        return int(database.execute("SELECT count(*) FROM book_entry").fetchone()[0])
    return 0


def is_under_way(home: Path) -> bool:
    return marked(home) == "begun" and entries(home) > SOME


def marked(home: Path) -> str:
    marker = home / "sample.txt"
    return marker.read_text().strip() if marker.exists() else ""


def killed(home: Path, *words: str) -> None:
    """kill -9 in the middle of the telling."""
    telling = subprocess.Popen([*KHEN, "demo", *words], env=surroundings(home), cwd=home, stderr=subprocess.DEVNULL)
    try:
        until(partial(is_under_way, home), within=LONGEST)
    finally:
        telling.kill()
        telling.wait(10)


def test_the_sample_is_whole_after_it_was_cut_off_is_kept_and_begins_anew(tmp_path: Path, furnish: Furnish) -> None:
    killed(furnish(tmp_path))
    half = entries(tmp_path)
    again = khen(tmp_path, "demo")
    assert again.returncode == 0, again.stderr
    whole = entries(tmp_path)
    assert whole > half and marked(tmp_path) == "told" and "xuatban" in again.stdout
    kept = khen(tmp_path, "demo")
    assert kept.returncode == 0 and "xuatban" not in kept.stdout and "--fresh" in kept.stdout
    assert entries(tmp_path) == whole and khen(tmp_path, "verify", "--deep").returncode == 0
    killed(tmp_path, "--fresh")
    assert SOME < entries(tmp_path) < whole
