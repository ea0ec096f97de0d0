"""The boxes of which MP4 and M4A files are made (ISO/IEC 14496-12, 4.2): each says how long it is and what it holds."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

FOLDERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"mvex", b"traf"})
DEEPEST = 6


class Box(NamedTuple):
    """What it is, and where what it holds begins and ends in the file."""

    kind: bytes
    begun: int
    end: int


def boxes(content: bytes, place: int, end: int) -> Iterator[Box]:
    """Each box between these places. Raises struct.error where they do not fit."""
    while place < end:
        size, kind = struct.unpack_from(">I4s", content, place)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", content, place + 8), 16
        if size < head or place + size > end:
            raise struct.error
        yield Box(kind, place + head, place + size)
        place += size


def all_within(content: bytes, begun: int, end: int, depth: int = 0) -> Iterator[Box]:
    """Each box between these places and those inside it, in the order of the file. Raises struct.error as `boxes` does."""
    for box in boxes(content, begun, end):
        yield box
        if box.kind in FOLDERS and depth < DEEPEST:
            yield from all_within(content, box.begun, box.end, depth + 1)
