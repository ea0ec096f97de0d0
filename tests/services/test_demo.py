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


def somebody_works(home: Path) -> None:
    """A newcomer takes back a publication of 2020 that a figure counts."""
    words = """
from khen.atoms import clock
from khen.bodies.models import Person
from khen.domains.newsroom.acts import annul_elsewhere
from khen.domains.newsroom.models import Elsewhere
publisher = Person.objects.get(username="xuatban")
posted = Elsewhere.objects.order_by("pk").first()
annul_elsewhere(posted, by=publisher, on=clock.today(), reason="Thử bỏ một lần đăng của dữ liệu mẫu")
"""
    done = subprocess.run(
        [*KHEN, "shell"], input=words, env=surroundings(home), cwd=home, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and not done.stderr, done.stderr


def somebody_meddles(home: Path) -> None:
    """Somebody changes a fact behind the product's back."""
    with closing(sqlite3.connect(home / "khen.sqlite3")) as database:
        database.execute("UPDATE facts_storedfact SET quantity = quantity + 1000 WHERE id = 9")
        database.commit()


def test_the_sample_is_whole_after_it_was_cut_off_is_kept_and_begins_anew(tmp_path: Path, furnish: Furnish) -> None:
    killed(furnish(tmp_path))
    half = entries(tmp_path)
    again = khen(tmp_path, "demo")
    assert again.returncode == 0, again.stderr
    whole = entries(tmp_path)
    assert whole > half and marked(tmp_path) == "told" and "xuatban" in again.stdout
    assert khen(tmp_path, "verify", "--deep").returncode == 0
    somebody_works(tmp_path)
    kept = khen(tmp_path, "demo")
    assert kept.returncode == 0 and "xuatban" not in kept.stdout and "--fresh" in kept.stdout, kept.stderr
    assert "đã có người thao tác" in kept.stdout and entries(tmp_path) == whole + 1
    somebody_meddles(tmp_path)
    meddled = khen(tmp_path, "verify", "--deep")
    assert meddled.returncode == 1 and meddled.stdout.count("không còn khớp") == 1
    killed(tmp_path, "--fresh")
    assert SOME < entries(tmp_path) < whole
