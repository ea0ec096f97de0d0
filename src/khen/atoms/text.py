"""Vietnamese text: one normal form for storing, one folded form for finding."""

import re
import unicodedata
from html import escape

_UNSEEN = {"Cc", "Cf", "Co", "Cs"}
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters by name, empty on paper
_PICTURE = "[\u00a9\u00ae\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_HOLDING = re.compile(  # unseen, but holds a picture together (UTS #51): joiners between pictures, tags behind a flag
    f"(?:(?<={_PICTURE})|(?<={_PICTURE}\ufe0f))\u200d(?={_PICTURE})|(?<=\U0001f3f4)[\U000e0030-\U000e007a]+\U000e007f"
)
_IGNORED = "\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f"  # marks by name, seen nowhere (UAX #44, Default_Ignorable_Code_Point)
_SELECTORS = "[\ufe00-\ufe0f\U000e0100-\U000e01ef]"  # choose one of several pictures of what stands before them
_SELECTING, _BEHIND_DIGITS = re.compile(_SELECTORS), re.compile(rf"(?<=[0-9.,]){_SELECTORS}+(?!\u20e3)")  # there they choose none
_SPACES = re.compile(r"\s+")
_TAG = re.compile(r"<(?:/?[a-z][a-z0-9]*(?:\s[^<>]*)?/?|!--.*?--)>|&(?:[a-z]{2,8}|#[0-9]{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)


def nfc(text: str) -> str:
    """Text in Unicode normal form C, as it is stored (UAX #15)."""
    return unicodedata.normalize("NFC", text)


def called(text: str) -> str:
    """A name as it is stored: normal form C, none but plain spaces in it (no-break ones come with copying), none around it.
    What cannot be seen stays, for a rule to refuse it."""
    return nfc("".join(" " if unicodedata.category(c) == "Zs" else c for c in text)).strip()


def fold(text: str) -> str:
    """Lower case without marks or đ, single spaces: "Đồng Văn" and "dong  van" both become "dong van"."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return _SPACES.sub(" ", bare.replace("đ", "d")).strip()


def alike(text: str) -> str:
    """What names that look alike have in common: folded, wide and narrow letters as plain ones, nothing that cannot be seen."""
    plain = _SELECTING.sub("", unicodedata.normalize("NFKC", visible(text)))
    return fold("".join(c for c in plain if c not in _FILLERS))


def unreadable(text: str) -> bool:
    """Whether it holds what no text holds: U+FFFD (bytes of a foreign encoding end so), noncharacters, control characters
    other than tabs and line breaks."""
    return any(
        c == "\ufffd"
        or ord(c) & 0xFFFE == 0xFFFE
        or "\ufdd0" <= c <= "\ufdef"
        or (unicodedata.category(c) in {"Cc", "Cs"} and c not in "\t\n\v\f\r")
        for c in text
    )


def tagged(text: str) -> bool:
    """Whether it holds marks of a web page ("<b>", "</p>", "&nbsp;", "&#60;"), which paper would print as they stand."""
    return bool(_TAG.search(text))


def visible(text: str) -> str:
    """The text without what cannot be seen: controls other than spaces, marks that turn the direction of reading, soft hyphens.
    What holds a picture of several characters together stays, and so do variation selectors but those within a number."""
    held = {at for found in _HOLDING.finditer(text) for at in range(*found.span())}
    seen = "".join(c for at, c in enumerate(text) if at in held or c.isspace() or not _is_unseen(c))
    return _BEHIND_DIGITS.sub("", seen)


def _is_unseen(c: str) -> bool:
    return unicodedata.category(c) in _UNSEEN or c in _IGNORED


def as_seen(text: str) -> str:
    """Text as an act keeps it: normal form C, and nothing in it that a reader does not see and a computer reads, so that what was
    checked is what stands on paper. Passwords apart, which nobody reads."""
    return nfc(visible(text))


def legible(words: str, longest: int) -> str:
    """Words from outside as they can be written down and read, cut to so many signs: spaces for line breaks, U+FFFD for what
    cannot be printed and for bytes that were no letters."""
    return "".join(" " if c.isspace() else c if c.isprintable() else "\ufffd" for c in words[:longest])


def shows(text: str) -> bool:
    """Whether anything of it can be seen: a letter, digit, mark or picture, no mere spaces and fillers, of whatever width."""
    return any(unicodedata.category(c)[0] in "LNPS" and c not in _FILLERS for c in text)


def paragraphs(text: str) -> str:
    """Plain text as paragraphs of HTML; an empty line parts them."""
    parts = [part.strip() for part in re.split(r"\r?\n\s*\r?\n", text) if part.strip()]
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>').replace(chr(13), '')}</p>" for part in parts)


def slug(text: str, *, longest: int = 80) -> str:
    """ASCII words joined by hyphens for an address, cut at a word's end; "tin" when nothing is left."""
    words = re.findall(r"[a-z0-9]+", fold(text))
    kept = ""
    for word in words:
        if kept and len(kept) + 1 + len(word) > longest:
            break
        kept = f"{kept}-{word}" if kept else word[:longest]
    return kept or "tin"


def shortened(text: str, longest: int) -> str:
    """One line of text without control characters, at most so many characters, cut at a word's end with an ellipsis."""
    whole = " ".join(visible(text).split())
    if len(whole) <= longest:
        return whole
    kept = whole[: longest - 1]
    return (kept[: kept.rfind(" ")] if " " in kept else kept).rstrip(" ,;:.") + "…"


def unmarked(text: str) -> str:
    """The text in letters without marks, large letters kept: "Đồng Văn" becomes "Dong Van"."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare.replace("đ", "d").replace("Đ", "D"))
