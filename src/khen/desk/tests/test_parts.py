"""Files in parts: whatever happens on the way, what is taken in the end is the file that was sent, or nothing."""

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khen.atoms import clock
from khen.bodies.models import Person
from khen.desk import parts
from khen.desk.parts import Sending, Unfinished

NOW = datetime(2020, 3, 2, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(parts, "_room", lambda: tmp_path / "parts")
    yield tmp_path / "parts"


def called(content: bytes, person: int = 1) -> Sending:
    return Sending(person, hashlib.sha256(content).hexdigest(), len(content))


def begun(content: bytes, person: int = 1) -> Sending:
    one = called(content, person)
    parts.begin(one)
    return one


PIECES = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14), st.booleans()), max_size=14)


def finished(one: Sending, original: bytes) -> bytes | None:
    """As the page does it: from where the last part ended, and once more from the beginning after a wrong one."""
    for _turn in range(2 * len(original)):
        parts.begin(one)
        here = parts.arrived(one)
        assert here is not None
        parts.append(one, here, original[here : here + 5])
    return parts.whole(one)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(original=st.binary(min_size=1, max_size=12), pieces=PIECES)
def test_no_order_of_parts_makes_another_file(original: bytes, pieces: list[tuple[int, int, bool]]) -> None:
    """Parts twice, out of order, too long, of another file: the whole is the original or nothing, and is still reached."""
    one = begun(original)
    for at, length, is_other in pieces:
        part = original[at : at + length]
        here = parts.append(one, at, bytes(255 - byte for byte in part) if is_other else part)
        assert here is None or here <= len(original)
        assert parts.whole(one) in {None, original}
        parts.begin(one)
    assert finished(one, original) == original
    one.place.unlink()


def test_a_part_that_comes_twice_is_kept_once_and_one_that_comes_early_waits() -> None:
    one = begun(b"anh chup phien cho")
    assert parts.append(one, 4, b"chup") == 0  # nothing of it is here yet
    assert parts.append(one, 0, b"anh ") == 4
    assert parts.append(one, 0, b"anh ") == 4
    assert parts.append(one, 4, b"chup phien cho va nua") == 4  # longer than the file
    assert not parts.begin(called(b"anh chup phien cho"))  # another window goes on with it
    assert parts.append(one, 4, b"chup phien cho") == 18
    assert parts.whole(one) == b"anh chup phien cho"


def test_what_has_grown_into_another_file_is_thrown_away() -> None:
    one = begun(b"ban goc")
    assert parts.append(one, 0, b"ban gia") == 0
    assert parts.arrived(one) is None and parts.append(one, 0, b"ban goc") is None


def test_nobody_meets_anothers_file() -> None:
    begun(b"cua toi", person=1)
    assert parts.arrived(called(b"cua toi", person=2)) is None
    assert parts.append(called(b"cua toi", person=2), 0, b"cua toi") is None


def test_the_oldest_give_way_to_more_than_one_person_may_send(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST", 3)
    monkeypatch.setattr(parts, "MOST_BYTES", 30)
    files = []
    for number in range(4):
        files.append(begun(bytes([number]) * 10))
        os.utime(files[-1].place, (number, number))  # begun one after the other, whatever the clock of the file system says
    assert [parts.arrived(one) is not None for one in files] == [False, True, True, True]
    heavy = begun(b"x" * 25)
    assert [parts.arrived(one) is not None for one in [*files, heavy]] == [False, False, False, False, True]
    other = begun(b"x" * 25, person=2)
    assert parts.arrived(heavy) == parts.arrived(other) == 0


def test_what_nobody_adds_to_for_days_is_swept(room: Path) -> None:
    with clock.held(NOW):
        assert parts.sweep() == 0  # nobody has ever sent anything
    one = begun(b"bo do")
    with clock.held(datetime.now(UTC)):
        assert parts.sweep() == 0 and parts.arrived(one) == 0
    with clock.held(datetime.now(UTC) + timedelta(days=4)):
        assert parts.sweep() == 1 and parts.arrived(one) is None


def test_words_that_call_no_file_find_none() -> None:
    person = Person(pk=7)
    for told in ("", "x", "../../../etc/passwd 5", f"{'a' * 64} 0", f"{'a' * 64} -1", f"{'A' * 64} 5", f"{'a' * 64} {'9' * 10}"):
        assert parts.sending(person, told) is None
    assert parts.sending(person, f"{'a' * 64} 5") == Sending(7, "a" * 64, 5)


def test_a_form_names_what_was_sent_ahead_and_nothing_else_is_taken() -> None:
    person, content = Person(pk=1), b"tieng noi"
    one = begun(content)
    data = QueryDict(mutable=True)
    data["file-parts"] = f"{one.sha256} {one.size} ghi âm.mp3"
    empty: MultiValueDict[str, Any] = MultiValueDict()
    assert isinstance(parts.joined(data, empty, person)["file"], Unfinished)
    parts.append(one, 0, content)
    for _again in range(2):
        taken = parts.joined(data, empty, person)["file"]
        assert isinstance(taken, SimpleUploadedFile) and (taken.name, taken.read()) == ("ghi âm.mp3", content)
    assert isinstance(parts.joined(data, empty, Person(pk=2))["file"], Unfinished)
    carried = SimpleUploadedFile("khac.mp3", b"khac")
    assert parts.joined(data, MultiValueDict({"file": [carried]}), person)["file"] is carried
