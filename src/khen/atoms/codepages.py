"""Vietnamese text that arrived in letters of another code page: UTF-8 read as Windows-1252, TCVN 5712:1993 (TCVN3, ABC) and
VNI-Windows, in which a letter of its own carries the marks of the one before it.

What is judged in a text is evidence that no language leaves in its own letters: signs inside a syllable, vowels in pairs that
none has. A line that holds as many words in proper Vietnamese letters as such evidence is left alone, for it may speak of
exactly this. A name is judged more strictly: it is short, and its letters are those of one language."""

import re
from dataclasses import dataclass
from enum import Enum

from khen.atoms.syllables import is_syllable, is_toned


class Codepage(Enum):
    MISREAD = "misread"  # UTF-8 whose bytes were taken for single letters
    TCVN3 = "tcvn3"
    VNI = "vni"


SAYINGS = {  # for people, to be translated; `part` is what they call the text
    Codepage.MISREAD: (
        "%(part)s: the letters were spoilt when the text was opened in the wrong code page; “%(seen)s” should be “%(meant)s”. "
        "Open the original as Unicode (UTF-8), then copy and paste it again."
    ),
    Codepage.TCVN3: (
        "%(part)s: the letters pasted here are in the old TCVN3 (ABC) code page; “%(seen)s” should be “%(meant)s”. Convert the "
        "text to Unicode, then paste it again."
    ),
    Codepage.VNI: (
        "%(part)s: the letters pasted here are in the old VNI code page; “%(seen)s” should be “%(meant)s”. Convert the text to "
        "Unicode, or set the keyboard to Unicode and type it again."
    ),
}


@dataclass(frozen=True, slots=True)
class Strange:
    """A code page, one word in it as it stands there, and the word that is meant.

    `msgid` is an English sentence to translate; `data` fills its places, `part` alone is left."""

    codepage: Codepage
    seen: str
    meant: str

    @property
    def msgid(self) -> str:
        return SAYINGS[self.codepage]

    @property
    def data(self) -> dict[str, str]:
        return {"seen": self.seen, "meant": self.meant}


VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
PROPER = frozenset(c for c in VIETNAMESE + VIETNAMESE.upper() if c > "\xff")  # no western code page has these
TCVN3 = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ"  # of VIETNAMESE, letter by letter
FROM_TCVN3 = str.maketrans(TCVN3 + "¡¢£¤¥¦§", VIETNAMESE + "ĂÂÊÔƠƯĐ")
CAPITALS = "".join(c for c in TCVN3 if "À" <= c <= "Þ" and c.isupper())
INSIDE = re.compile(  # signs that stand inside no word of any language, large letters inside small ones
    f"[A-Za-z][µ¶¸¨¬ª©½¼¾«»][a-z]|[a-z][{CAPITALS}][a-z]"
)
DOUBTFUL = re.compile(  # units, notes, products and slips now and then look so
    f"[A-Za-z](?:[µ¶¸¨¬]$|[¹·×÷®][a-z])|[a-z][{CAPITALS}]$|[a-z]ß[a-z]"
)
SIGN = re.escape("".join(c for c in TCVN3 if c < "À" or c in "×÷"))
TOKEN = re.compile(rf"(?:[^\W\d_]|[{SIGN}¡-§])+")
NEVER = re.compile(  # in no Vietnamese word; where a whole line reads well as TCVN3, one such is enough
    rf"[®¡-§][^\W\d_]|[®¡-§][{SIGN}]|[^\W\d_][µ¸¶¨«¬½¾¼\xad]|[a-z][{CAPITALS}](?![A-Z])"
)
CAPITAL_INSIDE = re.compile(f"[A-Z][{CAPITALS}][a-z]")
FOREIGN = re.compile("(?<=[^\\W\\d_])[øþäåæçëîïñöûüßØÞÄÅÆÇËÎÏÑÖÛÜÐ]")  # other languages have these: more is asked of such a line
WORD = re.compile("[A-Za-z" + re.escape(TCVN3) + "¡¢£¤¥¦§]+")

