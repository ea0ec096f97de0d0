"""The objects of a PDF and its packed streams (ISO 32000-1, 7.4 and 7.5). Bounded in time and memory."""

import re
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from khen.atoms.values import BLANK, DEEPEST, DamagedError, Packed, Paper, Ref, Thing, UnknownError, parsed

MOST_LISTED = 4 * 1024 * 1024  # bytes of one stream that lists or holds objects
PIECE = 256 * 1024

OBJECT = re.compile(BLANK + rb"([0-9]{1,10})[\0\t\n\f\r ]+[0-9]{1,5}[\0\t\n\f\r ]+obj")
BEHIND = re.compile(BLANK + rb"(?:endobj|stream|xref|startxref|trailer|[0-9]+[\0\t\n\f\r ]+[0-9]+[\0\t\n\f\r ]+obj|\Z)")
NOTHING, REMARK = re.compile(BLANK), re.compile(rb"%[^\r\n]*")
STREAM = re.compile(BLANK + rb"stream\r?\n?")
HEAD = re.compile(rb"(?:\xef\xbb\xbf)?(?:[\0\t\n\f\r ]|\x1b%-12345X|@PJL[ -;=-~\t]*[\r\n])*(%PDF-)")
MOST_BEFORE = 1024  # bytes before a PDF that readers pass over (ISO 32000-1, annex H, note 13)
FLATE = (b"/FlateDecode", b"/Fl")


def beginning(content: bytes) -> int:
    """Where a PDF begins: behind a byte-order mark, blanks or what programs tell a printer (PJL); -1 where none does. Whatever
    else stands before it could make the file another thing to another program."""
    found = HEAD.match(content[: MOST_BEFORE + len(b"%PDF-")])
    return found.start(1) if found else -1


def object_at(paper: Paper, place: int, number: int | None = None) -> Thing:
    """The object at a place, which is called so where a number is asked for."""
    found = OBJECT.match(paper.data, place) if 0 <= place < len(paper.data) else None
    if found is None or number not in {None, int(found[1])}:
        raise DamagedError
    thing = parsed(paper, found.end(), paper.data)
    if paper.strict and not BEHIND.match(paper.data, thing.end):
        raise DamagedError
    return thing


def resolved(paper: Paper, value: Any) -> Any:
    """The value itself, or the one that it leads to; None where that is not in use."""
    for _step in range(DEEPEST):
        if not isinstance(value, Ref):
            return value
        place = paper.places.get(value.number)
        if isinstance(place, Packed):
            value = unpacked(paper, place.stream, value.number)
        else:
            value = object_at(paper, place, value.number).value if place else None
    raise DamagedError


def unpacked(paper: Paper, stream: int, number: int) -> Any:
    """An object out of a stream of objects."""
    data, begins = held(paper, stream)
    if number not in begins:
        if paper.strict:
            raise DamagedError
        return None
    begin, following = begins[number]
    thing = parsed(paper, begin, data)
    if paper.strict and not NOTHING.fullmatch(data, thing.end, following):
        raise DamagedError
    return thing.value


def held(paper: Paper, stream: int) -> tuple[bytes, dict[int, tuple[int, int]]]:
    """What a stream of objects holds, and where each of them begins, and the next."""
    if stream not in paper.packed:
        place, paper.packed[stream] = paper.places.get(stream), (b"", {})  # asked of itself, it holds nothing
        said, end = object_at(paper, place, stream) if isinstance(place, int) else Thing(None, 0)
        if not isinstance(said, dict) or not isinstance(first := said.get(b"/First"), int):
            raise DamagedError
        data = whole(paper, said, end)
        words = REMARK.sub(b"", data[:first]).split()
        numbers = [int(one) for one in words if one.isdigit() and len(one) < 12]
        stops = sorted({*(first + at for at in numbers[1::2]), len(data)})
        begins = {
            key: (first + at, stops[min(bisect_right(stops, first + at), len(stops) - 1)])
            for key, at in zip(numbers[::2], numbers[1::2], strict=False)
        }
        if paper.strict and not (len(numbers) == len(words) == 2 * len(begins) and said.get(b"/N") == len(begins)):
            raise DamagedError
        paper.packed[stream] = data, begins
    return paper.packed[stream]


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
