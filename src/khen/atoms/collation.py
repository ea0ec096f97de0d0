"""The order of Vietnamese names: a ă â b c d đ e ê ...; tones and capitals count only between names of the same letters.

A name's place is a string of bytes, the same in python's lists and in the columns that databases sort by."""

import unicodedata
from string import digits, punctuation

ALPHABET = tuple("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Marks in the order of dictionaries: huyền, hỏi, ngã, sắc, nặng; no mark stands before them all."""
LONGEST = 2000  # bytes: what PostgreSQL keeps in an index (2,704), and twice what a name of 200 Vietnamese letters takes

_SHAPES = frozenset("\u0302\u0306\u031b")  # circumflex, breve, horn: they make another letter
_END, _SPACE, _SIGN, _DIGIT, _LETTER, _OTHER = 0, 1, 2, 3, 16, 64  # what the code of each begins with: their order
_LETTERS = {letter: bytes([_LETTER + place]) for place, letter in enumerate(ALPHABET)}
_TONES = {mark: place for place, mark in enumerate(TONES, start=1)}


def collation(text: str) -> bytes:
    """What names are sorted by: their letters first, then their tones, then the text itself, so that no two texts are equal.

    A space stands before everything, so "Xã Na" comes before "Xã Nam"; digits stand before letters, other scripts after them.
    Only texts whose first LONGEST bytes are the same have the same place."""
    small = unicodedata.normalize("NFC", text.strip().casefold())
    letters, tones = _usual(small) if _USUAL.issuperset(small) else _any(small)
    return b"".join((letters, bytes([_END]), tones, _utf8(unicodedata.normalize("NFC", text))))[:LONGEST]


def _any(text: str) -> tuple[bytes, bytes]:
    """The codes of a text's letters, none of which begins another, and one byte for the tone of each."""
    letters, tones = [], []
    for base, marks in _clusters(text):
        shape = "".join(mark for mark in marks if mark in _SHAPES)
        letters.append(_code(unicodedata.normalize("NFC", base + shape)))
        tones.append(next((_TONES[mark] for mark in marks if mark in _TONES), 0))
    return b"".join(letters), bytes(tones)


def _usual(text: str) -> tuple[bytes, bytes]:
    """The same, of letters that were looked up beforehand."""
    return text.translate(_USUAL_LETTERS).encode("latin-1"), text.translate(_USUAL_TONES).encode("latin-1")


def _clusters(text: str) -> list[tuple[str, str]]:
    """Each letter without its marks, and its marks."""
    found: list[tuple[str, str]] = []
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.combining(character) and found:
            found[-1] = found[-1][0], found[-1][1] + character
        else:
            found.append((character, ""))
    return found


def _code(letter: str) -> bytes:
    if letter.isspace():
        return bytes([_SPACE])
    if letter in _LETTERS:
        return _LETTERS[letter]
    return bytes([_DIGIT if letter.isdecimal() else _OTHER if letter.isalpha() else _SIGN]) + _utf8(letter[0])


def _utf8(text: str) -> bytes:
    """In this form bytes stand in the order of their characters."""
    return text.encode("utf-8", "surrogatepass")


_TONED = (unicodedata.normalize("NFC", letter + tone) for letter in ALPHABET for tone in TONES)
_USUAL = frozenset([*ALPHABET, *(one for one in _TONED if len(one) == 1), *digits, *punctuation, *" –“”’…"])
_USUAL_LETTERS, _USUAL_TONES = ({ord(one): _any(one)[part].decode("latin-1") for one in _USUAL} for part in (0, 1))
