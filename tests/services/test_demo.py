"""`khen demo` as it is run in life: cut off in the middle, run again, run on what is there, begun anew."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

from tests import ready
from tests.services.house import KHEN, khen, surroundings
from tests.services.telling import SOME, entries, killed, marked


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
    """Somebody changes a fact, and what a portal says, behind the product's back."""
    with closing(sqlite3.connect(home / "khen.sqlite3")) as database:
        database.execute("UPDATE facts_storedfact SET quantity = quantity + 1000 WHERE id = 9")
        database.execute("UPDATE portals_document SET title = 'Khác' WHERE id = 9")
        database.execute("UPDATE portals_article SET body_html = body_html || '<p>Tin đồn.</p>' WHERE id = 9")
        database.commit()


def test_the_sample_is_whole_after_it_was_cut_off_is_kept_and_begins_anew(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    home = Path(copytree(ready.told(ready.place_of(tmp_path_factory)), tmp_path / "home"))
    half, whole = ready.entries_before(home), entries(home)
    assert SOME < half < whole and marked(home) == "told" and "xuatban" in ready.issued(home)
    assert khen(home, "verify", "--deep").returncode == 0
    somebody_works(home)
    kept = khen(home, "demo")
    assert kept.returncode == 0 and "xuatban" not in kept.stdout and "--fresh" in kept.stdout, kept.stderr
    assert "đã có người thao tác" in kept.stdout and entries(home) == whole + 1
    somebody_meddles(home)
    meddled = khen(home, "verify", "--deep")
    assert meddled.returncode == 1 and meddled.stdout.count("không còn khớp") == 1
    assert meddled.stdout.count("không đúng như bản đã viết") == 1
    assert meddled.stdout.count("Văn bản mà mục sổ") == 1
    assert SOME < killed(home, "--fresh") < whole
