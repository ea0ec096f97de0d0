"""Tables come out of what offices really send, and nothing else comes in."""

import unicodedata
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from khen.atoms.rows import Fault, Formula, Truth
from khen.atoms.table import LARGEST, UnreadableError, read

TEXT = "Họ tên;Cơ quan\nĐặng Thị Được;Sở Thông tin và Truyền thông\n"
CELLS = [("Họ tên", "Cơ quan"), ("Đặng Thị Được", "Sở Thông tin và Truyền thông")]
TONES = "\u0300\u0301\u0303\u0309\u0323"


def a_workbook(*rows: tuple[Any, ...]) -> bytes:
    book, kept = Workbook(), BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return kept.getvalue()


def in_windows_1258(text: str) -> bytes:
    """As Vietnamese Windows of old saved it: the letter first, its tone after it."""
    parts = []
    for letter in text:
        whole = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(c for c in whole if c not in TONES))
        parts.append(base + "".join(c for c in whole if c in TONES))
    return "".join(parts).encode("cp1258")


def cells(content: bytes, most: int = 10) -> list[tuple[Any, ...]]:
    return [row.cells for row in read(content, most=most)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_file_is_read_in_every_encoding_of_unicode(encoding: str) -> None:
    assert cells(TEXT.encode(encoding)) == CELLS


def test_a_text_file_of_old_windows_is_read_with_its_tones() -> None:
    assert cells(in_windows_1258(TEXT)) == CELLS


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_columns_are_parted_as_the_spreadsheet_program_of_the_place_does(mark: str) -> None:
    assert cells(TEXT.replace(";", mark).encode()) == CELLS
    assert cells(f"sep={mark}\n{TEXT.replace(';', mark)}".encode()) == CELLS


def test_letters_composed_of_parts_become_whole() -> None:
    for content in (unicodedata.normalize("NFD", TEXT).encode(), a_workbook(*(unicodedata_parts(row) for row in CELLS))):
        assert cells(content) == CELLS


def test_rows_hidden_by_hand_or_by_a_filter_are_read_and_known_as_such() -> None:
    book, kept = load_workbook(BytesIO(a_workbook(*CELLS, ("Lò Thị Mỷ", "x"), ("Sùng A Páo", "y")))), BytesIO()
    assert book.active is not None
    book.active.row_dimensions[2].hidden = True
    book.active.auto_filter.ref = "A1:B4"
    book.active.row_dimensions[4].hidden = True
    book.save(kept)
    assert [(row.number, row.hidden) for row in read(kept.getvalue(), most=10)] == [(1, False), (2, True), (3, False), (4, True)]
    assert not any(row.hidden for row in read(TEXT.encode(), most=10))


def unicodedata_parts(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(unicodedata.normalize("NFD", cell) for cell in row)


def test_a_workbook_keeps_its_row_numbers_days_and_numbers() -> None:
    content = a_workbook(("Họ tên", "Ngày"), (), (" Giàng A Páo ", date(2020, 7, 1)), (12.0, None))
    rows = read(content, most=10)
    assert [(row.number, row.cells[:2]) for row in rows] == [
        (1, ("Họ tên", "Ngày")),
        (3, ("Giàng A Páo", date(2020, 7, 1))),
        (4, ("12",)),
    ]


def test_what_would_be_calculated_is_told_apart() -> None:
    for content in (a_workbook(("=1+1", "x")), b"=1+1;x\n", b"@SUM(A1);x\n"):
        assert isinstance(cells(content)[0][0], Formula)


def test_faults_of_the_spreadsheet_program_and_what_is_true_or_false_are_told_apart() -> None:
    faults = ("#N/A", "#REF!", "#NAME?")
    for content in (a_workbook(faults), ";".join(faults).encode()):
        assert [type(cell) for cell in cells(content)[0]] == [Fault] * 3 and cells(content)[0] == faults
    told = cells(a_workbook((True, False, "TRUE")))[0]
    assert told == ("TRUE", "FALSE", "TRUE") and [isinstance(cell, Truth) for cell in told] == [True, True, False]


def test_spaces_of_whatever_width_become_spaces() -> None:
    assert cells(a_workbook(("\u00a0Sùng\u00a0Thị\u2009Mỷ\u202f",)))[0] == ("Sùng Thị Mỷ",)


def refused(content: bytes, most: int = 10) -> str:
    with pytest.raises(UnreadableError) as told:
        read(content, most=most)
    return told.value.msgid


def zipped(**parts: bytes) -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"x" * (LARGEST + 1), "larger"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old .xls"),
        (b"PK\x03\x04 that is all", ".xlsx file that can be read"),
        (a_workbook(("Họ tên",))[:900], ".xlsx file that can be read"),
        (zipped(**{"xl__workbook.xml": b"<not xml"}), ".xlsx file that can be read"),
        (zipped(**{"content.xml": b"<a/>"}), ".xlsx file that can be read"),
        (zipped(**{"xl__workbook.xml": b"<a/>", "xl__vbaProject.bin": b"x"}), "macros"),
        (zipped(**{"xl__workbook.xml": b"<a/>", "xl__big.xml": bytes(60 * 1024 * 1024)}), "unpacks"),
        (zipped(**{f"p{number}": b"" for number in range(300)}), "unpacks"),
        (b"\x00\x01\x02\x03" * 50, "neither"),
        (b"%PDF-1.7\n\x00\x01", "neither"),
        (b"\xff\xfe\x00", "encoded"),
        (b"a,\xd2\x8d\xde", "encoded"),
        (("a,b\n" * 12).encode(), "longer"),
    ],
)
def test_whatever_is_no_list_is_refused_in_words(content: bytes, said: str) -> None:
    assert said in refused(content)


