"""The order of Vietnamese names: a ă â b c d đ e ê ...; tones and capitals count only between names of the same letters."""

import unicodedata
from functools import lru_cache

ALPHABET = tuple("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Marks in the order of dictionaries: huyền, hỏi, ngã, sắc, nặng; no mark stands before them all."""

_SHAPES = frozenset("\u0302\u0306\u031b")  # circumflex, breve, horn: they make another letter
_LETTERS = {letter: place for place, letter in enumerate(ALPHABET)}
_TONES = {mark: place for place, mark in enumerate(TONES, start=1)}

Key = tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]


@lru_cache(maxsize=2**14)  # the names of one province's areas and bodies
def collation(text: str) -> Key:
    """What names are sorted by: their letters first, then their tones, then the text itself, so that no two texts are equal.

    A space stands before everything, so "Xã Na" comes before "Xã Nam"; digits stand before letters, other scripts after them."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for base, marks in _clusters(text.strip().casefold()):
        shape = "".join(mark for mark in marks if mark in _SHAPES)
        letters.append(_place(unicodedata.normalize("NFC", base + shape)))
        tones.append(next((_TONES[mark] for mark in marks if mark in _TONES), 0))
    return tuple(letters), tuple(tones), unicodedata.normalize("NFC", text)


def _clusters(text: str) -> list[tuple[str, str]]:
    """Each letter without its marks, and its marks."""
    found: list[tuple[str, str]] = []
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.combining(character) and found:
            found[-1] = found[-1][0], found[-1][1] + character
        else:
            found.append((character, ""))
    return found


def _place(letter: str) -> tuple[int, int]:
    if letter.isspace():
        return 0, 0
    if letter in _LETTERS:
        return 3, _LETTERS[letter]
    return (2 if letter.isdecimal() else 4 if letter.isalpha() else 1), ord(letter[0])
