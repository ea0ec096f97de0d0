"""Text with figures in it: `{licences.granted}` stands for a figure, `{inspections.held:02}` gives a small one a leading 0."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

_CHIP = re.compile(r"\{([a-z0-9_.]+)(:02)?\}")
_ENDED = re.compile(r"(?:^|[.!?…][\])”\"’]*\s)\s*[“\"‘(]*$")  # a sentence, and what stands before the first word of the next
_HINT = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the text where a figure of this key is printed."""

    key: str
    two_digits: bool


def split(text: str) -> Iterator[str | Slot]:
    """Plain text and slots, in order; empty text is left out."""
    at = 0
    for found in _CHIP.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        yield Slot(found[1], bool(found[2]))
        at = found.end()
    if at < len(text):
        yield text[at:]


def placed(line: str) -> Iterator[tuple[str | Slot, bool]]:
    """The pieces of one line, each with whether a sentence begins there."""
    before = ""
    for piece in split(line):
        yield piece, _ENDED.search(before) is not None
        before += piece if isinstance(piece, str) else "0"


def begun(words: str) -> str:
    """The same as a sentence begins with it: "Chưa có", "05"."""
    return words[:1].upper() + words[1:]


def has_stray_brace(text: str) -> bool:
    """Whether a brace is left that belongs to no figure: it would be printed as it stands."""
    return any("{" in piece or "}" in piece for piece in split(text) if isinstance(piece, str))


def hints(text: str) -> tuple[str, ...]:
    """What an outline asks for in square brackets and nobody has written yet."""
    return tuple(_HINT.findall(text))


def mark(text: str) -> str:
    """A short name of exactly this text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def keys(text: str) -> tuple[str, ...]:
    """Every figure's key that the text asks for, in order, with repetitions."""
    return tuple(piece.key for piece in split(text) if isinstance(piece, Slot))
