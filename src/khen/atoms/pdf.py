"""What a PDF is written in: values, objects and packed streams (ISO 32000-1, 7.3 to 7.5). Bounded in time and memory."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

MOST_TOKENS, DEEPEST = 1_000_000, 100
MOST_UNPACKED = 64 * 1024 * 1024  # bytes of all streams together
MOST_LISTED = 4 * 1024 * 1024  # bytes of one stream that lists or holds objects
PIECE = 256 * 1024

BLANK = rb"(?:[\0\t\n\f\r ]|%[^\r\n]*+)*+"  # never given back: a row of % is one remark, not as many as one can make of it
TOKEN = re.compile(
    BLANK + rb"(?:(?P<begin><<|\[)|(?P<end>>>|\])|(?P<name>/[^\0\t\n\f\r ()<>\[\]{}/%]*)|(?P<hex><[0-9A-Fa-f\0\t\n\f\r ]*>)"
    rb"|(?P<text>\()|(?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]+))"
)
IN_TEXT = re.compile(rb"\\.|[()]", re.DOTALL)
CODED = re.compile(rb"#([0-9A-Fa-f]{2})")
INTEGER = re.compile(rb"[-+]?[0-9]{1,12}")
OBJECT = re.compile(BLANK + rb"([0-9]{1,10})[\0\t\n\f\r ]+[0-9]{1,5}[\0\t\n\f\r ]+obj")
STREAM = re.compile(BLANK + rb"stream\r?\n?")
HEAD = re.compile(rb"(?:\xef\xbb\xbf)?(?:[\0\t\n\f\r ]|\x1b%-12345X|@PJL[ -;=-~\t]*[\r\n])*(%PDF-)")
MOST_BEFORE = 1024  # bytes before a PDF that readers pass over (ISO 32000-1, annex H, note 13)
FLATE = (b"/FlateDecode", b"/Fl")


def spelt(name: bytes) -> bytes:
    """A pattern for a name as it may be written: any of its letters as # and two digits (7.3.5)."""
    return (
        rb"/" + b"".join(b"(?:%c|#%02x|#%02X)" % (letter, letter, letter) for letter in name) + rb"(?![^\0\t\n\f\r ()<>\[\]{}/%])"
    )


def beginning(content: bytes) -> int:
    """Where a PDF begins: behind a byte-order mark, blanks or what programs tell a printer (PJL); -1 where none does. Whatever
    else stands before it could make the file another thing to another program."""
    found = HEAD.match(content[: MOST_BEFORE + len(b"%PDF-")])
    return found.start(1) if found else -1


class DamagedError(ValueError):
    """Something is not where the file says, or cannot be read."""


class UnknownError(ValueError):
    """More than is looked through, or in a way that is not read here."""


class Ref(NamedTuple):
    """What leads to another object."""

    number: int


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
    packed: dict[int, tuple[bytes, dict[int, int]]] = field(default_factory=dict)  # streams of objects, and where each begins
    tokens: int = MOST_TOKENS
    unpacked: int = MOST_UNPACKED


def parsed(paper: Paper, place: int, data: bytes) -> Thing:
    """The value that begins at a place."""
    frames: list[list[Any]] = [[]]
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
        elif kind == "end":
            items = frames.pop()
            if not frames:
                raise DamagedError
            frames[-1].append(items if said == b"]" else _named(items))
        else:
            _add(frames[-1], str(kind), said)
    return Thing(frames[0][0], place)


def _named(items: list[Any]) -> dict[bytes, Any]:
    return {name: value for name, value in zip(items[::2], items[1::2], strict=False) if isinstance(name, bytes)}


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


def object_at(paper: Paper, place: int, number: int | None = None) -> Thing:
    """The object at a place, which is called so where a number is asked for."""
    found = OBJECT.match(paper.data, place) if 0 <= place < len(paper.data) else None
    if found is None or number not in {None, int(found[1])}:
        raise DamagedError
    return parsed(paper, found.end(), paper.data)


def resolved(paper: Paper, value: Any) -> Any:
    """The value itself, or the one that it leads to; None where that is not in use."""
    for _step in range(DEEPEST):
        if not isinstance(value, Ref):
            return value
        place = paper.places.get(value.number)
        if isinstance(place, Packed):
            value = _unpacked(paper, place.stream, value.number)
        else:
            value = object_at(paper, place, value.number).value if place else None
    raise DamagedError


