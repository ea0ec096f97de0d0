"""The command `khen`: plain help, clear refusals, statuses that mean something."""

import json
import re
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.services.conftest import Furnish
from tests.services.house import KHEN, free_port, khen, surroundings

COMMANDS = ("setup", "found", "up", "demo", "report", "figures", "verify", "networks", "units", "shell")
LOOKING = (
    ("verify",),
    ("units",),
    ("figures", "2020-H1"),
    ("report", "2020-H1"),
    ("shell",),
    ("up",),
    ("found",),
    ("demo", "--passwords"),
)
ENGLISH = re.compile(r"\b(?:the|of|and|usage|options?|arguments?|usually|show|every)\b")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, furnish: Furnish) -> Path:
    return furnish(tmp_path_factory.mktemp("home"))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(tmp_path: Path, command: str) -> None:
    said = khen(tmp_path, command, "--help")
    assert said.returncode == 0
    assert f"khen {command}" in said.stdout
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", [(), *((command,) for command in COMMANDS)])
def test_help_is_vietnamese_on_a_server_installed_in_english_too(tmp_path: Path, words: tuple[str, ...]) -> None:
    said = khen(tmp_path, *words, "--help", LANG="en_US.UTF-8", LC_ALL="en_US.UTF-8").stdout
    assert said.startswith("cách dùng: khen")
    assert not ENGLISH.findall(said)


def test_english_is_spoken_to_whoever_asks_for_it(tmp_path: Path) -> None:
    assert khen(tmp_path, "--lang", "en", "--help").stdout.startswith("usage: khen")
    assert khen(tmp_path, "--lang=en", "verify").stderr.startswith("khen: There is no house here yet: ")


def test_the_list_of_commands_names_them_all(tmp_path: Path) -> None:
    said = khen(tmp_path, "--help").stdout
    assert all(f"    {command} " in said for command in COMMANDS)


def test_khen_alone_lists_the_commands_with_a_sentence_each(tmp_path: Path) -> None:
    said = khen(tmp_path)
    assert (said.returncode, said.stderr) == (2, "")
    assert said.stdout == khen(tmp_path, "--help").stdout


@pytest.mark.parametrize("words", [(command, "--khong-co") for command in COMMANDS if command not in {"report", "figures"}])
def test_a_command_refuses_what_it_does_not_know_with_its_own_usage(tmp_path: Path, words: tuple[str, ...]) -> None:
    said = khen(tmp_path, *words).stderr.splitlines()
    assert said[0].startswith(f"cách dùng: khen {words[0]} ")
    assert said[-1] == f"khen {words[0]}: chưa làm được: không hiểu: --khong-co; xem --help"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("fly",),
        ("figures",),
        ("figures", "2020-Q5"),
        ("figures", "'; DROP TABLE book_entry; --"),
        ("report", "2020-H3"),
        ("report", "9" * 5000),
        ("units", "--on", "31/02/2020"),
        ("units", "--on", "hôm nay"),
        ("up", "--port", "0"),
        ("up", "--port", "99999999999999999999"),
        ("up", "--port", "٣٠٠٠"),
        ("up", "--workers", "0"),
        ("verify", "--deeper"),
        ("verify", "--seal", "1:abc"),
        ("verify", "--seal", "0:" + "0" * 64),
    ],
)
def test_words_that_are_not_understood_end_with_2_and_touch_nothing(tmp_path: Path, words: tuple[str, ...]) -> None:
    said = khen(tmp_path, *words)
    assert said.returncode == 2
    assert "Traceback" not in said.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", LOOKING, ids=" ".join)
@pytest.mark.parametrize("home", [".", "nowhere"])
def test_looking_where_no_house_stands_names_the_way_to_one_and_makes_nothing(
    tmp_path: Path, home: str, words: tuple[str, ...]
) -> None:
    said = khen(tmp_path, *words, KHEN_HOME=home)
    assert said.returncode == 1
    assert said.stderr.startswith(f"khen: Chưa có hệ thống nào ở đây: không có {(tmp_path / home).resolve()}")
    assert all(way in said.stderr for way in ("khen demo", "khen setup", "KHEN_HOME"))
    assert not said.stdout and not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", LOOKING, ids=" ".join)
