"""Letters of other code pages are known by what no language writes; what is written properly is never taken for them."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khen.atoms.codepages import HIGH, TCVN3, VIETNAMESE, Codepage, Strange, strange

INTO_TCVN3 = str.maketrans(VIETNAMESE, TCVN3)
LETTER = {byte: letter for letter, byte in HIGH.items()}
PROPER = (
    "Sở Thông tin và Truyền thông: «Cá» ăn «cá»… “XÃ” – ĐÃ… 25ºC, 5µm, N·m, m×n, đường¹, Samsung® và Windows®xp",
    "THỊ XÃ” NHÃ’ MÃ– XÃ… À… É»",
    "Ils ont été là, où l’on dit «bonjour»; l'œuvre d'Émile à Noël: «l'été»… Né tôt, dû, thé, plutôt. «À bientôt»",
    "Naïve café — the “résumé” of coöperation: £5, 10¢, 20°, ©2020, ½ price, 3½ hours; footnote¹ and so² to³",
    "Mus saib peb lub zos; Hmoob Nkawg; lus Hmoob cia sau; Kev nyab xeeb hauv tsev kawm ntawv",
    "Pi noọng bản rầu pây háng; Cần Tày, cần Nùng; Slao báo hết rườn; Fạ đin, khảu nặm",
    "Yie mienh; Dao tzo; Ƀuôn Ama Thuôt, Jarai čar Gia Lai, Êđê ŭn; Bahnar tơpăr, xĕt",
    "Größe, Straße, «naß»; São João Mª José; col·lecció; Ångström Ærø ÆØÅ Ä­öÜ",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ThÃ´ng bÃ¡o tuyá»ƒn dá»¥ng", Strange(Codepage.MISREAD, "ThÃ´ng", "Thông")),
        ("Lời dẫn đúng mã\nHá»™i nghá»‹ trá»±c tuyáº¿n", Strange(Codepage.MISREAD, "Há»™i", "Hội")),
        ("Tr­êng THPT chuyªn Hµ Giang", Strange(Codepage.TCVN3, "chuyªn", "chuyên")),
        ("Së Th«ng tin vµ TruyÒn th«ng", Strange(Codepage.TCVN3, "Th«ng", "Thông")),
        ("Hµ Giang lµ quª t«i", Strange(Codepage.TCVN3, "t«i", "tôi")),
    ],
)
def test_text_of_another_code_page_is_told_with_what_it_means(text: str, found: Strange) -> None:
    assert strange(text) == found


@pytest.mark.parametrize("text", PROPER)
def test_no_language_is_taken_for_another_code_page(text: str) -> None:
    assert strange(text) is None
    assert all(strange(word) is None for word in text.split())


def test_a_text_that_speaks_of_spoilt_letters_is_left_alone() -> None:
    assert strange("Gặp chữ hỏng như ThÃ´ng bÃ¡o hay Hµ Giang, chuyªn m«n thì chuyển mã trước khi dán") is None


ONSETS = ("", "b", "c", "đ", "gi", "h", "kh", "l", "ngh", "qu", "th", "tr", "x")
RIMES = ("à", "ạ", "ằm", "ấp", "ậu", "é", "ệt", "iể", "ướng", "ười", "óc", "ổ", "ờ", "ủa", "ữ", "uyễn", "ã", "Â", "í", "õ", "ô")
SYLLABLES = [onset + rime for onset, rime in product(ONSETS, RIMES)]
AROUND = st.sampled_from(["{}", "«{}»", "“{}”", "{}…", "{}¹", "({})", "{}–{}", "{}®", "‘{}’", "{}.", "{}²"])
WORDS = st.tuples(st.sampled_from(SYLLABLES), AROUND, st.sampled_from([str, str.upper, str.title]))


@given(st.lists(WORDS, min_size=1, max_size=8))
@settings(max_examples=120, deadline=None)
def test_vietnamese_is_never_refused_whatever_stands_around_its_words(words: list[tuple[str, str, type[str]]]) -> None:
    for apart in ("", " "):
        assert strange(apart.join(around.format(*[form(word)] * 2) for word, around, form in words)) is None


@given(st.lists(st.sampled_from(["thông", "chuyên", "tâm", "nông", "biên", "tên", "sông"]), min_size=1, max_size=6))
@settings(max_examples=30, deadline=None)
def test_what_an_old_font_or_a_wrong_table_makes_of_vietnamese_is_known(words: list[str]) -> None:
    line = " ".join(words)
    old = strange(line.translate(INTO_TCVN3))
    spoilt = strange("".join(LETTER.get(byte, chr(byte)) for byte in line.encode()))
    assert old is not None and (old.codepage, old.meant) == (Codepage.TCVN3, words[0])
    assert spoilt is not None and (spoilt.codepage, spoilt.meant) == (Codepage.MISREAD, words[0])
