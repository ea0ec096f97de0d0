"""What a house keeps is there for the account that runs it, and for no other account of the machine."""

import stat
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from tests.services.house import khen


def open_to_others(home: Path) -> Iterator[str]:
    for place in home.rglob("*"):
        if place.lstat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield str(place)


@pytest.fixture(scope="module")
def home(a_house: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which every folder and file was made by `khen setup`, in a folder that was there before; a copy keeps who may
    read what."""
    home = Path(copytree(a_house, tmp_path_factory.mktemp("home"), dirs_exist_ok=True))
    home.chmod(0o755)
    return home


def test_a_new_house_is_closed_to_others_with_all_that_it_holds(home: Path) -> None:
    assert (home / "khen.sqlite3").exists() and (home / "static").is_dir() and (home / "push-key.pem").exists()
    assert not list(open_to_others(home))


def test_a_house_in_an_open_folder_is_quiet_as_long_as_all_in_it_is_closed(home: Path) -> None:
    for place in (home, home / "static"):
        place.chmod(0o755)
    said = khen(home, "verify")
    assert (said.returncode, said.stderr) == (0, "")
    assert stat.S_IMODE(home.stat().st_mode) == 0o755


def test_a_house_that_stands_open_is_named_and_left_as_it_is(home: Path) -> None:
    home.chmod(0o755)
    (home / "khen.sqlite3").chmod(0o644)
    said = khen(home, "verify")
    assert said.returncode == 0 and f"chmod go= {home}" in said.stderr
    assert [stat.S_IMODE(place.stat().st_mode) for place in (home, home / "khen.sqlite3")] == [0o755, 0o644]
    home.chmod(0o700)
    assert khen(home, "verify").stderr == ""


def test_a_database_file_outside_its_home_is_named_as_well(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "khen.sqlite3"
    file.write_bytes((home / "khen.sqlite3").read_bytes())
    file.chmod(0o644)
    said = khen(home, "verify", KHEN_DATABASE=str(file))
    assert said.returncode == 0 and f"chmod go= {file}" in said.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o644


def test_a_folder_that_is_no_database_keeps_its_doors(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cua-may"
    folder.mkdir()
    folder.chmod(0o755)
    assert khen(home, "verify", KHEN_DATABASE=str(folder)).returncode == 1
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
