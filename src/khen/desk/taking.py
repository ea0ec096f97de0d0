"""A list taken along: everything that is filtered, as csv, as a spreadsheet, or on paper (A4, landscape)."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from itertools import chain, islice
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language, gettext, override
from wagtail.coreutils import multigetattr

from khen.atoms import clock, vietnamese
from khen.bodies.models import Body, Person
from khen.bodies.reads import posts_of
from khen.desk.sheets import Sheet, Value, kept

CSV, XLSX, PAPER = "csv", "xlsx", "giay"
FORMS = (XLSX, CSV, PAPER)
MOST = {CSV: 100_000, XLSX: 100_000, PAPER: 2_000}  # rows
AT_ONCE, FILLED = 2000, 100  # rows that are read, and that are filled, together: more rows alive at once are slower to make
STARTS = re.compile('(^|;)([\\s"]*[=+@\uff1d\uff0b\uff0d\uff20-])')  # of a formula, in wide letters too, in quotes or not
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def taken(listing: Any, rows: QuerySet[Any], form: str) -> HttpResponseBase:
    """The answer that hands over these rows in one of FORMS, in constant memory; a limit is told in words."""
    sheet = _sheet(listing, rows, form)
    return handed_over(listing.request, sheet, form, f"{listing.export_filename}-{sheet.on:%Y-%m-%d}")


def handed_over(request: HttpRequest, sheet: Sheet, form: str, name: str) -> HttpResponseBase:
    """A sheet in one of FORMS; `name` is the file's without its ending."""
    if form == PAPER:
        rows = (list(map(_cell, row)) for row in sheet.rows)
        return render(request, "desk/paper.html", {"sheet": sheet, "rows": rows, "sums": [*map(_cell, sheet.sums)]})
    if form == XLSX:
        return FileResponse(kept(sheet), as_attachment=True, filename=f"{name}.xlsx", content_type=SHEET)
    answer = StreamingHttpResponse(_lines(sheet, get_language()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _sheet(listing: Any, rows: QuerySet[Any], form: str) -> Sheet:
    person, count, most = listing.request.user, rows.count(), MOST[form]
    limit = gettext("Only the first %(most)s of %(count)s rows stand here; filter the list to see the others.")
    told = {"most": vietnamese.number(most), "count": vietnamese.number(count)}
    about = [*_asked(listing), gettext("Rows: %(count)s") % told]
    body, name = _body_of(person), str(listing.counter.menu_label)
    return Sheet(
        body=str(body or ""),
        title=gettext("List of %(what)s") % {"what": name[:1].lower() + name[1:]},
        about=about,
        headings=[str(listing.get_heading(rows, field)) for field in listing.list_export],
        rows=_values(_filled(listing, listing.told(rows)[:most]), listing.list_export, listing.counter.export_words),
        by=person.full_name,
        on=clock.today(),
        place=body.area.name if body and body.area else "",
        limit=limit % told if count > most else "",
        name=name[:31],
    )


def _asked(listing: Any) -> Iterator[str]:
    """What the list was narrowed by, in words."""
    if listing.search_query:
        yield gettext("Search: %(words)s") % {"words": listing.search_query}
    for one in listing.active_filters:
        yield f"{one.field_label}: {one.value}"


def _body_of(person: Person) -> Body | None:
    """For whom the person makes a list: the body of the oldest post of today."""
    post = posts_of(person).select_related("body__area").order_by("since", "pk").first()
    return post.body if post else None


def _filled(listing: Any, rows: QuerySet[Any]) -> Iterator[Any]:
    """The rows, so many at once with all that the list says of them."""
    left = rows.iterator(chunk_size=AT_ONCE)
    while some := list(islice(left, FILLED)):
        listing.fill(some)
        yield from some


def _values(rows: Iterable[Any], fields: Sequence[str], worded: Mapping[str, Callable[[Any], str]]) -> Iterator[list[Value]]:
    """`worded` are the fields that the counter puts into words of its own; what a row does not hold is asked of the row."""
    for row in rows:
        yield [worded[field](getattr(row, field, row)) if field in worded else _value(row, field) for field in fields]


def _value(row: Any, field: str) -> Value:
    """What stands in a cell: words for choices and for yes and no, a day for a moment, a number as a number."""
    words = getattr(row, f"get_{field}_display", None)
    value = words() if words else multigetattr(row, field)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime):
        return value.astimezone(clock.VIETNAM).date()
    return value if isinstance(value, date | Decimal | int) or value is None else str(value)


def _cell(value: Value) -> tuple[str, str]:
    """What stands in a cell on paper, and its class: no line breaks a day or a number, and numbers end below each other."""
    number = "short number" if isinstance(value, Decimal | int) else ""
    return _on_paper(value), number or ("short" if isinstance(value, date) else "")


def _on_paper(value: Value) -> str:
    if isinstance(value, date):
        return vietnamese.day_in_digits(value)
    if isinstance(value, Decimal):
        return vietnamese.trimmed(value, decimals=4)
    return "" if value is None else str(value)


def _lines(sheet: Sheet, language: str) -> Iterator[bytes]:
    """The file piece by piece, in the language in which it was asked for; programs know it by its first mark as UTF-8."""
    line = StringIO()
    write = csv.writer(line).writerow
    with override(language):
        yield "\ufeff".encode()
        for row in chain([sheet.headings], sheet.rows, [sheet.sums] if sheet.sums else [], _signed(sheet)):
            write([harmless(_on_paper(value)) for value in row])
            yield line.getvalue().encode()
            line.seek(0)
            line.truncate()


def _signed(sheet: Sheet) -> list[list[str]]:
    """Below an empty row, as many cells each as the headings: whose the list is and of what, as it is headed in the other forms,
    who made it, where and when, and what must be known of it."""
    headed = [(line, "") for line in (sheet.body, sheet.title, *sheet.about) if line]
    notes = [(note, "") for note in sheet.notes]
    told = [("", ""), *headed, (sheet.place_and_day, ""), (gettext("Prepared by"), sheet.by), *notes]
    return [[*row, *[""] * (len(sheet.headings) - len(row))] for row in told]


def harmless(text: str) -> str:
    """A cell that no spreadsheet program takes for a formula, nor any part of it: where Vietnamese is set up, Excel parts a file
    at its semicolons, and there the quotes round a cell hold no line and no tab together. So a cell stands on one line."""
    line = " / ".join(filter(str.strip, text.splitlines()))
    return STARTS.sub(r"\1'\2", line.replace("\t", " "))
