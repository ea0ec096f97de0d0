"""What differs between two texts, word by word. Vietnamese words part at spaces; the time is bounded for any two texts."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

KEPT, ADDED, REMOVED = "", "ins", "del"
PAIRS = 40_000  # equal words side by side that one stretch may hold: the matcher's work grows with them
DEEPEST = 12  # how often a stretch is parted at words that stand once on either side
WORD = re.compile(r"\n|[^\s]+")

Words = Sequence[str]
Stretch = tuple[str, Words]


@dataclass(frozen=True, slots=True)
class Part:
    """Words that stand in both texts (mark ""), only in the newer ("ins") or only in the older ("del")."""

    mark: str
    text: str


def compared(older: str, newer: str) -> list[Part]:
    """The newer text with what was added and what was removed, in reading order; a line break stands as one."""
    before, after = WORD.findall(older), WORD.findall(newer)
    joined: list[tuple[str, list[str]]] = []
    for mark, words in _stretches(before, after, DEEPEST):
        if words and joined and joined[-1][0] == mark:
            joined[-1][1].extend(words)
        elif words:
            joined.append((mark, list(words)))
    return [Part(mark, " ".join(words).replace(" \n ", "\n").replace("\n ", "\n").replace(" \n", "\n")) for mark, words in joined]


def _stretches(before: Words, after: Words, deep: int) -> Iterator[Stretch]:
    """Common words at both ends are kept; what lies between is matched."""
    head = _same(before, after)
    tail = _same(before[head:][::-1], after[head:][::-1])
    yield KEPT, before[:head]
    yield from _between(before[head : len(before) - tail], after[head : len(after) - tail], deep)
    yield KEPT, before[len(before) - tail :]


def _same(one: Words, other: Words) -> int:
    """How many words are equal from the beginning."""
    found = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        found += 1
    return found


def _between(before: Words, after: Words, deep: int) -> Iterator[Stretch]:
    """By the matcher where its work is small, else parted at anchors; without any, the whole stretch was replaced."""
    if _pairs(before, after) <= PAIRS:
        yield from _matched(before, after)
    elif deep and (anchors := _anchors(before, after)):
        at, there = 0, 0
        for left, right in anchors:
            yield from _stretches(before[at:left], after[there:right], deep - 1)
            yield KEPT, [before[left]]
            at, there = left + 1, right + 1
        yield from _stretches(before[at:], after[there:], deep - 1)
    else:
        yield REMOVED, before
        yield ADDED, after


def _pairs(before: Words, after: Words) -> int:
    once, again = Counter(before), Counter(after)
    return sum(count * again[word] for word, count in once.items())


def _matched(before: Words, after: Words) -> Iterator[Stretch]:
    for what, lo, hi, low, high in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield KEPT, before[lo:hi]
        else:
            yield REMOVED, before[lo:hi]
            yield ADDED, after[low:high]


def _anchors(before: Words, after: Words) -> list[tuple[int, int]]:
    """Words that stand once in either text, as many as keep their order: pairs of places."""
    once, again = Counter(before), Counter(after)
    places = {word: place for place, word in enumerate(after) if again[word] == 1}
    pairs = [(left, places[word]) for left, word in enumerate(before) if once[word] == 1 and word in places]
    return _rising(pairs)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second places rise (patience sorting: n log n)."""
    tops: list[int] = []  # places in `pairs` of the smallest end of a run of each length
    before: list[int] = []
    for number, (_left, right) in enumerate(pairs):
        lo = bisect_left(tops, right, key=lambda top: pairs[top][1])
        before.append(tops[lo - 1] if lo else -1)
        tops[lo : lo + 1] = [number]
    run, at = [], tops[-1] if tops else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]
