"""What a PDF is written in: its values (ISO 32000-1, 7.3), bounded in number. Strictly, what one program may read otherwise than
another is a damage."""

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

MOST_TOKENS, DEEPEST = 1_000_000, 100
MOST_UNPACKED = 64 * 1024 * 1024  # bytes of all streams together

BLANK = rb"(?:[\0\t\n\f\r ]|%[^\r\n]*+)*+"  # never given back: a row of % is one remark, not as many as one can make of it
TOKEN = re.compile(
    BLANK + rb"(?:(?P<begin><<|\[)|(?P<end>>>|\])|(?P<name>/[^\0\t\n\f\r ()<>\[\]{}/%]*)|(?P<hex><[0-9A-Fa-f\0\t\n\f\r ]*>)"
    rb"|(?P<text>\()|(?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]+))"
)
IN_TEXT = re.compile(rb"\\.|[()]", re.DOTALL)
CODED = re.compile(rb"#([0-9A-Fa-f]{2})")
WORD = re.compile(rb"true|false|null|[-+]*[0-9.][-+.0-9]*(?:[eE][-+]?[0-9]+)?")  # all that stands for a value by itself
INTEGER = re.compile(rb"[-+]?[0-9]{1,12}")


def spelt(name: bytes) -> bytes:
    """A pattern for a name as it may be written: any of its letters as # and two digits (7.3.5)."""
    return (
        rb"/" + b"".join(b"(?:%c|#%02x|#%02X)" % (letter, letter, letter) for letter in name) + rb"(?![^\0\t\n\f\r ()<>\[\]{}/%])"
    )


class DamagedError(ValueError):
    """Something is not where the file says, or cannot be read."""


class UnknownError(ValueError):
    """More than is looked through, or in a way that is not read here."""


class Ref(NamedTuple):
    """What leads to another object."""

    number: int


LEADING = (Ref, dict, list)


class Packed(NamedTuple):
    """The place of an object inside a stream of objects."""

    stream: int
    place: int


class Thing(NamedTuple):
    """A value, and where it ends."""

    value: Any
    end: int


@dataclass
class Paper:
    """What has been read of a file so far."""

    data: bytes
    places: dict[int, int | Packed | None] = field(default_factory=dict)  # None: free
    trailer: dict[bytes, Any] = field(default_factory=dict)
    packed: dict[int, tuple[bytes, dict[int, tuple[int, int]]]] = field(default_factory=dict)  # see `pdf.held`
    strict: bool = False  # whether what other programs may read otherwise is a damage
    tokens: int = MOST_TOKENS
    unpacked: int = MOST_UNPACKED


def parsed(paper: Paper, place: int, data: bytes) -> Thing:
    """The value that begins at a place."""
    frames: list[list[Any]] = [[]]
    ends: list[bytes] = []
    while not frames[0]:
        paper.tokens -= 1
        if paper.tokens < 0 or len(frames) > DEEPEST:
            raise UnknownError
        found = TOKEN.match(data, place)
        if found is None:
            raise DamagedError
        kind, said = found.lastgroup, found[found.lastgroup or 0]
        place = _end_of_text(paper, data, found.end()) if kind == "text" else found.end()
        if kind == "begin":
            frames.append([])
            ends.append(b"]" if said == b"[" else b">>")
        elif kind == "end":
            if not ends or ends.pop() != said:
                raise DamagedError
            items = frames.pop()
            frames[-1].append(items if said == b"]" else _named(items, paper.strict))
        elif paper.strict and kind == "word" and not _is_clear(frames, said):
            raise DamagedError
        else:
            _add(frames[-1], str(kind), said)
    return Thing(frames[0][0], place)


def _is_clear(frames: list[list[Any]], said: bytes) -> bool:
    """Whether every program takes this word for the same: a number, a truth, nothing, or what leads to another object."""
    if said == b"R":
        return len(frames[-1]) > 1 and all(type(one) is int for one in frames[-1][-2:])
    return bool(WORD.fullmatch(said)) or (len(frames) == 1 and said == b"endobj")  # an object that holds nothing


def _named(items: list[Any], strict: bool) -> dict[bytes, Any]:
    said = {name: value for name, value in zip(items[::2], items[1::2], strict=False) if isinstance(name, bytes)}
    if strict and not _is_even(items, said):
        raise DamagedError
    return said


def _is_even(items: list[Any], said: dict[bytes, Any]) -> bool:
    """Whether names and values stand in pairs, and no name twice that leads elsewhere: some programs pass over what is no name,
    some take the first of two, some the last."""
    names = items[::2]
    if len(items) % 2 or not all(isinstance(name, bytes) and name.startswith(b"/") for name in names):
        return False
    if len(said) == len(names):
        return True
    pairs = zip(names, items[1::2], strict=True)
    return all(
        said[name] == value or (name != b"/S" and not isinstance(value, LEADING) and not isinstance(said[name], LEADING))
        for name, value in pairs
    )


def _add(items: list[Any], kind: str, said: bytes) -> None:
    if kind == "name":
        items.append(CODED.sub(lambda code: bytes([int(code[1], 16)]), said))
    elif kind == "word" and said == b"R" and len(items) > 1 and isinstance(items[-2], int):
        items[-2:] = [Ref(items[-2])]
    elif kind == "word" and INTEGER.fullmatch(said):
        items.append(int(said))
    else:
        items.append(said if kind == "word" else b"")


def _end_of_text(paper: Paper, data: bytes, place: int) -> int:
    deep = 1
    for sign in IN_TEXT.finditer(data, place):
        deep += {b"(": 1, b")": -1}.get(sign[0], 0)
        paper.tokens -= 1
        if paper.tokens < 0:
            raise UnknownError
        if not deep:
            return sign.end()
    raise DamagedError
