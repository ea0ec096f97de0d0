"""Office files carry text, pictures and links that are followed by hand; nothing that runs, hides or is fetched by itself."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

from khen.atoms import media
from khen.atoms.media import Flaw
from khen.atoms.tests.papers import an_office_file

PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
ACTIVE = '<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" ax:classid="{D27CDB6E}"/>'
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def relations(kind: str, target: str, mode: str = ' TargetMode="External"') -> str:
    one = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="{PACKAGE}">{one}</Relationships>'


def related(kind: str, target: str = "https://xa.example/mau.dotm", part: str = "word/_rels/document.xml.rels") -> bytes:
    return an_office_file("docx", **{part: relations(kind, target)})


def test_what_offices_really_write_is_accepted() -> None:
    text, kept = Document(), BytesIO()
    text.add_paragraph("Kế hoạch")
    text.part.relate_to("https://hagiang.example/", f"{OFFICE}/hyperlink", is_external=True)
    text.save(kept)
    assert media.flaw(kept.getvalue()) is None
    book, kept = Workbook(), BytesIO()
    sheet = book.create_sheet("Xã")
    sheet.append(["xã", 3])
    sheet["A2"] = "Sở"
    sheet["A2"].hyperlink = "https://hagiang.example/"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=1))
    sheet.add_chart(chart, "D2")
    book.save(kept)
    assert media.flaw(kept.getvalue()) is None


@pytest.mark.parametrize(
    "parts",
    [
        {"word/VBAPROJECT.BIN": b"x"},
        {"types": f'<x xmlns="a" t="{MACROS}"/>', "word/macros.bin": b"x"},
        {"types": '<x xmlns="a" t="application/vnd.ms-word.document.macro&#69;nabled.main+xml"/>'},
        {"xl/macrosheets/sheet1.xml": "<x/>"},
    ],
    ids=["name", "type", "escaped", "excel 4"],
)
def test_macros_are_found_whatever_their_part_is_called_and_however_it_is_written(parts: dict[str, str | bytes]) -> None:
    assert media.flaw(an_office_file("docx", **parts)) == Flaw.MACROS


@pytest.mark.parametrize(
    "parts",
    [
        {"word/embeddings/oleObject1.bin": OLE},
        {"word/media/image1.png": OLE},
        {"word/media/image1.png": b"MZ" + bytes(90)},
        {"word/kem-theo.exe": b"xx"},
        {"word/afchunk.mht": b"MIME-Version: 1.0"},
        {"word/activeX/activeX1.xml": ACTIVE},
        {"word/x/nut.xml": ACTIVE, "word/_rels/document.xml.rels": relations("control", "x/nut.xml", "")},
        {"word/_rels/document.xml.rels": relations("oleObject", "media/image1.png", ""), "word/media/image1.png": b"\x89PNG"},
        {"word/_rels/document.xml.rels": relations("aFChunk", "chen.xml", ""), "word/chen.xml": "<x/>"},
        {"word/embeddings/bang.xlsx": an_office_file("xlsx", **{"xl/vbaProject.bin": b"x"})},
        {"word/embeddings/bang.xlsx": b"PK\x03\x04" + bytes(90)},
        {"word/embeddings/bang.xlsx": an_office_file("xlsx", **{"xl/embeddings/b.xlsx": an_office_file("xlsx")})},
    ],
    ids=(
        ["ole", "picture-ole", "picture-exe", "exe", "mht", "activex", "control", "ole-by-relation", "chunk"]
        + ["macros-within", "broken-within", "deep"]
    ),
)
def test_a_part_that_is_another_file_or_runs_is_found(parts: dict[str, str | bytes]) -> None:
    assert media.flaw(an_office_file("docx", **parts)) == Flaw.EMBEDDED


def test_the_table_behind_a_chart_is_no_foreign_part() -> None:
    table = an_office_file("xlsx")
    held = {"word/embeddings/Microsoft_Excel_Sheet1.xlsx": table, "xl/printerSettings/printerSettings1.bin": b"H\0P\0" * 9}
    related = {"word/charts/_rels/chart1.xml.rels": relations("package", "../embeddings/Microsoft_Excel_Sheet1.xlsx", "")}
    assert media.flaw(an_office_file("docx", **held, **related)) is None


FETCHING = ["attachedTemplate", "oleObject", "frame", "image", "subDocument", "externalLinkPath", "aFChunk", ""]


@pytest.mark.parametrize("kind", FETCHING)
def test_what_is_fetched_when_the_file_is_opened_is_found(kind: str) -> None:
    for part in ("word/_rels/document.xml.rels", "word/_rels/SETTINGS.XML.RELS", "_rels/.rels"):
        assert media.flaw(related(kind, part=part)) == Flaw.FETCHED


def test_relations_are_read_in_whatever_letters_they_are_written() -> None:
    written = f'<?xml version="1.0" encoding="UTF-16"?>{relations("image", "https://xa.example/a.png")}'.encode("utf-16")
    escaped = relations("image", "https://xa.example/a.png").replace("External", "&#69;xternal")
    for one in (written, escaped):
        assert media.flaw(an_office_file("docx", **{"word/_rels/document.xml.rels": one})) == Flaw.FETCHED


@pytest.mark.parametrize("part", ["xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/queryTables/queryTable1.xml"])
def test_what_asks_another_program_or_a_server_for_its_numbers_is_found(part: str) -> None:
    assert media.flaw(an_office_file("xlsx", **{part: "<x/>"})) == Flaw.FETCHED


def test_a_link_that_somebody_follows_by_hand_stays() -> None:
    for target in ("https://hagiang.example/", "mailto:so@vidu.example", "#trang2", r"file://vidu.example/C:\van-ban\kh.docx"):
        assert media.flaw(related("hyperlink", target)) is None


def test_relations_that_cannot_be_read_or_are_said_twice_are_refused() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">]>' + relations("hyperlink", "&a;")
    for wrong in ("<Relationships", bomb, relations("hyperlink", "a") + "<x/>"):
        assert media.flaw(an_office_file("docx", **{"word/_rels/document.xml.rels": wrong})) == Flaw.BROKEN
    kept = BytesIO(an_office_file("docx"))
    with zipfile.ZipFile(kept, "a") as made:
        made.writestr("WORD/document.xml", "<x/>")
    assert media.flaw(kept.getvalue()) == Flaw.BROKEN


@given(st.integers(0, 10_000), st.binary(max_size=9), st.integers(0, 9))
def test_no_altered_bytes_break_the_check(place: int, more: bytes, lost: int) -> None:
    whole = an_office_file("docx", **{"word/_rels/document.xml.rels": relations("image", "https://xa.example/a.png")})
    place %= len(whole)
    assert media.flaw(whole[:place] + more + whole[place + lost :]) in {*Flaw, None}


@pytest.mark.parametrize("parts", [{"xl/media.bin": bytes(30 * 1024 * 1024)}, {f"xl/{n}.xml": "<x/>" for n in range(5001)}])
def test_a_file_that_unpacks_to_too_much_is_told_apart_from_one_that_breaks_off(parts: dict[str, Any]) -> None:
    assert media.flaw(an_office_file("xlsx", **parts)) == Flaw.SWELLING
