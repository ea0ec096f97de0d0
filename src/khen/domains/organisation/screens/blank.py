"""The empty list of people that an administrator fills in, with what may stand in each column beside it."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from khen.bodies.models import Area, Body
from khen.bodies.terms import Role
from khen.domains.organisation.rules import MOST_ROWS, NEEDED
from khen.domains.organisation.terms import Heading

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
WIDTH, LAST = 28, MOST_ROWS


def blank_list(bodies: Iterable[Body], areas: Iterable[Area]) -> bytes:
    """An .xlsx: the headings alone on the first sheet; on the others what columns take, and the places to choose from."""
    kept = BytesIO()
    with Workbook(kept, OPTIONS) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        first = book.add_worksheet(_("People"))
        first.freeze_panes(1, 0)
        first.set_column(0, len(Heading) - 1, WIDTH, text)
        for column, heading in enumerate(Heading):
            first.write_string(0, column, str(heading.label), bold)
        roles = [str(role.label) for role in Role]
        first.data_validation(1, list(Heading).index(Heading.ROLE), LAST, list(Heading).index(Heading.ROLE), _choice(roles))
        _page(book.add_worksheet(_("How to fill it in")), bold, (_("Column"), _("What it takes")), _columns())
        _page(book.add_worksheet(_("Bodies")), bold, (_("Key"), _("Body")), ((one.key, one.name) for one in bodies))
        _page(book.add_worksheet(_("Areas")), bold, (_("Official code"), _("Area")), ((one.code, str(one)) for one in areas))
    return kept.getvalue()


def _choice(roles: Sequence[str]) -> dict[str, object]:
    return {"validate": "list", "source": list(roles), "error_type": "warning"}


def _columns() -> list[tuple[str, str]]:
    said = {
        Heading.FULL_NAME: _("As on the person's papers."),
        Heading.USERNAME: _("Letters a-z, digits, dots, hyphens; for good."),
        Heading.EMAIL: _("May stay empty; an invitation needs it."),
        Heading.BODY: _("The key or the whole name, as on the sheet of bodies."),
        Heading.ROLE: ", ".join(str(role.label) for role in Role),
        Heading.AREA: _("Empty: the body and all below it. Otherwise the code or name of an area."),
        Heading.SINCE: _("Day/month/year; empty: the day on which the list is handed in."),
    }
    needed = _("needed")
    return [(f"{one.label} ({needed})" if one in NEEDED else capfirst(str(one.label)), said[one]) for one in Heading]


def _page(page: Worksheet, bold: Format, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    page.set_column(0, 0, WIDTH)
    page.set_column(1, 1, WIDTH * 2)
    for number, row in enumerate([headings, *rows]):
        for column, cell in enumerate(row):
            page.write_string(number, column, cell, bold if number == 0 else None)