VNI = re.findall(  # of VIETNAMESE, letter by letter
    "[aeouyôö][øùûõïâàáåãäêèéúüë]?|[ñìíæóòî]",
    "aøaùaûaõaïaêaèaéaúaüaëaâaàaáaåaãaäñeøeùeûeõeïeâeàeáeåeãeäìíæóòoøoùoûoõoïoâoàoáoåoãoäôôøôùôûôõôïuøuùuûuõuïööøöùöûöõöïyøyùyûyõî",
)
FROM_VNI = dict(zip(VNI, VIETNAMESE, strict=True))
OF_VNI = re.compile("|".join(sorted(VNI, key=len, reverse=True)))
VNI_WORD = re.compile(f"(?:[a-z]|{OF_VNI.pattern})+")
OWN = {one for one in VNI if len(one) > 1} - {"oà", "oá", "oã"}  # "hoà", "hoá", "loã" are proper
UNSURE = {"aï", "oï", "uï", "oû", "oõ", "aé", "aè", "aú", "aë", "aü"}  # French, Spanish and Tày have them, seldom in such words
VNI_INSIDE, VNI_DOUBTFUL = re.compile("|".join(sorted(OWN - UNSURE))), re.compile("|".join(sorted(UNSURE)) + "|^ñ")
ELSEWHERE = {"où", "laïc", "loïc", "haï", "thaï", "maï", "taï", "naï", "aï", "aún", "seán", "yù"}  # words and names of others

BEFORE_HORN = re.compile("(?<!ư)([ơờớởỡợ])")
HIGH = {
    bytes([byte]).decode("cp1252" if bytes([byte]).decode("cp1252", "ignore") else "latin-1"): byte for byte in range(128, 256)
}
FOLLOWING = re.escape("".join(c for c, byte in HIGH.items() if byte < 0xC0 and c not in "…–—‘’“”«»•‹›·\xa0\xad"))
MISREAD = re.compile(f"[Ã-Æ][{FOLLOWING}](?=[a-z])|á[º»][{FOLLOWING}](?=[A-Za-z])")
PIECE = re.compile(f"[Ã-Æ][{re.escape(''.join(HIGH))}]|á[º»][{re.escape(''.join(HIGH))}]")
LETTERS = re.compile(r"[^\W\d_]+")
SIGNS = re.escape("".join(c for c in TCVN3 if (c < "À" or c in "×÷") and c not in "·»") + "¡¢£¤¥¦§")  # these end words as well
NO_NAME = re.compile(
    f"[^\\W\\d_][{SIGNS}]|[¡-§][^\\W\\d_]|[a-z][{CAPITALS}×ß]|"
    + "|".join(sorted(one for one in OWN if one[0] in "ae" and one not in {"aï", "aë", "eï"}))
)
Read = tuple[str, str]  # a word as it stands there, and what is meant


def strange(text: str) -> Strange | None:
    """The first line of the text that is not in Unicode; None when none is."""
    return next((found for line in text.splitlines() if not line.isascii() and (found := _in_line(line))), None)


def misread(name: str) -> bool:
    """Whether a name is in such letters ("Nguyá»…n", "§Æng", "Traàn"). Stricter than `strange`: words of other languages
    may be taken for it."""
    try:
        return name.encode("cp1252").decode() != name
    except UnicodeError:
        return bool(NO_NAME.search(name)) or strange(name) is not None


