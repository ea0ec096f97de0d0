"""Letters of other code pages are known by what no language writes; what is written properly is never taken for them."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khen.atoms.codepages import HIGH, TCVN3, VIETNAMESE, VNI, Codepage, Strange, misread, strange

INTO_VNI = str.maketrans(dict(zip(VIETNAMESE, VNI, strict=True)))
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
    "Où est-il haï? Le Thaï laïc, Loïc et Anaïs; ouï-dire inouï, maïs, Noël, goût, août, coûter, Israël; la señora, el año, aún",
    "Khu công nghiệp Ø20, thép 2Ø14; hoà, hoá, toà, khoá, loã; ÀÁ; “Aà”, ồồ, ùùù; Seán, pinyin yù, Nǐ hǎo; Zaïre",
    "Slắc slằm noọng nẩy; boóc phặc phiền; toòng cảu; Iu Miền, jiâ puâ hnòi; Hmôngz lul, cxôngr paor tsâu yuôx",
    "20-CP; ND-15; a.b@c.vn; ngay_1@xa.hagiang.gov.vn; https://x.vn/h%C3%A0-giang?a=b&c=d; https://x.vn/hoà-bình; C:\\ÂÊ; 5aøb",
    "tRÊN lÊN nGHÈO mÊ; McÉwan, iÉcole, ÉaÎs, eÓin; Haßloch, Maß, daß, Fuß, laßt",
    "Größe, Straße, «naß»; São João Mª José; col·lecció; Ångström Ærø ÆØÅ Ä­öÜ",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ThÃ´ng bÃ¡o tuyá»ƒn dá»¥ng", Strange(Codepage.MISREAD, "ThÃ´ng", "Thông")),
        ("Lời dẫn đúng mã\nHá»™i nghá»‹ trá»±c tuyáº¿n", Strange(Codepage.MISREAD, "Há»™i", "Hội")),
        ("Tr­êng THPT chuyªn Hµ Giang", Strange(Codepage.TCVN3, "chuyªn", "chuyên")),
        ("Së Th«ng tin vµ TruyÒn th«ng", Strange(Codepage.TCVN3, "Th«ng", "Thông")),
        ("ChØ thÞ vÒ viÖc phßng chèng dÞch bÖnh", Strange(Codepage.TCVN3, "viÖc", "việc")),
        ("Lçi chÝnh t¶ trong phÇn trÝch yÕu", Strange(Codepage.TCVN3, "chÝnh", "chính")),
        ("ChØ thÞ sè 9", Strange(Codepage.TCVN3, "ChØ", "Chỉ")),
        ("Hµ Giang lµ quª t«i", Strange(Codepage.TCVN3, "t«i", "tôi")),
        ("Thoâng baùo tuyeån duïng", Strange(Codepage.VNI, "Thoâng", "Thông")),
        ("THOÂNG BAÙO TUYEÅN DUÏNG", Strange(Codepage.VNI, "THOÂNG", "THÔNG")),
        ("Lời dẫn đúng mã\nSôû Thoâng tin vaø Truyeàn thoâng", Strange(Codepage.VNI, "Sôû", "Sở")),
        ("Hoäi nghò tröïc tuyeán ngaøy 15/3", Strange(Codepage.VNI, "Hoäi", "Hội")),
        ("Ñaïi hoïc", Strange(Codepage.VNI, "Ñaïi", "Đại")),
        ("Haø Giang", Strange(Codepage.VNI, "Haø", "Hà")),
    ],
)
def test_text_of_another_code_page_is_told_with_what_it_means(text: str, found: Strange) -> None:
    assert strange(text) == found


@pytest.mark.parametrize("text", PROPER)
def test_no_language_is_taken_for_another_code_page(text: str) -> None:
    assert strange(text) is None
    assert all(strange(word) is None for word in text.split())


def test_a_pair_of_vowels_among_words_of_another_language_is_its_own() -> None:
    assert strange("Gaeilge na Meán Ard") is strange("Fem poäng till laget") is strange("Tâi-oân lâng kóng") is None


def test_a_text_that_speaks_of_spoilt_letters_is_left_alone() -> None:
    assert strange("Gặp chữ hỏng như ThÃ´ng bÃ¡o hay Hµ Giang, chuyªn m«n thì chuyển mã trước khi dán") is None


SHORT = {
    "Tin tøc": "tức",
    "Tin tøc 2020": "tức",
    "TIN TøC": "TứC",
    "Y tÕ": "tế",
    "Y tÕ 2020": "tế",
    "Y TÕ c¬ së": "cơ",
    "Tin ®Þa ph­¬ng": "địa",
    "Tin ®Þa ph¬ng": "phơng",
    "YtÕ c¬ së": "cơ",
    "Kinh tÕ": "tế",
    "ThÓ thao": "Thể",
    "ThÕ giíi": "Thế",
    "Khoa häc": "học",
    "Lao ®éng": "động",
    "Hµ Giang": "Hà",
    "§iÖn": "Điện",
    "§oµn thÓ": "Đoàn",
    "TÕt": "Tết",
    "Bµi": "Bài",
    "Tæ chøc": "Tổ",
    "T×nh h×nh": "Tình",
    "Tin tøc Covid-19": "tức",
    "Chøc n¨ng": "năng",
    "Nghiªn cøu": "Nghiên",
}


@pytest.mark.parametrize(("text", "meant"), SHORT.items())
def test_a_short_text_in_an_old_code_page_is_told_by_a_single_sign(text: str, meant: str) -> None:
    found = strange(text)
    assert found is not None and (found.codepage, found.meant) == (Codepage.TCVN3, meant)


@pytest.mark.parametrize(
    "name",
    [
        *("København", "Søren", "Bjørn Sø", "Tromsø", "Sø", "Malmö", "Köln", "Zürich", "São Paulo", "La Niña", "El Niño", "Peña"),
        *("Curaçao", "façade", "Noël", "Citroën", "Thaï", "Le Thaï laïc", "daß", "Maß", "Haß", "dû", "Åland", "Smørrebrød"),
        *(
            "Windows®",
            "Samsung® A",
            "5 µm",
            "µTorrent",
            "25 ºC",
            "tin¹",
            "Tin², tin³",
            "m², km²",
            "§ 5",
            "§5",
            "© 2020 Tin",
            "Ø20",
            "«Tin»",
        ),
        *("x × y", "a÷b", "½ tin", "1ª", "nghÈO", "mÊ", "Ban T÷", "thông\xadtin", "xã\xadhội", "· Tin", "» Tin", "– Tin ®"),
    ],
)
def test_names_units_and_slips_of_few_letters_are_left_alone(name: str) -> None:
    assert strange(name) is None


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


FOREIGN = sorted({word for line in PROPER for word in line.split()})


@given(st.lists(st.sampled_from([*FOREIGN, *SYLLABLES]), min_size=1, max_size=12))
@settings(max_examples=120, deadline=None)
def test_words_of_any_language_codes_and_addresses_are_never_refused_in_any_company(words: list[str]) -> None:
    assert strange(" ".join(words)) is None


@given(st.lists(st.sampled_from(["thông", "chuyên", "tâm", "nông", "biên", "tên", "sông"]), min_size=1, max_size=6))
@settings(max_examples=30, deadline=None)
def test_what_an_old_font_or_a_wrong_table_makes_of_vietnamese_is_known(words: list[str]) -> None:
    line = " ".join(words)
    old = strange(line.translate(INTO_TCVN3))
    spoilt = strange("".join(LETTER.get(byte, chr(byte)) for byte in line.encode()))
    assert old is not None and (old.codepage, old.meant) == (Codepage.TCVN3, words[0])
    typed = strange(line.translate(INTO_VNI))
    assert spoilt is not None and (spoilt.codepage, spoilt.meant) == (Codepage.MISREAD, words[0])
    assert typed is not None and (typed.codepage, typed.meant) == (Codepage.VNI, words[0])


@pytest.mark.parametrize("name", ["Nguyá»…n VÄƒn An", "NguyÔn V¨n An", "§Æng ThÞ Hoa", "Nguyeãn Vaên An", "Traàn Thò Hoaøng"])
def test_a_name_in_the_letters_of_an_old_font_is_told_from_a_name(name: str) -> None:
    assert misread(name)


@pytest.mark.parametrize("name", ["Đặng Thị Được", "ĐẶNG THỊ NƯƠNG", "Vàng Seo Phừ", "UBND xã Lũng Cú", "Zaïre Đoé", "Tổ 1", ""])
def test_a_name_in_unicode_is_one(name: str) -> None:
    assert not misread(name)
