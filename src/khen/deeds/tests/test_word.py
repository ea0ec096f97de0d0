"""The .docx is the paper: same tree, same bytes; figures are content controls that a reader can find and compare."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from khen.deeds import chips, html, word, wording
from khen.deeds.blocks import LONGEST_KEY, Chip, Column, Paragraph, Row, Table, Text
from khen.deeds.blocks import chips as chips_of
from khen.deeds.layout.lines import words
from khen.deeds.tests import makers


def lines(data: bytes) -> list[str]:
    return [words(p).strip() for p in Document(BytesIO(data)).element.body.iter(qn("w:p"))]


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert word.built(makers.registered()) == word.built(makers.registered())


def test_another_figure_gives_other_bytes() -> None:
    paper = makers.registered()
    other = replace(paper, blocks=(*paper.blocks, Paragraph((Chip("x", "1"),))))
    assert word.built(paper) != word.built(other)


def test_every_figure_is_a_content_control_inside_a_bookmark() -> None:
    paper = makers.registered()
    body = Document(BytesIO(word.built(paper))).element.body
    controls = list(body.iter(qn("w:sdt")))
    expected = [(f"fig:{chip.key}", chip.title) for chip in chips_of(paper)]
    tags = [
        (one.find(f".//{qn('w:tag')}").get(qn("w:val")), one.find(f".//{qn('w:alias')}").get(qn("w:val"))) for one in controls
    ]
    assert tags == expected
    before = [one.getprevious().get(qn("w:name")) for one in controls]
    assert before == [f"fig_{at}" for at in range(1, len(expected) + 1)]
    ids = [one.find(f".//{qn('w:id')}").get(qn("w:val")) for one in controls]
    assert len(set(ids)) == len(ids)


def test_a_figure_that_somebody_wrote_over_is_seen() -> None:
    paper = makers.registered()
    should = {chip.key: chip.text for chip in chips_of(paper)}
    document = Document(BytesIO(word.built(paper)))
    control = next(
        one for one in document.element.body.iter(qn("w:sdt")) if "it.infrastructure.district" in etree.tostring(one).decode()
    )
    next(control.iter(qn("w:t"))).text = "92,27%"
    again = BytesIO()
    document.save(again)
    assert chips.overtyped(word.built(paper), should) == ()
    assert chips.overtyped(again.getvalue(), should) == (chips.Overtyped("it.infrastructure.district", "92,27%", "9,27%"),)


def test_the_figures_read_back_as_they_were_set() -> None:
    paper = makers.with_two_annexes()
    assert chips.printed(word.built(paper)) == tuple(chips_of(paper))


def test_head_and_foot_say_what_the_decree_asks() -> None:
    said = lines(word.built(makers.registered()))
    for words_ in (
        "UBND TỈNH HÀ GIANG",
        "SỞ THÔNG TIN",
        "VÀ TRUYỀN THÔNG",
        "Số: 05/BC-STTTT",
        "Hà Giang, ngày 29 tháng 6 năm 2020",
        "- Lưu: VT, VP.",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "(Kèm theo Báo cáo số 05/BC-STTTT ngày 29 tháng 6 năm 2020 của Sở Thông tin và Truyền thông)",
    ):
        assert words_ in said
    assert any(one.endswith("tỉnh Hà Giang./.") for one in said)


def test_an_unregistered_paper_leaves_gaps_for_number_and_day() -> None:
    head = makers.report().letterhead
    assert wording.number_line(head).replace("\u00a0", "_") == "Số: ________/BC-STTTT"
    assert wording.place_and_date(head).replace("\u00a0", "_") == "Hà Giang, ngày________tháng________năm________"


@pytest.mark.parametrize(("number", "line"), [("5", "Số: 05/BC-STTTT"), ("05", "Số: 05/BC-STTTT"), ("123", "Số: 123/BC-STTTT")])
def test_numbers_below_ten_take_a_zero(number: str, line: str) -> None:
    assert wording.number_line(replace(makers.report().letterhead, number=number)) == line


def test_one_addressee_stands_on_the_line_several_below_each_other() -> None:
    assert wording.addressees(makers.with_two_annexes()) == ("Ủy ban nhân dân tỉnh Hà Giang",)
    assert wording.addressees(makers.report()) == ("- Bộ Thông tin và Truyền thông;", "- Ủy ban nhân dân tỉnh Hà Giang.")


def test_the_end_mark_is_set_once() -> None:
    for closing in ("Hết", "Hết.", "Hết./."):
        assert wording.closing(replace(makers.report(), closing=closing)) == "Hết./."


def test_text_that_xml_cannot_hold_is_made_harmless() -> None:
    paper = replace(makers.report(), blocks=(Paragraph((Text("a\x00b\x0bc\ufffe & <b>"), Chip("k", "1\x01"))),))
    assert "a b c  & <b>1" in lines(word.built(paper))


def test_the_note_stands_at_the_foot_of_first_and_other_pages() -> None:
    section = Document(BytesIO(word.built(makers.registered()))).sections[0]
    assert section.footer.paragraphs[0].text == section.first_page_footer.paragraphs[0].text == makers.NOTE


def test_the_package_carries_no_day_of_its_making() -> None:
    with zipfile.ZipFile(BytesIO(word.built(makers.registered()))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in package.namelist() if "thumbnail" in name]
    about = Document(BytesIO(word.built(makers.registered()))).core_properties
    assert about.created is not None
    assert about.created.date() == date(2020, 6, 29)


def test_rows_and_keys_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="one cell for each column"):
        Table((Column("a"), Column("b")), (Row(((Text("x"),),)),))
    with pytest.raises(ValueError, match="key"):
        Chip("k" * (LONGEST_KEY + 1), "1")


def test_what_stands_below_a_row_takes_its_whole_width_and_keeps_with_it() -> None:
    row = Row(((Text("1"),), (Text("x"),)), below=(Text("Nguồn: hồ sơ"), Chip("k", "7")))
    paper = replace(makers.registered(), blocks=(Table((Column("a"), Column("b")), (row,)),), annexes=())
    table = Document(BytesIO(word.built(paper))).tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows][1:] == [["1", "x"], ["Nguồn: hồ sơ"] * 2]
    assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.rows[1].cells)
    assert [chip.key for chip in chips_of(paper)] == ["k"]
    assert '<tr class="below"><td colspan="2">Nguồn: hồ sơ<span' in html.page(paper)


def test_the_file_says_what_made_it_and_nothing_of_the_library_s_own_blank_paper() -> None:
    with zipfile.ZipFile(BytesIO(word.built(makers.registered()))) as packed:
        names = packed.namelist()
        told = etree.fromstring(packed.read("docProps/app.xml"))
        words = b"".join(packed.read(name) for name in names)
    assert [(etree.QName(one).localname, one.text) for one in told] == [("Application", "Khèn")]
    assert not [name for name in names if name.startswith("customXml") or "Effects" in name or "thumbnail" in name]
    assert b"Macintosh" not in words and b"APA" not in words and b"customXml" not in words
