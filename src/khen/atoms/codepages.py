"""Vietnamese text that arrived in letters of another code page: UTF-8 read as Windows-1252, and TCVN 5712:1993 (TCVN3, ABC).

What is judged is evidence that no language leaves in its own letters: signs inside a syllable. A line that holds more words
in proper Vietnamese letters than such evidence is left alone, for it may speak of exactly this."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from khen.atoms.text import nfc


class Codepage(Enum):
    MISREAD = "misread"  # UTF-8 whose bytes were taken for single letters
    TCVN3 = "tcvn3"


@dataclass(frozen=True, slots=True)
class Strange:
    """A code page, one word in it as it stands there, and the word that is meant."""

    codepage: Codepage
    seen: str
    meant: str


VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
PROPER = frozenset(c for c in VIETNAMESE + VIETNAMESE.upper() if c > "\xff")  # no western code page has these
TCVN3 = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ"  # of VIETNAMESE, letter by letter
FROM_TCVN3 = str.maketrans(TCVN3 + "¡¢£¤¥¦§", VIETNAMESE + "ĂÂÊÔƠƯĐ")
INSIDE = re.compile("[A-Za-z][µ¶¸¨¬ª©½¼¾«»][a-z]")  # signs that stand inside no word of any language
DOUBTFUL = re.compile("[A-Za-z](?:[µ¶¸¨¬]$|[¹·×÷®][a-z])")  # units, notes and products now and then look so
WORD = re.compile("[A-Za-z" + re.escape(TCVN3) + "¡¢£¤¥¦§]+")
TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
SYLLABLE = re.compile(
    "(?:ngh?|nh|gh?|gi|kh|ph|qu|th|tr|ch|[bcdđhklmnprstvx])?[aăâeêioôơuưy]{1,3}(?P<coda>ng|nh|ch|[cmnpt])?", re.IGNORECASE
)
HIGH = {
    bytes([byte]).decode("cp1252" if bytes([byte]).decode("cp1252", "ignore") else "latin-1"): byte for byte in range(128, 256)
}
FOLLOWING = re.escape("".join(c for c, byte in HIGH.items() if byte < 0xC0 and c not in "…–—‘’“”«»•‹›·\xa0\xad"))
MISREAD = re.compile(f"[Ã-Æ][{FOLLOWING}](?=[a-z])|á[º»][{FOLLOWING}](?=[A-Za-z])")
PIECE = re.compile(f"[Ã-Æ][{re.escape(''.join(HIGH))}]|á[º»][{re.escape(''.join(HIGH))}]")


def strange(text: str) -> Strange | None:
    """The first line of the text that is not in Unicode; None when none is."""
    return next((found for line in text.splitlines() if not line.isascii() and (found := _in_line(line))), None)


def _in_line(line: str) -> Strange | None:
    words = line.split()
    proper = sum(not PROPER.isdisjoint(word) for word in words)
    misread = [
        word for word in words if any(_meant(found[0]) in VIETNAMESE + VIETNAMESE.upper() for found in MISREAD.finditer(word))
    ]
    if len(misread) > proper:
        return Strange(Codepage.MISREAD, misread[0], PIECE.sub(lambda found: _meant(found[0]), misread[0]))
    inside, doubtful = (list(_old(line, sign)) for sign in (INSIDE, DOUBTFUL))
    if (inside or len(set(doubtful)) > 1) and len(inside) + len(doubtful) > proper:
        seen = [*inside, *doubtful][0]
        return Strange(Codepage.TCVN3, seen, seen.translate(FROM_TCVN3))
    return None


def _meant(letters: str) -> str:
    """What bytes taken for these letters say in UTF-8; the letters themselves where they say nothing."""
    try:
        return bytes(HIGH[letter] for letter in letters).decode()
    except UnicodeDecodeError:
        return letters


def _old(line: str, sign: re.Pattern[str]) -> Iterator[str]:
    """Words with such a sign that are syllables once they are taken for TCVN3."""
    for word in WORD.findall(line):
        if sign.search(word) and _is_syllable(word.translate(FROM_TCVN3)):
            yield word


def _is_syllable(word: str) -> bool:
    """Whether a Vietnamese syllable may be written so: one tone at most, and before a stop only the two that it allows."""
    apart = unicodedata.normalize("NFD", word)
    tones, found = TONES.findall(apart), SYLLABLE.fullmatch(nfc(TONES.sub("", apart)))
    stopped = found is not None and found["coda"] in {"c", "ch", "p", "t"}
    return found is not None and len(tones) <= 1 and (not stopped or tones in (["\u0301"], ["\u0323"]))
