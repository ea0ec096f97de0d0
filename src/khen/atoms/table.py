"""A small table out of a file that somebody filled in: .xlsx, or .csv in the encodings of Vietnamese offices."""

import csv
import re
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from khen.atoms import office, vietnamese
from khen.atoms.rows import LONGEST_CELL, Cell, Fault, Formula, Row, Truth
from khen.atoms.text import called, nfc

LARGEST = 2 * 1024 * 1024  # bytes of the file
MOST_UNPACKED, MOST_PARTS = 40 * 1024 * 1024, 200  # bytes and files that an .xlsx may unpack to
MOST_COLUMNS = 40
FURTHEST = 20  # empty rows for each row that may be filled: a sheet formatted to its very end is no longer a list
OLD_OFFICE, ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
MARKS = (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
ROW = f"{{{SHEET_MAIN_NS}}}row"
FORMULAS = ("=", "+", "-", "@")
FAULTS = {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#GETTING_DATA"}
BROKEN = (
    *(BadZipFile, InvalidFileException, SyntaxError, OSError, zlib.error),
    *(ValueError, KeyError, TypeError, AttributeError, IndexError, EOFError, OverflowError, NotImplementedError, RuntimeError),
)


class UnreadableError(ValueError):
    """`msgid` says why in English with %(names)s, `data` holds what they stand for."""

    def __init__(self, msgid: str, **data: object) -> None:
        super().__init__(msgid % data)
        self.msgid, self.data = msgid, data


def read(content: bytes, *, most: int) -> list[Row]:
    """The filled rows of the first sheet, at most so many and a heading. Raises UnreadableError."""
    if not content:
        raise UnreadableError("The file is empty.")
    if len(content) > LARGEST:
        raise UnreadableError("The file is larger than %(most)s MB.", most=LARGEST // 1024 // 1024)
    if content.startswith(OLD_OFFICE):
        raise UnreadableError("This is an old .xls file or one with a password: save it as .xlsx without a password.")
    rows = _workbook(content, most) if content.startswith(ZIP) else _text(content)
    found = []
    for row in rows:
        if row.cells:
            found.append(row)
        if len(found) > most + 1:
            raise UnreadableError("The list is longer than %(most)s rows: split it.", most=vietnamese.number(most))
    return found


def _workbook(content: bytes, most: int) -> Iterator[Row]:
    try:
        _open_safely(content)
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        sheet: Any = book.worksheets[0]
        with sheet._get_source() as source:
            hidden = _hidden(source, FURTHEST * most)
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
            if number > FURTHEST * most:
                raise UnreadableError("The list is longer than %(most)s rows: split it.", most=vietnamese.number(most))
            yield _row(number, [_cell(one.value, one.data_type) for one in cells], hidden=number in hidden)
    except UnreadableError:
        raise
    except BROKEN as broken:
        raise UnreadableError("This is no .xlsx file that can be read: open it and save it again as .xlsx.") from broken


def _open_safely(content: bytes) -> None:
    """Look at what the archive claims before anything of it is unpacked; no more than it claims is ever unpacked."""
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.infolist()
        names = {part.filename.casefold() for part in parts}
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise UnreadableError("The file unpacks to more than a list can be: copy the rows into the template.")
        if "xl/workbook.xml" not in names:
            raise UnreadableError("This is no .xlsx file that can be read: open it and save it again as .xlsx.")
        if office.has_macros(archive):
            raise UnreadableError("The file carries macros: save it as .xlsx without them.")


def _hidden(sheet: IO[bytes], furthest: int) -> set[int]:
    """Which of the first so many rows are hidden, by hand or by a filter; one without a number follows the one before it."""
    found, number = set(), 0
    for _event, element in iterparse(sheet):
        if element.tag == ROW:
            number = int(float(element.get("r") or number + 1))
            if number > furthest:
                break
            found |= {number} if element.get("hidden") in {"1", "true"} else set()
            element.clear()
    return found


def _row(number: int, cells: list[Cell], *, hidden: bool = False) -> Row:
    while cells and cells[-1] == "":
        cells.pop()
    return Row(number, tuple(cells), hidden)


def _cell(value: Any, kind: str = "s") -> Cell:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = called(str(value))
    if kind == "e" or text in FAULTS:
        return Fault(text)
    if kind == "b":
        return Truth(text.upper())
    return Formula(text) if kind == "f" or text.startswith(FORMULAS) else text[: LONGEST_CELL + 1]


def _text(content: bytes) -> Iterator[Row]:
    text = decoded(content)
    if CONTROL.search(text):
        raise UnreadableError("This is neither an .xlsx nor a .csv file.")
    lines = text.splitlines(keepends=True)
    said = lines[0].rstrip("\r\n").casefold().removeprefix("sep=") if lines else ""
    chosen = said if said in {",", ";", "\t"} else ""
    first = lines[1] if chosen and len(lines) > 1 else lines[0] if lines else ""
    delimiter = chosen or max((",", ";", "\t"), key=first.count)
    try:
        for number, cells in enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter), 1):
            if not (chosen and number == 1):
                yield _row(number, [_cell(one) for one in cells[:MOST_COLUMNS]])
    except csv.Error as broken:
        raise UnreadableError("This is neither an .xlsx nor a .csv file.") from broken


def decoded(content: bytes) -> str:
    """The words of a text file in UTF-8, UTF-16 or Windows-1258 (whose tone marks stand apart). Raises UnreadableError."""
    try:
        return nfc(content.decode(_encoding(content)))
    except UnicodeDecodeError as unknown:
        raise UnreadableError("Nobody can tell how the letters of this file are encoded: save it as CSV UTF-8.") from unknown


def _encoding(content: bytes) -> str:
    for mark, name in MARKS:
        if content.startswith(mark):
            return name
    head = content[:4000]
    if head[1::2].count(0) > len(head) // 5 or head[::2].count(0) > len(head) // 5:
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1258"
    return "utf-8"