def _unpacked(paper: Paper, stream: int, number: int) -> Any:
    """An object out of a stream of objects."""
    if stream not in paper.packed:
        place, paper.packed[stream] = paper.places.get(stream), (b"", {})  # asked of itself, it holds nothing
        said, end = object_at(paper, place, stream) if isinstance(place, int) else Thing(None, 0)
        if not isinstance(said, dict) or not isinstance(first := said.get(b"/First"), int):
            raise DamagedError
        data = whole(paper, said, end)
        numbers = [int(one) for one in data[:first].split() if one.isdigit() and len(one) < 12]
        paper.packed[stream] = data, {key: first + at for key, at in zip(numbers[::2], numbers[1::2], strict=False)}
    data, begins = paper.packed[stream]
    return parsed(paper, begins[number], data).value if number in begins else None


def first_of(paper: Paper, value: Any) -> Any:
    """The value, or the first of several."""
    value = resolved(paper, value)
    return resolved(paper, value[0]) if isinstance(value, list) and value else value


def whole(paper: Paper, said: dict[bytes, Any], end: int) -> bytes:
    """The bytes of a stream that lists or holds objects."""
    how = resolved(paper, said.get(b"/Filter"))
    if isinstance(how, list) and len(how) > 1 or how not in (None, []) and first_of(paper, how) not in FLATE:
        raise UnknownError
    kept = b""
    for piece in inflated(paper, end) if how else plainly(paper, end):
        kept += piece
        if len(kept) > MOST_LISTED:
            raise UnknownError
    parms = first_of(paper, said.get(b"/DecodeParms"))
    return _unpredicted(kept, parms) if isinstance(parms, dict) and parms.get(b"/Predictor", 1) != 1 else kept


def _unpredicted(data: bytes, parms: dict[bytes, Any]) -> bytes:
    """Rows of bytes that are told by what they differ from those above (PNG, 9.2)."""
    columns = parms.get(b"/Columns", 1)
    if not isinstance(columns, int) or not 0 < columns <= 100 or parms[b"/Predictor"] not in range(10, 16):
        raise UnknownError
    kept, above = bytearray(), bytes(columns)
    for at in range(0, len(data), columns + 1):
        above = _row(data[at], data[at + 1 : at + 1 + columns], above)
        kept += above
    return bytes(kept)


def _row(kind: int, said: bytes, above: bytes) -> bytes:
    """One row: each byte is told by what it differs from the one before it, above it, or both."""
    row, before, corner = bytearray(), 0, 0
    for one, over in zip(said, above, strict=False):
        match kind:
            case 0:
                guess = 0
            case 1:
                guess = before
            case 2:
                guess = over
            case 3:
                guess = (before + over) // 2
            case 4:
                near = before + over - corner
                guess = min((before, over, corner), key=lambda known: abs(near - known))
            case _:
                raise DamagedError
        before, corner = (one + guess) & 255, over
        row.append(before)
    return bytes(row)


def plainly(paper: Paper, end: int) -> Iterator[bytes]:
    """What the stream behind this place holds, which is not packed."""
    first, last = _bounds(paper, end)
    yield paper.data[first : min(last, first + MOST_LISTED + 1)]


def _bounds(paper: Paper, end: int) -> tuple[int, int]:
    """Where the bytes of the stream behind this place begin and end."""
    begun = STREAM.match(paper.data, end)
    last = paper.data.find(b"endstream", begun.end()) if begun else -1
    if begun is None or last < 0:
        raise DamagedError
    return begun.end(), last


def inflated(paper: Paper, end: int) -> Iterator[bytes]:
    """What the packed stream behind this place holds, in pieces. One that breaks off is read as far as it goes."""
    first, last = _bounds(paper, end)
    unpack = zlib.decompressobj()
    for at in range(first, last, PIECE):
        piece = paper.data[at : min(at + PIECE, last)]
        while piece and not unpack.eof:
            try:
                said = unpack.decompress(piece, PIECE)
            except zlib.error as wrong:
                raise DamagedError from wrong
            paper.unpacked -= len(said) + len(piece) - len(unpack.unconsumed_tail)
            if paper.unpacked < 0:
                raise UnknownError
            yield said
            piece = unpack.unconsumed_tail