def _in_line(line: str) -> Strange | None:
    words = line.split()
    proper = sum(not PROPER.isdisjoint(word) for word in words)
    spoilt = [
        word for word in words if any(_meant(found[0]) in VIETNAMESE + VIETNAMESE.upper() for found in MISREAD.finditer(word))
    ]
    if len(spoilt) > proper:
        return Strange(Codepage.MISREAD, spoilt[0], PIECE.sub(lambda found: _meant(found[0]), spoilt[0]))
    for codepage, sure, unsure in ((Codepage.TCVN3, *_in_tcvn3(line)), (Codepage.VNI, *_in_vni(words))):
        if (sure or len(set(unsure)) > 1) and len(sure) + len(unsure) > proper:
            return Strange(codepage, *[*sure, *unsure][0])
    return _throughout(line)


def _throughout(line: str) -> Strange | None:
    """A short line ("Y tÕ", "Tin tøc 2020") has few signs of TCVN3: it is told by what all its words are when it is read so."""
    tokens = TOKEN.findall(line)
    read = [(word, meant) for word in tokens if (meant := _from_tcvn3(word))]
    old = sum(not word.isascii() for word, _meant in read)
    if 2 * len(read) <= len(tokens) or 2 * old <= sum(not word.isascii() for word in tokens):
        return None
    found = next((one for one in read if _tells(one[0], alone=len(tokens) == 1)), None)
    return Strange(Codepage.TCVN3, *found) if found else None


def _tells(word: str, *, alone: bool) -> bool:
    """Whether the word has a sign that no Vietnamese word has: a letter of others ("Sø") where it does not stand alone at the
    end, a capital ("TÕt") where it would be no syllable else."""
    if NEVER.search(word) or FOREIGN.search(word[:-1] if alone else word):
        return True
    small = word.lower()
    return bool(CAPITAL_INSIDE.search(word)) and not (is_syllable(small) and is_toned(small))


def _from_tcvn3(word: str) -> str:
    """The syllable that is meant, though a soft hyphen (ư) was lost before ơ; empty where it is none, its tone in its place."""
    if not WORD.fullmatch(word):
        return ""
    meant = word.translate(FROM_TCVN3)
    return next((one for one in (meant, BEFORE_HORN.sub(r"ư\1", meant)) if is_syllable(one) and is_toned(one)), "")


def _meant(letters: str) -> str:
    """What bytes taken for these letters say in UTF-8; the letters themselves where they say nothing."""
    try:
        return bytes(HIGH[letter] for letter in letters).decode()
    except UnicodeDecodeError:
        return letters


def _in_tcvn3(line: str) -> tuple[list[Read], list[Read]]:
    """Words that are syllables once they are taken for TCVN3: those with sure signs of it, and those with doubtful ones."""
    read = [(word, meant) for word in WORD.findall(line) if is_syllable(meant := word.translate(FROM_TCVN3))]
    sure = [one for one in read if INSIDE.search(one[0])]
    return sure, [one for one in read if DOUBTFUL.search(one[0])]


def _in_vni(words: list[str]) -> tuple[list[Read], list[Read]]:
    """The same of VNI; a word's first letters alone may be capital, or all. None where more words are no syllables at all:
    in that language such a pair may be its own ("Meán" in Irish, "poäng" in Swedish)."""
    apart = [word for part in words for word in LETTERS.findall(part)]
    read = [(word, meant) for word in apart if (meant := _from_vni(word))]
    sure = [one for one in read if VNI_INSIDE.search(one[0].lower())]
    unsure = [one for one in read if one not in sure and VNI_DOUBTFUL.search(one[0].lower())]
    others = sum(not is_syllable(word) and not _from_vni(word) for word in apart)
    return (sure, unsure) if len(sure) + len(unsure) > others else ([], [])


def _from_vni(word: str) -> str:
    """The syllable that is meant; empty where it is none in VNI."""
    small = word.lower()
    if word.isascii() or small in ELSEWHERE or not VNI_WORD.fullmatch(small) or not (word[2:] == small[2:] or word.isupper()):
        return ""
    meant = OF_VNI.sub(lambda found: FROM_VNI[found[0]], small)
    cased = meant.upper() if word.isupper() else meant.capitalize() if word[0].isupper() else meant
    return cased if is_syllable(meant) else ""