def with_part(said: str, name: str, *, kind: str = "application/octet-stream", relation: str = "package") -> bytes:
    """A real workbook with one part more: how its list of types calls it, and how the workbook is related to it."""
    kept = BytesIO()
    with ZipFile(BytesIO(a_workbook(*CELLS))) as real, ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        for part in real.namelist():
            text = real.read(part).decode()
            if part == "[Content_Types].xml":
                text = text.replace("</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>')
            if part == "xl/_rels/workbook.xml.rels":
                one = f'<Relationship Id="x9" Type="http://vidu.example/{relation}" Target="/{name}"/>'
                text = text.replace("</Relationships>", f"{one}</Relationships>")
            archive.writestr(part, text)
        archive.writestr(name, said)
    return kept.getvalue()


VBA = "application/vnd.ms-office.vbaProject"


@pytest.mark.parametrize(
    "content",
    [
        with_part("x", "xl/printerSettings.bin", kind=VBA),
        with_part("x", "xl/styles2.xml", kind=VBA.upper()),
        with_part("x", "xl/data.xml", kind="application/vnd.ms-office.vba&#80;roject"),
        with_part("x", "xl/data.xml", relation="vbaProject"),
        with_part("x", "xl/worksheets/sheet9.xml", kind="application/vnd.ms-excel.macrosheet+xml"),
        with_part("x", "xl/worksheets/sheet9.xml", relation="xlMacrosheet"),
        with_part("x", "xl/book.xml", kind="application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    ],
    ids=["type", "letters", "escaped", "relation", "excel 4", "excel 4 by relation", "workbook"],
)
def test_macros_are_found_though_their_part_bears_another_name(content: bytes) -> None:
    assert "macros" in refused(content)


def test_a_part_more_that_is_no_macro_does_no_harm() -> None:
    assert cells(with_part("x", "xl/printerSettings.bin")) == CELLS


def test_a_list_of_types_that_cannot_be_read_is_no_workbook() -> None:
    for types in (b"<not xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'):
        content = zipped(**{"xl__workbook.xml": b"<a/>", "[Content_Types].xml": types})
        assert ".xlsx file that can be read" in refused(content)


def test_a_sheet_formatted_to_its_end_is_refused_before_it_is_walked_through() -> None:
    book, kept = Workbook(), BytesIO()
    assert book.active is not None
    book.active["A1"], book.active["A900000"] = "Họ tên", "cuối"
    book.save(kept)
    assert "longer" in refused(kept.getvalue())


def test_an_archive_that_lies_about_its_size_unpacks_to_no_more_than_it_says() -> None:
    content = bytearray(zipped(**{"xl__workbook.xml": b" " * 5_000_000}))
    for place in (content.find(b"PK\x03\x04") + 22, content.find(b"PK\x01\x02") + 24):
        content[place : place + 4] = (10).to_bytes(4, "little")
    assert "can be read" in refused(bytes(content))


def test_entities_that_multiply_are_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
    parts = dict.fromkeys(("[Content_Types].xml", "xl__workbook.xml", "xl__worksheets__sheet1.xml"), bomb)
    assert "can be read" in refused(zipped(**parts))
