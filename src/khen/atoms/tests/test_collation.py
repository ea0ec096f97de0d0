"""Names stand in the order of a Vietnamese dictionary."""

import unicodedata
from random import Random

from khen.atoms.collation import ALPHABET, collation


def in_order(*names: str) -> bool:
    return sorted(Random(1).sample(names, len(names)), key=collation) == list(names)


def test_each_letter_has_its_own_place() -> None:
    assert in_order(*ALPHABET)
    assert in_order("An", "Ăn", "Ân", "Bản", "Dao", "Đảng", "Em", "Êm", "Ông", "Ơn", "Tết", "Thu", "Ưng", "Vị", "Ý", "Zalo")


def test_tones_part_only_what_has_the_same_letters() -> None:
    assert in_order("ma", "mà", "mả", "mã", "má", "mạ")
    assert in_order("Tết", "Tệt", "Tên miền", "Thuế") is False  # n stands before t
    assert in_order("Tên miền", "Tết", "Tệt", "Thuế")
    assert in_order("Xã Na", "Xã Nà Chì", "Xã Nam")


def test_the_two_forms_of_unicode_and_capitals_make_no_difference_in_letters() -> None:
    name = "Đường Thượng"
    assert collation(unicodedata.normalize("NFD", name)) == collation(name)
    assert collation("ĐƯỜNG THƯỢNG")[:2] == collation(name)[:2]


def test_any_texts_have_one_order_whatever_order_they_come_in() -> None:
    chance = Random(7)
    letters = [one + tone for one in "aăâdđeêoôơuưyz 19-()字\u0301" for tone in ("", "\u0300", "\u0323")]
    texts = ["".join(chance.choices(letters, k=chance.randint(0, 6))) for _ in range(400)]
    texts = sorted({unicodedata.normalize("NFC", text) for text in texts}, key=collation)
    for _ in range(5):
        assert sorted(chance.sample(texts, len(texts)), key=collation) == texts
    assert len({collation(text) for text in texts}) == len(texts)
