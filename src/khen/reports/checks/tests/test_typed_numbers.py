"""Which numbers of a sentence were typed without a source, and which are names of papers, days and things."""

from itertools import product

import pytest

from khen.reports import checks, chips
from khen.reports.checks import narrative
from khen.reports.checks.sheet import SOURCED, Passage, Sheet
from khen.reports.checks.tests import makers
from khen.reports.outline import outlines

SPOKEN = (
    ("Fanpage với tổng số 999 tin, bài viết.", ["999"]),
    ("3/11 huyện không có tin. Cả năm 500 hộ; đạt điểm 95.", ["3/11", "500", "95"]),
    ("Tổng số 5.885 chứng thư số.", ["5.885"]),
    ("Có 9/10 xã; đạt 9/10 điểm; tỷ lệ 3/11.", ["9/10", "9/10", "3/11"]),
    ("Kéo 120km đường, đăng 364tin và số364 bài, đạt95 điểm.", ["120", "364", "364", "95"]),
    ("Tăng trưởng đạt -5 so với năm 2019.", ["-5"]),
    ("Hỗ trợ khoản 5.000 triệu; khoản 3 tỷ đồng.", ["5.000", "3"]),
    ("Đăng ９９９ tin, đạt ９，２７％.", ["999", "9,27%"]),
    ("Hằng năm 2000 hộ; mỗi ngày 20 văn bản; mỗi tháng 12 bản tin.", ["2000", "20", "12"]),
    ("Ngày 31/02/2020 và 45/13 hồ sơ.", ["31/02/2020", "45/13"]),
    ("Từ 10-15 xã; (12) cuộc; 58 %.", ["10", "15", "12", "58 %"]),
    ("Sai dấu 3.14 và 1.2.3.", ["3.14", "1.2.3"]),
    ("Số 58 đã phát; văn bản số 5.", ["58", "5"]),
    ("Cấp tỉnh 115,5%, cấp huyện đạt 9,27%.", ["115,5%", "9,27%"]),
    ("Mục tiêu 40 giấy phép, điểm 5, điều 3 xe.", ["40", "5", "3"]),
    ("Trong 18 tháng có 02 cuộc.", ["18", "02"]),
    ("Năm 500 và năm 20200.", ["500", "20200"]),
    ("Tháng 13 có bão; quý 5.", ["13", "5"]),
    ("In 2.317.313 bản; 771.705người.", ["2.317.313", "771.705"]),
)
QUIET = (
    "Trong 6 tháng đầu năm 2020, giai đoạn 2020 - 2025, nhiệm kỳ 2020-2025, từ ngày 22/10/2019 đến tháng 6.",
    "Kế hoạch số 265/KH-UBND ngày 22 tháng 10 năm 2019; Nghị định số 30/2020/NĐ-CP; Nghị quyết 12-NQ/TW; Luật 41/2024/QH15.",
    "Theo Điều 12 khoản 3, khoản 3 Điều 12, điểm a khoản 1 Điều 5, khoản 1, 2 Điều 7 và Điều 15.",
    "Phụ lục 2, Mẫu số 5, Dự án 4, Chương 3 và Phần 1.",
    "Phòng, chống dịch COVID-19 và Covid-19 qua mạng 4G, 5G; xem sukien.hagiang.gov.vn/tin-12.html và https://vi.du/tin-123.html.",
    "Thư về vanphong2020@hagiang.gov.vn.",
    "Họp trực tuyến 3 cấp; Đại hội lần thứ 17, khóa 14; thế kỷ 21.",
    "Từ 02/01 đến 12/06; ngày 9/10 xã tổ chức lễ; dịp 30/4, 1/5 và 2/9.",
    "Ngày 15, ngày 20 tháng 6; 6/2020; quý 2 năm 2020; tháng 11/2020; năm học 2019-2020.",
    f"Đã cấp {SOURCED} giấy phép cho {SOURCED} cơ quan.",
)
BEFORE = ("", "Tổng số ", "Số ", "Cả năm ", "đạt điểm ", "khoản ", "mỗi ngày ", "với ", "gồm (", "tăng ")
AFTER = (" tin", "tin", " huyện", " hộ", " người", " triệu đồng", "%", "km", " lượt tiếp cận", " bài viết")


def said(text: str) -> list[object]:
    return [one.data["number"] for one in checks.run(Sheet(passages=(Passage("I", 1, "Chung", text),)))]


@pytest.mark.parametrize(("text", "numbers"), SPOKEN)
def test_a_number_that_counts_something_speaks_however_it_is_put(text: str, numbers: list[str]) -> None:
    assert said(text) == numbers


@pytest.mark.parametrize(("before", "after"), product(BEFORE, AFTER))
def test_no_words_around_a_count_make_it_a_name(before: str, after: str) -> None:
    for number in ("7", "31", "999", "1.234", "12,5", "3/11"):
        assert said(f"{before}{number}{after}.") == [f"{number}%" if after == "%" else number]


@pytest.mark.parametrize("text", QUIET)
def test_names_are_quiet(text: str) -> None:
    assert said(text) == []


def test_no_part_of_an_outline_rings_falsely() -> None:
    for part in (part for outline in outlines() for part in outline.parts):
        text = "".join(piece if isinstance(piece, str) else SOURCED for piece in chips.split(part.text))
        assert said(part.title) == [] == said(text)


@pytest.mark.parametrize(
    ("key", "words", "speaks"),
    [
        ("facebook.reach", "người tiếp cận", True),
        ("facebook.reach", "lượt người tiếp cận", True),
        ("facebook.reach", "lượt tiếp cận", False),
        ("facebook.posts", "người", False),
        ("gone.from.the.catalogue", "người", False),
    ],
)
def test_reach_set_by_its_key_may_not_be_called_people(key: str, words: str, speaks: bool) -> None:
    passage = Passage("4", 2, "Mạng xã hội", f"Đăng {SOURCED} tin, thu hút {SOURCED} {words}.", keys=("facebook.posts", key))
    found = checks.run(Sheet(figures=makers.figures(), passages=(passage,)))
    assert [one.data["value"] for one in found if one.rule == narrative.PEOPLE] == (["771.705"] if speaks else [])
