"""Numbers of records as a paper names them: in runs, all of them where they are few, else the first with a digest of the list."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from khen.atoms.vietnamese import number

LONGEST = 60  # characters of one list of runs; what is longer breaks off


def runs(numbers: Iterable[int]) -> Iterator[str]:
    """ "274–280", "291", "1.292": three in a row or more are drawn together. Each number once, in order."""
    heap: list[int] = []
    for one in sorted(set(numbers)):
        if heap and one != heap[-1] + 1:
            yield from _told(heap)
            heap = []
        heap.append(one)
    yield from _told(heap)


def _told(heap: Sequence[int]) -> Iterator[str]:
    if len(heap) > 2:
        yield f"{number(heap[0])}–{number(heap[-1])}"
    else:
        yield from map(number, heap)


def named(numbers: Iterable[int]) -> tuple[str, bool]:
    """The runs side by side, and whether these are all; what does not fit is left out from its end and marked "…"."""
    told = ""
    for run in runs(numbers):
        longer = f"{told}, {run}" if told else run
        if len(longer) > LONGEST:
            return f"{told}, …", False
        told = longer
    return told, True


def digest(facts: str) -> str:
    """SHA-256 over the lines "fact,entry" joined by line feeds, in groups of eight so that it can be compared by eye."""
    return grouped(hashlib.sha256(facts.encode()).hexdigest())


def grouped(seal: str) -> str:
    """64 hexadecimal digits in groups of eight."""
    return " ".join(seal[at : at + 8] for at in range(0, len(seal), 8))
