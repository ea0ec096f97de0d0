"""Files that arrive in parts over a bad line: what is here already waits for the rest, and then for the form that names it.

No record and no act. Nobody but whoever sends a file meets it here; it enters a record only with their form, through that
form's act, which judges it as if it had come along. A file is called by its SHA-256 and its size, so it goes on from any
window, after any break of line, session or server; what has grown into another file is thrown away. The shape is that of
https://tus.io/protocols/resumable-upload (1.0): begin, ask how much is here, append, take."""

import fcntl
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from khen.atoms import clock
from khen.bodies.models import Person

MOST, MOST_BYTES = 12, 64 * 1024 * 1024  # files of one person at once, and what they may weigh together when they are whole
KEPT, EVERY = 3 * 24 * 3600, 3600  # seconds: after the last part of a file; between two sweeps
NAMES = "-parts"  # ends the field of a form that names a file instead of carrying it: SHA-256, size and name
NAMED = re.compile(r"([0-9a-f]{64}) ([1-9][0-9]{0,8})(?: (.{1,250}))?", re.ASCII)


class Unfinished(SimpleUploadedFile):
    """Stands in a form for a file that it names and that is not here, or not whole."""


@dataclass(frozen=True, slots=True)
class Sending:
    """One person's file on its way: its SHA-256 in hexadecimal and its size in bytes."""

    person: int
    sha256: str
    size: int

    @property
    def place(self) -> Path:
        return _room() / str(self.person) / f"{self.sha256}-{self.size}"


def _room() -> Path:
    home: Path = settings.ENV.home
    return home / "parts"


def sending(person: Person, told: str) -> Sending | None:
    """The file that "SHA-256 size" calls, of this person; None for words that call none. Nothing is looked up."""
    found = NAMED.fullmatch(told)
    return Sending(person.pk, found[1], int(found[2])) if found else None


def begin(one: Sending) -> bool:
    """Make place for a file; False where it was begun before. The person's oldest give way to what would be too much."""
    one.place.parent.mkdir(parents=True, exist_ok=True)
    if arrived(one) is None:
        _give_way(one)
    try:
        one.place.touch(exist_ok=False)
    except FileExistsError:
        one.place.touch()
        return False
    return True


def _give_way(one: Sending) -> None:
    others = sorted(one.place.parent.iterdir(), key=_age)
    sizes = [int(other.name.partition("-")[2]) for other in others]
    while others and (len(others) >= MOST or sum(sizes) + one.size > MOST_BYTES):
        others.pop(0).unlink(missing_ok=True)
        sizes.pop(0)


def _age(place: Path) -> float:
    try:
        return place.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def arrived(one: Sending) -> int | None:
    """How many bytes are here; None where nobody has begun."""
    try:
        return one.place.stat().st_size
    except FileNotFoundError:
        return None


def append(one: Sending, at: int, content: bytes) -> int | None:
    """Put a part where the last one ended, and say how many bytes are here then: `at` and its length where it is in place,
    something else where it does not belong and nothing was written, 0 where the whole was another file and is thrown away.

    None where nobody has begun. Two at once follow each other."""
    try:
        with one.place.open("r+b") as kept:
            fcntl.flock(kept, fcntl.LOCK_EX)
            here = kept.seek(0, os.SEEK_END)
            if at != here or at + len(content) > one.size:
                return here
            kept.write(content)
    except FileNotFoundError:
        return None
    here += len(content)
    return 0 if here == one.size and whole(one) is None else here


def whole(one: Sending) -> bytes | None:
    """The file, when all of it is here and it is what it was called; what is as long and another file is thrown away."""
    if arrived(one) != one.size:
        return None
    with suppress(FileNotFoundError):
        content = one.place.read_bytes()
        if hashlib.sha256(content).hexdigest() == one.sha256:
            return content
        one.place.unlink(missing_ok=True)
    return None


def joined(data: QueryDict, files: MultiValueDict[str, Any], person: Person) -> MultiValueDict[str, Any]:
    """A form's files, and those that the person has sent ahead and only names in it. What is taken stays until it is swept:
    the same form may come twice."""
    ahead = {name.removesuffix(NAMES): said for name, said in data.items() if name.endswith(NAMES)}
    every = files.copy()
    for field in ahead.keys() - files.keys():
        every[field] = _taken(str(ahead[field]), person)
    return every


def digests(data: QueryDict, files: MultiValueDict[str, Any]) -> Iterator[tuple[str, str]]:
    """Of each file of a form its field and its SHA-256, whether it came along or is only named. Nothing is looked up."""
    for field, several in files.lists():
        for file in several:
            digest = hashlib.sha256()
            for piece in file.chunks():
                digest.update(piece)
            file.seek(0)
            yield field, digest.hexdigest()
    for name, said in data.items():
        if name.endswith(NAMES) and (field := name.removesuffix(NAMES)) not in files:
            found = NAMED.fullmatch(str(said))
            yield field, found[1] if found else str(said)


def _taken(said: str, person: Person) -> SimpleUploadedFile:
    one, found = sending(person, said), NAMED.fullmatch(said)
    content = whole(one) if one else None
    name = (found[3] if found else "") or "?"
    return SimpleUploadedFile(name, content) if content is not None else Unfinished(name, b"")


def sweep() -> int:
    """Throw away what nobody has added to for days; looks only once an hour. How many files went."""
    room, now = _room(), clock.now().timestamp()
    stamp = room / "swept"
    if not room.exists() or abs(now - _age(stamp)) < EVERY:
        return 0
    stamp.touch()
    old = [place for place in room.glob("*/*") if now - _age(place) > KEPT]
    for place in old:
        place.unlink(missing_ok=True)
    return len(old)
