"""How the names of public bodies are written: in full or in short forms, with the tone on either letter ("Ủy", "Uỷ"), with i or y
("kỹ", "kĩ"). What is written differently and read the same is one name."""

import re
import unicodedata

from khen.atoms.text import nfc, visible

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
WORD = re.compile(r"[^\W_]+")
SIGNS = re.compile(r"[^\w]|_")
I_OR_Y = re.compile("(?<=^[hklmst])y$")
IN_FULL = {  # as they stand without signs, in small letters
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "ubmttqvn": "ủy ban mặt trận tổ quốc việt nam",
    "mttq": "mặt trận tổ quốc",
    "bcđ": "ban chỉ đạo",
    "bch": "ban chấp hành",
    "vp": "văn phòng",
    "vpcp": "văn phòng chính phủ",
    "ttg": "thủ tướng",
    "tp": "thành phố",
    "tx": "thị xã",
    "tttt": "thông tin và truyền thông",
    "gdđt": "giáo dục và đào tạo",
    "khcn": "khoa học và công nghệ",
    "khđt": "kế hoạch và đầu tư",
    "gtvt": "giao thông vận tải",
    "tnmt": "tài nguyên và môi trường",
    "nnptnt": "nông nghiệp và phát triển nông thôn",
    "lđtbxh": "lao động thương binh và xã hội",
    "vhttdl": "văn hóa thể thao và du lịch",
    "vhtt": "văn hóa và thông tin",
}


def spelt(name: str) -> str:
    """The name in full, its words in one spelling: the same for "UBND tỉnh" and "Uỷ ban  nhân dân tỉnh"."""
    return " ".join(word for chunk in nfc(visible(name)).casefold().split() for word in _words(chunk))


def are_one(name: str, other: str) -> bool:
    return spelt(name) == spelt(other)


def may_be_one(name: str, other: str) -> bool:
    """Whether one of two names says no more than how the other begins: "UBND tỉnh" and "UBND tỉnh Hà Giang"."""
    short, long = sorted((spelt(name).split(), spelt(other).split()), key=len)
    return bool(short) and long[: len(short)] == short


def _words(chunk: str) -> list[str]:
    full = IN_FULL.get(SIGNS.sub("", chunk), chunk)
    return [_word(word) for word in WORD.findall(full.replace("&", " và "))]


def _word(word: str) -> str:
    """Its letters, then its tone, wherever that was put."""
    apart = unicodedata.normalize("NFD", word)
    letters = nfc("".join(c for c in apart if c not in TONES))
    return I_OR_Y.sub("i", letters) + "".join(sorted(c for c in apart if c in TONES))
