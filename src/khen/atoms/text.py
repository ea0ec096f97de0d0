"""Vietnamese text: one normal form for storing, one folded form for finding."""

import re
import unicodedata
from html import escape

_SPACES = re.compile(r"\s+")


def nfc(text: str) -> str:
    """Text in Unicode normal form C, as it is stored (UAX #15)."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without marks or đ, single spaces: "Đồng Văn" and "dong  van" both become "dong van"."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return _SPACES.sub(" ", bare.replace("đ", "d")).strip()


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
