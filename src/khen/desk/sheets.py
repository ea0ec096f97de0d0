"""Lists and figures as spreadsheets, headed and signed off as an office does it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain
from typing import IO

from django.core.files.temp import NamedTemporaryFile
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from khen.atoms.vietnamese import day_in_words
from khen.desk.illustration import illustrative

Value = str | Decimal | int | date | None
WIDEST = 60
OPTIONS = {
    "constant_memory": True,  # a row is on the disk before the next is made
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "default_date_format": "dd/mm/yyyy",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Whose it is, a title, lines below it, headings, rows, and who made it on which day, where."""

    title: str
    about: Sequence[str]
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    sums: Sequence[Value] = ()  # a last row, not counted among the others
    by: str
    on: date
    body: str = ""
    place: str = ""
    limit: str = ""  # what is missing, in words
    name: str = ""  # of the worksheet

    @property
    def place_and_day(self) -> str:
        """ "Đồng Văn, ngày 05 tháng 01 năm 2020"; the day alone where no place is known."""
        day = day_in_words(self.on)
        return f"{self.place}, {day}" if self.place else day.capitalize()

    @property
    def notes(self) -> list[str]:
        """What whoever holds the list must know, on paper and in every file: what is missing, that its data is illustrative."""
        return [line for line in (self.limit, illustrative().capitalize()) if line]


def written(sheet: Sheet) -> bytes:
    """The workbook's bytes."""
    with kept(sheet) as file:
        return file.read()


def kept(sheet: Sheet) -> IO[bytes]:
    """The workbook as an open file, at its beginning; gone when it is closed.

    Text stays text: nothing in a cell is ever taken for a formula or a link."""
    file: IO[bytes] = NamedTemporaryFile()
    with Workbook(file, OPTIONS) as book:
        bold, whole = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "#,##0"})
        broken = book.add_format({"num_format": "#,##0.00##"})
        page = book.add_worksheet(sheet.name or _("Figures"))
        above = [line for line in (sheet.body.upper(), sheet.title) if line]
        below = [line for line in (*sheet.about, *sheet.notes) if line]
        for row, line in enumerate((*above, *below)):
            page.write_string(row, 0, line, bold if row < len(above) else None)
        head = len(above) + len(below) + 1
        for column, heading in enumerate(sheet.headings):
            page.write_string(head, column, heading, bold)
        last = _fill(page, head, sheet, whole, broken)
        _sign(page, last + 2, max(len(sheet.headings) - 2, 0), sheet)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(head)
        page.set_footer("&C&P/&N")
    file.seek(0)
    return file


def _fill(page: Worksheet, head: int, sheet: Sheet, whole: Format, broken: Format) -> int:
    """Write the rows below the headings; the number of the last line."""
    last, widths = head, [len(heading) for heading in sheet.headings]
    for last, values in enumerate(chain(sheet.rows, [sheet.sums] if sheet.sums else []), head + 1):
        for column, value in enumerate(values):
            _put(page, last, column, value, broken if isinstance(value, Decimal) and value % 1 else whole)
            widths[column] = max(widths[column], len(str(value or "")))
    for column, width in enumerate(widths):
        page.set_column(column, column, min(width + 2, WIDEST))
    return last


def _sign(page: Worksheet, row: int, column: int, sheet: Sheet) -> None:
    lines = (sheet.place_and_day, _("Prepared by").upper(), _("(signature and full name)"), "", "", sheet.by)
    for offset, line in enumerate(lines):
        page.write_string(row + offset, column, line)


def _put(page: Worksheet, row: int, column: int, value: Value, number: Format) -> None:
    if isinstance(value, str):
        page.write_string(row, column, value)
    elif isinstance(value, date):
        page.write_datetime(row, column, datetime.combine(value, time.min))
    elif value is not None:
        page.write_number(row, column, float(value), number)
