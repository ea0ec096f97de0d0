"""What is kept stands there whole, whatever became of an earlier try."""

import os
from pathlib import Path

import pytest

from khen.atoms import files

CONTENT = b"\x89PNG" + bytes(range(256)) * 40


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "ban-tin" / "ab" / "abcd.png"


def test_it_is_there_for_the_house_alone_and_nothing_else_is(place: Path) -> None:
    files.keep(place, CONTENT)
    assert place.read_bytes() == CONTENT and place.stat().st_mode & 0o777 == 0o600
    assert list(place.parent.iterdir()) == [place]


@pytest.mark.parametrize("left", [b"", CONTENT[:500], b"?" * len(CONTENT)], ids=["nothing", "a part", "another"])
def test_what_a_full_disk_left_under_its_name_gives_way(place: Path, left: bytes) -> None:
    place.parent.mkdir(parents=True)
    place.write_bytes(left)
    files.keep(place, CONTENT)
    assert place.read_bytes() == CONTENT


def test_what_stands_there_whole_is_left_alone(place: Path) -> None:
    files.keep(place, CONTENT)
    before = place.stat().st_ino
    files.keep(place, CONTENT)
    assert place.stat().st_ino == before


def test_where_there_is_no_room_nothing_stands_there_afterwards(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.keep(place, CONTENT)
    assert list(place.parent.iterdir()) == []
