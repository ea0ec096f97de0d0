"""`khen demo` while it tells the sample: how far it is, and kill -9 in its middle."""

import sqlite3
import subprocess
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from tests.services.house import KHEN, LONGEST, surroundings, until

SOME = 150  # entries of the journal, of several thousand


def entries(home: Path) -> int:
    """How many entries the journal holds; 0 while there is none."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{home / 'khen.sqlite3'}?mode=ro", uri=True)) as database:
        return int(database.execute("SELECT count(*) FROM book_entry").fetchone()[0])
    return 0


def marked(home: Path) -> str:
    """What the marker of the sample says; empty where there is none."""
    marker = home / "sample.txt"
    return marker.read_text().strip() if marker.exists() else ""


def is_under_way(home: Path) -> bool:
    return marked(home) == "begun" and entries(home) > SOME


def killed(home: Path, *words: str) -> int:
    """Begin to tell the sample and end it by kill -9 in the middle; how many entries were written. Raises TimeoutError."""
    telling = subprocess.Popen([*KHEN, "demo", *words], env=surroundings(home), cwd=home, stderr=subprocess.DEVNULL)
    try:
        until(partial(is_under_way, home), within=LONGEST)
    finally:
        telling.kill()
        telling.wait(10)
    return entries(home)
