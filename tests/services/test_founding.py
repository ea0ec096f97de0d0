"""The road to a real house: founded by one command, its administrator signs in and chooses a password of their own."""

import os
import pty
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.services.conftest import Furnish
from tests.services.house import KHEN, khen, served, surroundings
from tests.services.officer import Officer

WORDS = {
    "province": "Tỉnh Hà Giang",
    "code": "02",
    "body": "Sở Thông tin và Truyền thông",
    "name": "Cán bộ quản trị",
    "username": "quantri",
}
GIVEN = ("found", *(f"--{name}={word}" for name, word in WORDS.items()))
CHANGE, CHOSEN = "/quan-tri/doi-mat-khau/", "đường lên cột cờ Lũng Cú"


@pytest.fixture
def home(tmp_path: Path, furnish: Furnish) -> Path:
    return furnish(tmp_path / "home")


def password_in(said: str) -> str:
    [line] = [line for line in said.splitlines() if line.startswith("  quantri ")]
    return line.split()[1]


def everything_in(home: Path) -> list[str]:
    """The whole database as lines of SQL."""
    with closing(sqlite3.connect(home / "khen.sqlite3")) as database:
        return list(database.iterdump())


def test_a_founded_house_is_entered_by_its_administrator_who_chooses_a_password(home: Path) -> None:
    said = khen(home, *GIVEN)
    assert (said.returncode, said.stderr) == (0, "")
    issued = password_in(said.stdout)
    with served(home) as (_up, port):
        admin = Officer(port, "quantri", issued, lambda verb, pk: None)
        assert admin.sure("GET", "/quan-tri/") == (302, CHANGE)
        assert admin.sure("POST", CHANGE, {"old": issued, "new": CHOSEN, "again": CHOSEN}) == (302, "/quan-tri/")
        assert admin.sure("GET", "/quan-tri/")[0] == 200
        assert admin.sure("GET", "/quan-tri/co-quan/")[0] == 200 and WORDS["body"] in admin.text
        Officer(port, "quantri", CHOSEN, lambda verb, pk: None)
    assert khen(home, "verify", "--deep").returncode == 0


def test_a_house_is_founded_once(home: Path) -> None:
    assert khen(home, *GIVEN).returncode == 0
    before = everything_in(home)
    again = khen(home, *GIVEN)
    assert (again.returncode, again.stdout) == (1, "")
    assert "đã được lập" in again.stderr
    assert everything_in(home) == before


@pytest.mark.parametrize("wrong", ["--username=a b", "--username=", "--province=", "--code=x y", "--body=", "--name=\x07"])
def test_words_that_cannot_be_used_found_nothing(home: Path, wrong: str) -> None:
    before = everything_in(home)
    said = khen(home, *GIVEN, wrong)
    assert said.returncode in {1, 2} and said.stderr and "Traceback" not in said.stderr
    assert everything_in(home) == before


def test_where_nobody_can_be_asked_what_lacks_is_named(home: Path) -> None:
    said = subprocess.run(
        [*KHEN, *GIVEN[:-1]], env=surroundings(home), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert said.returncode == 2 and "--username" in said.stderr


def test_at_a_terminal_what_was_not_given_is_asked_for(home: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*KHEN, *GIVEN[:-1]], env=surroundings(home), stdin=theirs, stdout=subprocess.PIPE, text=True
    ) as asking:
        os.write(ours, b"QuanTri\n")
        said, _nothing = asking.communicate(timeout=120)
    assert asking.returncode == 0 and password_in(said)
    os.close(ours)
    os.close(theirs)


def test_figures_of_a_period_before_the_founding_say_from_when_there_are_any(home: Path) -> None:
    assert "khen found" in khen(home, "figures", "2020-H1").stderr
    assert khen(home, *GIVEN).returncode == 0
    said = khen(home, "figures", "2018-H1")
    assert said.returncode == 1
    assert "Hà Giang bắt đầu từ" in said.stderr and "khen demo" not in said.stderr
