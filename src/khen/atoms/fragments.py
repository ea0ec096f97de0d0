"""Whether a recording in fragments (ISO/IEC 14496-12, 8.8) is whole: each has its sound, and they add up to what the file tells.

Its whole length may stand in mehd, in one index at the beginning (sidx) or at the end (mfra). Where it stands nowhere, as in what
browsers record, the file is as long as its fragments (8.8.2): none may be missing before the last. Cut after one of them it is a
shorter recording and not told from it, as an MP3 is that was cut between two frames."""

import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from khen.atoms.boxes import Box, all_within, boxes

NAMES_DURATION, NAMES_SIZE = 0x8, 0x10  # flags of a track's fragment: what holds for all of its samples
OFFSET, FIRST_FLAGS = 0x1, 0x4  # flags of a run of samples: what stands before them
PER_SAMPLE = (0x100, 0x200, 0x400, 0x800)  # what is named of each: duration, size, flags, shift; 4 bytes each
Agrees = bool | None  # None: says nothing about the whole


@dataclass
class Film:
    """What the file's head tells: units of a second of the whole and of each track, and how long and large samples are when a
    fragment says nothing else."""

    rate: int = 0
    length: int = 0  # of the whole, in its own units; 0 when it is not told
    rates: dict[int, int] = field(default_factory=dict)
    defaults: dict[int, tuple[int, int]] = field(default_factory=dict)


class Pair(NamedTuple):
    """A fragment and its sound."""

    moof: Box
    mdat: Box


def is_fragmented(content: bytes) -> bool:
    """Does the file's head say so, or is there a fragment, as far as it can be read?"""
    try:
        for box in boxes(content, 0, len(content)):
            if box.kind == b"moof" or any(one.kind == b"mvex" for one in _inner(content, box)):
                return True
    except struct.error:  # it ends within a box
        pass
    return False


def _inner(content: bytes, box: Box) -> Iterator[Box]:
    return boxes(content, box.begun, box.end) if box.kind == b"moov" else iter(())


def add_up(content: bytes, top: Sequence[Box], head: Sequence[Box], own: int) -> bool:
    """`top` are the file's outermost boxes, `head` all within its moov; `own` is how many bytes of sound that speaks of itself,
    which lie before the first fragment. Raises struct.error and IndexError where the file ends in the middle of a number."""
    film, parts = _film(content, head), [box for box in top if box.kind in {b"moof", b"mdat"}]
    first = next((at for at, box in enumerate(parts) if box.kind == b"moof"), len(parts))
    kept = sum(box.end - box.begun for box in parts[:first])
    pairs = [Pair(*two) for two in zip(parts[first::2], parts[first + 1 :: 2], strict=False)]
    if not pairs or 2 * len(pairs) != len(parts) - first or not own <= kept or (own == 0) != (kept == 0):
        return False
    if any((one.moof.kind, one.mdat.kind) != (b"moof", b"mdat") for one in pairs) or not _in_order(content, pairs):
        return False
    played = _played(content, film, pairs)
    said = (_length(film, played), _index_before(content, top, pairs), _index_behind(content, top, pairs))
    return played is not None and False not in said and (True in said or _from_the_first(content, pairs))


def _film(content: bytes, head: Sequence[Box]) -> Film:
    film, track = Film(), 0
    for kind, begun, _end in head:
        wide = content[begun] == 1  # version 1: dates and lengths of 8 bytes
        if kind == b"mvhd":
            (film.rate,) = struct.unpack_from(">I", content, begun + (20 if wide else 12))
        elif kind == b"mehd":
            (film.length,) = struct.unpack_from(">Q" if wide else ">I", content, begun + 4)
        elif kind == b"tkhd":
            (track,) = struct.unpack_from(">I", content, begun + (20 if wide else 12))
        elif kind == b"mdhd":
            (film.rates[track],) = struct.unpack_from(">I", content, begun + (20 if wide else 12))
        elif kind == b"trex":
            key, _about, duration, size = struct.unpack_from(">IIII", content, begun + 4)
            film.defaults[key] = duration, size
    return film


def _in_order(content: bytes, pairs: Sequence[Pair]) -> bool:
    """Fragments are numbered, each higher than the one before."""
    numbers = _numbers(content, pairs)
    return numbers[0] >= 0 and all(one < other for one, other in pairwise(numbers))


def _from_the_first(content: bytes, pairs: Sequence[Pair]) -> bool:
    """Are they numbered from the first on, with none left out?"""
    numbers = _numbers(content, pairs)
    return numbers[0] <= 1 and numbers[-1] - numbers[0] == len(numbers) - 1


