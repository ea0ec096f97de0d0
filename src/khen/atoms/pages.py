"""Whether what a PDF lists is where it says, and whether its pages can be reached and read (ISO 32000-1, 7.5 and 7.7).

Bounded in time and memory: what goes beyond is taken as it is. Pictures packed as JPEG are not looked into: readers show them
whatever became of their middle."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from khen.atoms.pdf import FLATE, OBJECT, STREAM, first_of, inflated, object_at, resolved, whole
from khen.atoms.values import BLANK, DamagedError, Packed, Paper, Ref, UnknownError, parsed

MOST_OBJECTS, MOST_SECTIONS, MOST_PAGES = 300_000, 500, 50_000
TABLE, TRAILER = re.compile(BLANK + rb"xref\b"), re.compile(BLANK + rb"trailer")
RUN = re.compile(BLANK + rb"([0-9]{1,10})[\t ]+([0-9]{1,10})(?=[\0\t\n\f\r ])")
ENTRY = re.compile(BLANK + rb"([0-9]{1,10})[\t ]+([0-9]{1,5})[\t ]+([nf])")
START = re.compile(rb"startxref[\0\t\n\f\r ]+([0-9]{1,12})")


def can_be_read(pdf: bytes) -> bool:
    """Each object in use stands where the file's list says, each page can be reached, and no packed stream is garbled. Of an
    encrypted file only the first is asked."""
    paper = Paper(pdf)
    try:
        list_places(paper)
        _stand_where_listed(paper)
        if b"/Encrypt" not in paper.trailer:
            _walk_pages(paper)
            _unpack_all(paper)
    except (DamagedError, RecursionError):  # nobody writes streams of objects within each other by the hundred
        return False
    except UnknownError:
        return True
    return True


def has_places(pdf: bytes) -> bool:
    """Whether a list of places stands where the file says, as places are counted here."""
    try:
        list_places(Paper(pdf))
    except DamagedError:
        return False
    except (RecursionError, UnknownError):
        return True
    return True


def list_places(paper: Paper) -> None:
    """Where each object stands, by the newest list that names it."""
    starts = [int(found[1]) for found in START.finditer(paper.data, max(0, len(paper.data) - 2048))]
    waiting, seen = starts[-1:], set[int]()
    if not starts:
        raise DamagedError
    while waiting:
        place = waiting.pop()
        if place in seen or place == 0:
            continue
        seen.add(place)
        if len(seen) > MOST_SECTIONS or len(paper.places) > MOST_OBJECTS:
            raise UnknownError
        table = TABLE.match(paper.data, place)
        said, listed = _table(paper, table.end()) if table else _stream_of_places(paper, place)
        beside = said.get(b"/XRefStm")
        if isinstance(beside, int):  # names what the table hides from older readers
            _note(paper.places, _stream_of_places(paper, beside)[1])
        _note(paper.places, listed)
        _note(paper.trailer, said.items())
        if isinstance(said.get(b"/Prev"), int):
            waiting.append(said[b"/Prev"])


def _note(known: dict[Any, Any], told: Iterable[tuple[Any, Any]]) -> None:
    for name, value in told:
        known.setdefault(name, value)


def _table(paper: Paper, place: int) -> tuple[dict[bytes, Any], list[tuple[int, int | None]]]:
    """What stands behind a table of places, and the table."""
    listed: list[tuple[int, int | None]] = []
    for _run in range(MOST_OBJECTS):
        if end := TRAILER.match(paper.data, place):
            said = parsed(paper, end.end(), paper.data).value
            return (said if isinstance(said, dict) else {}), listed
        run = RUN.match(paper.data, place)
        if run is None:
            raise DamagedError
        number, count, place = int(run[1]), int(run[2]), run.end()
        for at in range(min(count, MOST_OBJECTS)):
            entry = ENTRY.match(paper.data, place)
            if entry is None:
                break
            if number == 1 and at == 0 and entry[2] == b"65535":
                number = 0  # some programs count from one
            listed.append((number + at, int(entry[1]) if entry[3] == b"n" else None))
            place = entry.end()
    raise UnknownError


def _stream_of_places(paper: Paper, place: int) -> tuple[dict[bytes, Any], Iterator[tuple[int, int | Packed | None]]]:
    said, end = object_at(paper, place)
    if not isinstance(said, dict):
        raise DamagedError
    widths, index = said.get(b"/W"), said.get(b"/Index") or [0, said.get(b"/Size")]
    numbers = [*(widths if isinstance(widths, list) else []), *index]
    if len(numbers) < 5 or not all(isinstance(one, int) and one >= 0 for one in numbers) or max(numbers[:3]) > 8:
        raise DamagedError
    return said, _rows(whole(paper, said, end), numbers[:3], numbers[3:])


def _rows(data: bytes, widths: list[int], index: list[int]) -> Iterator[tuple[int, int | Packed | None]]:
    one, two, wide = widths[0], widths[0] + widths[1], sum(widths)
    begun = 0
    for first, count in zip(index[::2], index[1::2], strict=False):
        for number in range(first, first + count):
            row = data[begun : begun + wide]
            if not row or len(row) < wide:
                return
            begun += wide
            kind = int.from_bytes(row[:one]) if one else 1
            second, third = int.from_bytes(row[one:two]), int.from_bytes(row[two:])
            yield number, second if kind == 1 else Packed(second, third) if kind == 2 else None


def _stand_where_listed(paper: Paper) -> None:
    for number, place in paper.places.items():
        if isinstance(place, int) and place:
            found = OBJECT.match(paper.data, min(place, len(paper.data)))
            if found is None or int(found[1]) != number:
                raise DamagedError


def _walk_pages(paper: Paper) -> None:
    """From the root to each page."""
    root = resolved(paper, paper.trailer.get(b"/Root"))
    waiting, seen, pages = [root.get(b"/Pages") if isinstance(root, dict) else None], set[Ref](), 0
    while waiting:
        link = waiting.pop()
        if isinstance(link, Ref) and link in seen:
            continue
        node = resolved(paper, link)
        if not isinstance(node, dict):
            raise DamagedError
        seen |= {link} if isinstance(link, Ref) else set()
        kids = resolved(paper, node.get(b"/Kids"))
        waiting += kids if isinstance(kids, list) else []
        pages += b"/Kids" not in node
        if pages > MOST_PAGES:
            raise UnknownError
    if not pages:
        raise DamagedError


def _unpack_all(paper: Paper) -> None:
    """Every packed stream that is in use is read once."""
    places = sorted({place for place in paper.places.values() if isinstance(place, int) and place})
    for place, following in pairwise([*places, len(paper.data)]):
        if paper.data.find(b"stream", place, following) < 0:
            continue
        said, end = object_at(paper, place)
        if isinstance(said, dict) and STREAM.match(paper.data, end) and first_of(paper, said.get(b"/Filter")) in FLATE:
            for _piece in inflated(paper, end):
                pass
