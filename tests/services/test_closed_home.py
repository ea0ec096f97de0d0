"""What a house keeps is there for the account that runs it, and for no other account of the machine."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.house import khen


def open_to_others(home: Path) -> Iterator[str]:
    for place in (home, *home.rglob("*")):
        if place.lstat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield str(place)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which every folder and file was made by `khen`, in a folder that was there before."""
    home = tmp_path_factory.mktemp("home")
    home.chmod(0o755)
    assert khen(home, "setup").returncode == 0
    return home


def test_a_new_house_is_closed_to_others_with_all_that_it_holds(home: Path) -> None:
    assert (home / "khen.sqlite3").exists() and (home / "static").is_dir()
    assert not list(open_to_others(home))


def test_a_house_that_stood_open_is_closed_by_the_next_command(home: Path) -> None:
    home.chmod(0o755)
    said = khen(home, "verify")
    assert (said.returncode, said.stderr) == (0, "")
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_database_file_outside_its_home_is_closed_as_well(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "khen.sqlite3"
    file.write_bytes((home / "khen.sqlite3").read_bytes())
    file.chmod(0o644)
    assert khen(home, "verify", KHEN_DATABASE=str(file)).returncode == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_everybody_writes_to_is_named_and_left_as_it_is(home: Path) -> None:
    home.chmod(0o1777)
    said = khen(home, "verify")
    assert said.returncode == 0 and f"chmod go= {home}" in said.stderr
    assert stat.S_IMODE(home.stat().st_mode) == 0o1777
    home.chmod(0o700)
