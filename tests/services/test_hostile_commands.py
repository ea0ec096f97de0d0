"""Commands meet nonsense, broken surroundings and a house that is at work: a clear word in Vietnamese, never a traceback."""

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.conftest import Furnish
from tests.services.house import KHEN, khen, served, surroundings

VIETNAMESE = re.compile("[ăâđêôơưÀ-ỹ]")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, furnish: Furnish) -> Path:
    return furnish(tmp_path_factory.mktemp("home"))


def refused(said: subprocess.CompletedProcess[str], status: int) -> str:
    """What a command said that could not do what it was asked."""
    assert said.returncode == status, said
    assert "Traceback" not in said.stderr + said.stdout
    assert VIETNAMESE.search(said.stderr), said.stderr
    return said.stderr


WORDS = (
    ("fly",),
    ("verify", "2020"),
    ("figures", "2020-H1", "2020-H2"),
    ("figures", "9999-12"),
    ("figures", "2020-H1@99"),
    ("report", "x" * 100_000),
    ("report", "２０２０"),
    ("units", "--on", "1" * 5000 + "/1/1"),
    ("units", "--on", "1/1/99999"),
    ("units", "--on"),
    ("--lang", "fr", "verify"),
)


@pytest.mark.parametrize("words", WORDS, ids=lambda words: " ".join(words)[:30])
def test_words_that_mean_nothing_are_answered_in_vietnamese(tmp_path: Path, words: tuple[str, ...]) -> None:
    refused(khen(tmp_path, *words), 2)
    assert not list(tmp_path.iterdir())


def test_what_is_said_back_cannot_work_the_terminal(tmp_path: Path) -> None:
    said = refused(khen(tmp_path, "figures", "2020\x1b[2J\x07\r"), 2)
    assert "\x1b" not in said and "\x07" not in said


@pytest.mark.parametrize(
    "words", [(b"report", b"\xff\xfe2020"), (b"networks", b"--lift", b"\xff"), (b"verify", b"--seal", b"\xff")]
)
def test_words_in_another_encoding_are_answered(tmp_path: Path, words: tuple[bytes, ...]) -> None:
    command = [*map(os.fsencode, KHEN), *words]
    said = subprocess.run(command, env=surroundings(tmp_path), cwd=tmp_path, capture_output=True, check=False, timeout=120)
    assert said.returncode == 2 and b"Traceback" not in said.stderr


SETTINGS = (
    ({"KHEN_PORT": "²"}, 2),
    ({"KHEN_SMTP_PORT": "9" * 5000}, 2),
    ({"KHEN_DOMAIN": "x y"}, 2),
    ({"KHEN_MAIL_FROM": "a@b\nBcc: c@d"}, 2),
    ({"KHEN_DATABASE": "mysql://u:matkhau@host/x"}, 2),
    ({"KHEN_DATABASE": "postgresql://u:matkhau@[::1"}, 2),
    ({"KHEN_DATABASE": "postgresql://u:matkhau@host:abc/x"}, 2),
    ({"KHEN_DATABASE": "postgresql://u:matkhau@host"}, 2),
    ({"KHEN_DATABASE": "/"}, 1),
    ({"KHEN_DATABASE": "a" * 400}, 1),
    ({"KHEN_HOME": "/dev/null"}, 1),
    ({"KHEN_HOME": "/proc/none/x"}, 1),
    ({"KHEN_HOME": "/tmp/" + "a" * 300}, 1),
)


@pytest.mark.parametrize(("wrong", "status"), SETTINGS, ids=lambda one: str(one)[:40])
@pytest.mark.parametrize("words", [("verify",), ("demo", "--passwords")], ids=" ".join)
def test_surroundings_that_cannot_be_used_are_named(
    home: Path, wrong: dict[str, str], status: int, words: tuple[str, ...]
) -> None:
    said = refused(khen(home, *words, **wrong), status)
    assert "matkhau" not in said


def test_a_home_that_is_a_link_to_itself_is_named(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert "KHEN_HOME" in refused(khen(tmp_path, "verify", KHEN_HOME=str(loop)), 2)


def test_a_database_that_somebody_holds_is_waited_for_and_then_named(home: Path) -> None:
    holder = sqlite3.connect(home / "khen.sqlite3", isolation_level=None)
    try:
        holder.execute("PRAGMA locking_mode=EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        assert "locked" in refused(khen(home, "verify"), 1)
    finally:
        holder.close()
    assert khen(home, "verify").returncode == 0


def test_a_half_written_database_is_named(home: Path, tmp_path: Path) -> None:
    whole = (home / "khen.sqlite3").read_bytes()
    (tmp_path / "khen.sqlite3").write_bytes(whole[: len(whole) // 3])
    for words in (("verify", "--deep"), ("units",), ("figures", "2020-H1")):
        assert "bị hỏng" in refused(khen(tmp_path, *words), 1)


def test_a_home_and_a_database_that_are_something_else_are_told_in_words_that_say_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "khen.sqlite3"
    file.write_text("No database at all, but long enough to be looked at as one. " * 50)
    for words in (("demo",), ("setup",)):
        said = refused(khen(tmp_path, *words, KHEN_HOME=str(file)), 1)
        assert "hãy chọn một thư mục" in said and "exists" not in said
        assert "khôi phục từ bản sao lưu" in refused(khen(tmp_path, *words), 1)


A_SAMPLE = """
import django
django.setup()
from khen.bodies.terms import AreaKind, Role
from khen.domains.organisation import acts
from khen.domains.organisation.tests.makers import START, a_new_area, a_new_body
_area, body = acts.found(a_new_area("02", AreaKind.PROVINCE, "Hà Giang"), a_new_body("ubnd-tinh", "UBND tỉnh"), on=START)
person = acts.register_person(username="xuatban", full_name="Cán bộ xuất bản", body=body, by=None, on=START)
acts.give_post(person=person, body=body, role=Role.PUBLISHER, since=START, by=None, on=START)
"""


def test_passwords_are_issued_while_the_house_is_open_and_a_new_sample_waits_until_it_is_closed(home: Path) -> None:
    environment = surroundings(home, DJANGO_SETTINGS_MODULE="khen.settings.base")
    subprocess.run([sys.executable, "-c", A_SAMPLE], env=environment, cwd=home, check=True, timeout=120)
    (home / "sample.txt").write_text("told\n")
    with served(home) as (up, _port):
        issued = khen(home, "demo", "--passwords")
        assert issued.returncode == 0, issued.stderr
        assert len(re.findall(r"\b\w{4}-\w{4}-\w{4}-\w{4}\b", issued.stdout)) == 1
        assert "   xuất bản tin\n" in issued.stdout
        for words in (("demo",), ("demo", "--fresh"), ("demo", "--fresh", "--passwords"), ("up",)):
            said = refused(khen(home, *words), 1)
            assert str(up.pid) in said and "Ctrl-C" in said
    assert khen(home, "verify", "--deep").returncode == 0
