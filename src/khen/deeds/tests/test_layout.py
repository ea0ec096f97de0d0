"""Our own papers keep every rule; break one by script, and that very rule speaks."""

from functools import cache
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn

from khen.deeds import layout, word
from khen.deeds.blocks import Paper
from khen.deeds.tests import makers
from khen.deeds.tests.breaking import (
    Break,
    annex_in_the_flow,
    gone,
    head_bold,
    head_left,
    head_unframed,
    marked,
    no_sheet,
    number_below,
    said,
    shaped,
    sheet,
    signed_by,
    unnamed,
    unruled,
    unsigned,
    wide,
)

FIRST = "Sáu tháng qua"
NATION, MOTTO, PARENT, OWN = "CỘNG HÒA", "Độc lập", "UBND TỈNH", "SỞ THÔNG TIN"

BREAKS: list[tuple[int, Break]] = [
    (1, sheet("pgSz", w=12240, h=15840)),
    (2, wide),
    (3, sheet("pgMar", top=567)),
    (4, sheet("pgMar", bottom=1701)),
    (5, sheet("pgMar", left=1134)),
    (6, sheet("pgMar", right=1418)),
    (7, marked(FIRST, "rFonts", ascii="Arial")),
    (8, marked(FIRST, "color", val="FF0000")),
    (9, said(FIRST, "Sa\u0301u tha\u0301ng qua")),
    (10, head_left),
    (10, no_sheet("headerReference")),
    (11, sheet("pgNumType", start=3)),
    (11, sheet("pgNumType", fmt="upperRoman")),
    (12, head_bold),
    (13, no_sheet("titlePg")),
    (14, number_below),
    (15, no_sheet("pgNumType", 1)),
    (16, gone(NATION)),
    (16, said(NATION, "Cộng hòa xã hội chủ nghĩa Việt Nam")),
    (17, marked(NATION, "sz", val=30)),
    (18, said(MOTTO, "Độc lập-Tự do-Hạnh phúc")),
    (19, marked(MOTTO, "i")),
    (20, unruled(MOTTO)),
    (21, head_unframed),
    (22, unnamed),
    (23, said(PARENT, "UBND tỉnh Hà Giang")),
    (23, marked(PARENT, "sz", val=28)),
    (24, marked(OWN, "sz", val=28)),
    (25, unruled("VÀ TRUYỀN THÔNG")),
    (26, marked("Số:", "b")),
    (26, gone("Số:")),
    (27, said("Số:", "Số: 5/BC-STTTT")),
    (27, said("Số:", "Số: 05 / BC - STTTT")),
    (28, said("Số:", "Số: 05/TB-STTTT")),
    (29, marked("Hà Giang, ngày", "i", val=0)),
    (29, gone("Hà Giang, ngày")),
    (30, said("Hà Giang, ngày", "Hà Giang, ngày 5 tháng 6 năm 2020")),
    (30, said("Hà Giang, ngày", "Hà Giang, ngày 15 tháng 2 năm 2020")),
    (30, said("Hà Giang, ngày", "Hà Giang, ngày 29 tháng 06 năm 2020")),
    (31, said("BÁO CÁO", "Báo cáo")),
    (31, shaped("BÁO CÁO", "jc", val="left")),
    (32, marked("ngành Thông tin và", "b", val=0)),
    (33, unruled("ngành Thông tin và")),
    (34, marked("Kính gửi:", "b")),
    (34, gone("Kính gửi:")),
    (35, said("- Bộ Thông tin", "- Bộ Thông tin và Truyền thông")),
    (36, marked(FIRST, "sz", val=24)),
    (37, shaped(FIRST, "jc", val="left")),
    (38, shaped(FIRST, "ind", firstLine=0)),
    (39, shaped(FIRST, "spacing", after=0, line=276, lineRule="auto")),
    (40, shaped(FIRST, "spacing", after=120, line=480, lineRule="auto")),
    (41, said("I. TÌNH HÌNH", "I. Tình hình chung")),
    (42, marked("2. Bưu chính", "b", val=0)),
    (43, marked("a) Truyền thanh", "i")),
    (44, said("IV. TỒN TẠI", "III. TỒN TẠI, HẠN CHẾ")),
    (44, gone("2. Bưu chính")),
    (45, said("- Triển khai", "- Triển khai Kế hoạch số 265/KH-UBND của UBND tỉnh;")),
    (46, said("Trên đây", "Trên đây là báo cáo của Sở.")),
    (47, unsigned),
    (48, said("KT. GIÁM ĐỐC", "THAY GIÁM ĐỐC")),
    (49, marked("PHÓ GIÁM ĐỐC", "b", val=0)),
    (50, signed_by("Nguyễn Văn A", italic=True)),
    (51, signed_by("TS. Nguyễn Văn A")),
    (52, marked("Nơi nhận:", "i", val=0)),
    (52, gone("Nơi nhận:")),
    (53, marked("- Lãnh đạo Sở", "sz", val=26)),
    (54, said("- Lãnh đạo Sở", "- Lãnh đạo Sở,")),
    (55, gone("- Lưu:")),
    (56, marked("Phụ lục", "sz", val=24)),
    (57, said("Phụ lục", "Phụ lục 1")),
    (58, said("NGUỒN GỐC", "Nguồn gốc số liệu")),
    (59, gone("(Kèm theo")),
    (60, annex_in_the_flow),
    (61, gone("Nguồn gốc từng số liệu")),
]


@cache
def whole() -> bytes:
    return word.built(makers.registered())


def broken(change: Break) -> bytes:
    document = Document(BytesIO(whole()))
    change(document)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    "paper", [makers.report(), makers.registered(), makers.with_two_annexes()], ids=["draft", "registered", "two annexes"]
)
def test_our_own_papers_keep_every_rule(paper: Paper) -> None:
    assert [(one.rule, one.where) for one in layout.findings(word.built(paper))] == []


@pytest.mark.parametrize(("rule", "change"), BREAKS, ids=[f"{rule}-{at}" for at, (rule, _change) in enumerate(BREAKS)])
def test_a_broken_rule_speaks(rule: int, change: Break) -> None:
    assert rule in {one.rule for one in layout.findings(broken(change))}


def test_every_rule_is_seen_to_fail_and_is_numbered_once() -> None:
    numbers = [rule.number for rule in layout.RULES]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {rule for rule, _change in BREAKS} == set(numbers)
    assert len(numbers) >= 30


def test_a_small_slip_stirs_few_other_rules() -> None:
    for rule, change in (
        (8, marked(FIRST, "color", val="FF0000")),
        (37, shaped(FIRST, "jc", val="left")),
        (46, said("Trên đây", "Hết.")),
    ):
        assert {one.rule for one in layout.findings(broken(change))} == {rule}


def test_a_finding_leads_to_its_line_and_speaks() -> None:
    (finding,) = layout.findings(broken(shaped(FIRST, "ind", firstLine=0)))
    assert finding.where.split(": ")[1].startswith(FIRST)
    assert "0,00" in finding.message


def test_a_whole_paper_in_another_font_is_said_briefly() -> None:
    def change(document: Docx) -> None:
        for fonts in document.styles.element.iter(qn("w:rFonts")):
            fonts.set(qn("w:ascii"), "VNI-Times")

    found = [one for one in layout.findings(broken(change)) if one.rule == 7]
    assert len(found) == layout.MOST_OF_ONE
    assert found[0].data["found"] == "VNI-Times"


def test_the_older_spelling_of_hoa_is_no_fault() -> None:
    assert layout.findings(broken(said(NATION, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"))) == ()