def test_a_home_that_was_mistyped_is_not_made_for_a_database_that_stands_elsewhere(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    said = khen(tmp_path, *words, KHEN_HOME="nowhere", KHEN_DATABASE="postgresql://nobody@127.0.0.1:1/nothing")
    assert said.returncode == 1
    assert "nowhere" in said.stderr and not list(tmp_path.iterdir())


def test_new_passwords_for_a_sample_that_was_never_told_make_nothing(home: Path) -> None:
    before = sorted(home.iterdir())
    said = khen(home, "demo", "--passwords")
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr == "khen: Nơi này chưa có dữ liệu mẫu. Hãy nạp trước: khen demo (hoặc make demo)\n"
    assert sorted(home.iterdir()) == before


@pytest.mark.parametrize(("on", "day"), [("0001-01-01", "01/01/0001"), ("9/6/2020", "09/06/2020"), ("9999-12-31", "31/12/9999")])
def test_the_day_of_the_trees_has_all_its_digits(home: Path, on: str, day: str) -> None:
    said = khen(home, "units", "--on", on)
    assert said.returncode == 0
    assert all(f" {day}: 0" in line for line in said.stdout.splitlines())


def test_a_home_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = khen(tmp_path, "verify", KHEN_HOME=str(tmp_path / "file" / "home"))
    assert said.returncode == 1
    assert "KHEN_HOME" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    said = khen(tmp_path, "verify", KHEN_PORT="mười")
    assert said.returncode == 2
    assert "KHEN_PORT" in said.stderr


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    said = khen(tmp_path, "verify", KHEN_DATABASE="postgresql://nobody@127.0.0.1:1/nothing")
    assert said.returncode == 1
    assert "Traceback" not in said.stderr


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "khen.sqlite3").write_bytes(b"khong phai co so du lieu" * 100)
    said = khen(tmp_path, "verify")
    assert said.returncode == 1
    assert "Traceback" not in said.stderr


def test_the_trees_are_printed_as_json(home: Path) -> None:
    said = khen(home, "units", "--on", "30/06/2020", "--json")
    assert json.loads(said.stdout) == {"on": "2020-06-30", "areas": [], "bodies": []}


def test_an_empty_journal_holds(home: Path) -> None:
    said = khen(home, "verify", "--deep")
    assert said.returncode == 0
    assert "0" * 64 in said.stdout
    assert khen(home, "verify", "--seal", "1:" + "a" * 64).returncode == 1


def test_a_journal_whose_guards_are_gone_does_not_hold(home: Path) -> None:
    with sqlite3.connect(home / "khen.sqlite3") as database:
        (text,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'entries_refuse_delete'").fetchone()
        database.execute("DROP TRIGGER entries_refuse_delete")
    said = khen(home, "verify")
    assert said.returncode == 1
    assert "entries_refuse_delete" in said.stdout
    with sqlite3.connect(home / "khen.sqlite3") as database:
        database.execute(text)
    assert khen(home, "verify").returncode == 0


def test_setup_says_that_it_is_done_each_time(home: Path) -> None:
    for _time in range(2):
        done = khen(home, "setup")
        assert done.returncode == 0 and done.stdout.count("\n") == 1 and "Đã chuẩn bị xong" in done.stdout
        assert str(home) in done.stdout


def test_half_a_sample_is_told_by_whoever_reads_it_with_the_way_to_all_of_it(home: Path, tmp_path: Path) -> None:
    (home / "sample.txt").write_text("begun\n")
    try:
        for words in (("figures", "2020-H1"), ("report", "2020-H1")):
            assert "mới có một phần. Nạp cho đủ: khen demo\n" in khen(home, *words).stderr
        up = subprocess.Popen(
            [*KHEN, "up", "--port", str(free_port())], env=surroundings(home), stderr=subprocess.PIPE, text=True
        )
        assert up.stderr is not None and "mới có một phần. Nạp cho đủ: khen demo\n" in up.stderr.readline()
        up.terminate()
        up.wait(60)
    finally:
        (home / "sample.txt").unlink()
    (tmp_path / "sample.txt").write_text("begun\n")
    (tmp_path / "khen.sqlite3").touch()
    cut = khen(tmp_path, "figures", "2020-H1")
    assert cut.returncode == 1 and "mới có một phần" in cut.stderr and "khen setup" not in cut.stderr


def test_a_start_that_was_cut_off_after_its_tables_is_finished_by_the_next(home: Path) -> None:
    """As an older version left it: the last migration was not noted, and nobody was told what may be allowed."""
    with closing(sqlite3.connect(home / "khen.sqlite3")) as house:
        before = house.execute("SELECT count(*) FROM auth_permission").fetchone()
        house.execute("DELETE FROM auth_permission WHERE codename LIKE '%_bulletin'")
        house.execute("DELETE FROM django_migrations WHERE id IN (SELECT max(id) FROM django_migrations WHERE app = 'newsroom')")
        house.commit()
        assert khen(home, "units").returncode == 1
        assert khen(home, "setup").returncode == 0 and khen(home, "units").returncode == 0
        assert house.execute("SELECT count(*) FROM auth_permission").fetchone() == before
        house.execute("DELETE FROM auth_permission WHERE codename LIKE '%_bulletin'")
        house.commit()
        assert khen(home, "setup").returncode == 0
        assert house.execute("SELECT count(*) FROM auth_permission").fetchone() == before
