"""Our own papers keep every rule; break one by script, and that very rule speaks."""

from collections.abc import Callable
from functools import cache
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from khen.deeds import layout, word
from khen.deeds.blocks import Paper
from khen.deeds.layout.lines import words
from khen.deeds.tests import makers
from khen.deeds.word_parts import element, paragraph, run

Break = Callable[[Docx], object]


def line(document: Docx, start: str) -> Element:
    found: Element = next(p for p in document.element.body.iter(qn("w:p")) if words(p).strip().startswith(start))
    return found


def marked(start: str, tag: str, **attributes: str | int) -> Break:
    """Put a property on every run of the line that begins so."""

    def change(document: Docx) -> None:
        for one in line(document, start).iter(qn("w:r")):
            marks = one.find(qn("w:rPr"))
            if marks is None:
                marks = element("rPr")
                one.insert(0, marks)
            for old in marks.findall(qn(f"w:{tag}")):
                marks.remove(old)
            marks.append(element(tag, attributes))

    return change


def shaped(start: str, tag: str, **attributes: str | int) -> Break:
    """Put a property on the paragraph that begins so."""

    def change(document: Docx) -> None:
        properties = line(document, start).find(qn("w:pPr"))
        assert properties is not None
        for old in properties.findall(qn(f"w:{tag}")):
            properties.remove(old)
        properties.append(element(tag, attributes))

    return change


def said(start: str, text: str) -> Break:
    """Write something else in the line that begins so."""

    def change(document: Docx) -> None:
        texts = list(line(document, start).iter(qn("w:t")))
        for one in texts[1:]:
            one.text = ""
        texts[0].text = text

    return change


def gone(start: str) -> Break:
    def change(document: Docx) -> None:
        one = line(document, start)
        parent = one.getparent()
        assert parent is not None
        parent.remove(one)

    return change


def unruled(start: str) -> Break:
    """Take the drawn line away below."""

    def change(document: Docx) -> None:
        below = line(document, start).getnext()
        assert below is not None
        for border in list(below.iter(qn("w:pBdr"))):
            above = border.getparent()
            assert above is not None
            above.remove(border)

    return change


def sheet(tag: str, which: int = 0, **attributes: str | int) -> Break:
    def change(document: Docx) -> None:
        section = document.sections[which]._sectPr
        for one in section.findall(qn(f"w:{tag}")):
            for name, value in attributes.items():
                one.set(qn(f"w:{name}"), str(value))

    return change


def no_sheet(tag: str, which: int = 0) -> Break:
    def change(document: Docx) -> None:
        section = document.sections[which]._sectPr
        for one in section.findall(qn(f"w:{tag}")):
            section.remove(one)

    return change


def head_paragraph(document: Docx) -> Element:
    found: Element = document.sections[0].header.paragraphs[0]._p
    return found


def head_left(document: Docx) -> None:
    properties = head_paragraph(document).find(qn("w:pPr"))
    assert properties is not None
    properties.append(element("jc", {"val": "left"}))


def head_bold(document: Docx) -> None:
    for one in head_paragraph(document).iter(qn("w:r")):
        one.insert(0, element("rPr", None, element("b")))


def number_below(document: Docx) -> None:
    code = element("instrText")
    code.text = " PAGE "
    document.sections[0].footer.paragraphs[0]._p.append(element("r", None, code))


def head_unframed(document: Docx) -> None:
    """Header lines one below the other, not side by side."""
    table = document.element.body.find(qn("w:tbl"))
    assert table is not None
    for at, one in enumerate(list(table.iter(qn("w:p")))):
        document.element.body.insert(at, one)
    document.element.body.remove(table)


def annex_in_the_flow(document: Docx) -> None:
    """No page and no section of its own."""
    carrier = document.element.body.find(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:sectPr')}")
    assert carrier is not None
    properties = carrier.getparent()
    assert properties is not None
    properties.remove(carrier)


def wide(document: Docx) -> None:
    for section in document.sections:
        section.page_width, section.page_height = section.page_height, section.page_width


def signed_by(name: str, **marks: bool) -> Break:
    def change(document: Docx) -> None:
        post = line(document, "PHÓ GIÁM ĐỐC")
        post.addnext(paragraph("Signer", run(name, **marks)))

    return change


def unnamed(document: Docx) -> None:
    for start in (OWN, "VÀ TRUYỀN THÔNG"):
        marked(start, "b", val=0)(document)


def unsigned(document: Docx) -> None:
    for start in ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"):
        gone(start)(document)


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