def _numbers(content: bytes, pairs: Sequence[Pair]) -> list[int]:
    """The number of each fragment; -1 where it has none."""
    heads = (next(boxes(content, one.moof.begun, one.moof.end), None) for one in pairs)
    return [struct.unpack_from(">I", content, box.begun + 4)[0] if box and box.kind == b"mfhd" else -1 for box in heads]


def _played(content: bytes, film: Film, pairs: Sequence[Pair]) -> Counter[int] | None:
    """How long each track is heard, in its own units; None where a fragment's sound is not there."""
    played = Counter[int]()
    for moof, mdat in pairs:
        size = 0
        for track, duration, held in _runs(content, film, moof):
            played[track] += duration
            size += held
        if not 0 < size <= mdat.end - mdat.begun:
            return None
    return played


def _runs(content: bytes, film: Film, moof: Box) -> Iterator[tuple[int, int, int]]:
    """Track, duration and bytes of each run of samples."""
    track, duration, size = 0, 0, 0
    for kind, begun, _end in all_within(content, moof.begun, moof.end):
        if kind == b"tfhd":
            flags, track = struct.unpack_from(">II", content, begun)
            duration, size = film.defaults.get(track, (0, 0))
            place = begun + 8 + (8 if flags & 0x1 else 0) + (4 if flags & 0x2 else 0)
            if flags & NAMES_DURATION:
                (duration,), place = struct.unpack_from(">I", content, place), place + 4
            if flags & NAMES_SIZE:
                (size,) = struct.unpack_from(">I", content, place)
        elif kind == b"trun":
            yield track, *_run(content, begun, duration, size)


def _run(content: bytes, begun: int, duration: int, size: int) -> tuple[int, int]:
    flags, count = struct.unpack_from(">II", content, begun)
    named = [flag for flag in PER_SAMPLE if flags & flag]
    place = begun + 8 + (4 if flags & OFFSET else 0) + (4 if flags & FIRST_FLAGS else 0)
    told = struct.unpack_from(f">{len(named) * count}I", content, place) if named else ()
    sums = {flag: sum(told[at :: len(named)]) for at, flag in enumerate(named)}
    return sums.get(PER_SAMPLE[0], duration * count), sums.get(PER_SAMPLE[1], size * count)


def _length(film: Film, played: Counter[int] | None) -> Agrees:
    """Is the longest track at least as long as the whole is told to be, but for one of its units?"""
    if not film.length or played is None:
        return None
    rates = {track: film.rates.get(track, 0) for track in played}
    return any(rate and (film.length - 1) * rate <= played[track] * film.rate for track, rate in rates.items())


def _index_before(content: bytes, top: Sequence[Box], pairs: Sequence[Pair]) -> Agrees:
    """Does what an index names end where the sound ends? One of several, or of one piece, speaks of no more than the pieces that
    come next."""
    found = [box for box in top if box.kind == b"sidx"]
    ends = [_end_of_index(content, box) for box in found]
    last = pairs[-1].mdat.end
    if any(end > last for end, _count in ends):
        return False
    return ends[0][0] == last if len(ends) == 1 and ends[0][1] > 1 else None


def _end_of_index(content: bytes, box: Box) -> tuple[int, int]:
    """The place in the file up to which a sidx names pieces, and how many it names."""
    place, wide = box.begun + 12, content[box.begun] == 1
    _earliest, first = struct.unpack_from(">QQ" if wide else ">II", content, place)
    place += 16 if wide else 8
    (count,) = struct.unpack_from(">H", content, place + 2)
    sizes = struct.unpack_from(f">{3 * count}I", content, place + 4)[::3]
    return box.end + first + sum(size & 0x7FFFFFFF for size in sizes), count


def _index_behind(content: bytes, top: Sequence[Box], pairs: Sequence[Pair]) -> Agrees:
    """Does the index at the end lead to fragments, each where it says?"""
    if not any(box.kind == b"mfra" for box in top):
        return None
    *_others, (kind, begun, end) = top
    inner = list(boxes(content, begun, end)) if kind == b"mfra" else []
    sizes = [struct.unpack_from(">I", content, box.begun + 4)[0] for box in inner if box.kind == b"mfro"]
    if sizes != [end - begun + 8]:
        return False
    places = {place for box in inner if box.kind == b"tfra" for place in _places(content, box)}
    return places <= {one.moof.begun - 8 for one in pairs} if places else None


def _places(content: bytes, box: Box) -> Iterator[int]:
    """Where in the file the fragments begin that a tfra names."""
    widths, count = struct.unpack_from(">II", content, box.begun + 8)
    wide = content[box.begun] == 1
    step = (16 if wide else 8) + sum((widths >> shift & 3) + 1 for shift in (0, 2, 4))
    for place in range(box.begun + 16, box.begun + 16 + count * step, step):
        yield struct.unpack_from(">QQ" if wide else ">II", content, place)[1]
