"""What must hold in a list of people, row by row. Values in, findings out.

Every reason is one that the acts would give; a body out of reach is told in the words for one that does not exist."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from khen.atoms import vietnamese
from khen.atoms.payload import canonical, plain
from khen.atoms.rows import LONGEST_CELL, Cell, Fault, Formula, Row, Truth
from khen.atoms.text import fold
from khen.bodies.terms import Role
from khen.domains.organisation.rules.names import (
    Reasons,
    holds,
    reasons_about_day,
    reasons_about_email,
    reasons_about_full_name,
    reasons_about_username,
)
from khen.domains.organisation.terms import Examined, Finding, Heading, NewPerson, Sighted, named

MOST_ROWS = 2000
MOST_AT_ONCE = 100  # slips on one page
MEANWHILE = _("Somebody else has just entered the same person.")
SEARCHED = 10  # the heading stands in one of the first filled rows
NEEDED = frozenset({Heading.FULL_NAME, Heading.USERNAME, Heading.BODY, Heading.ROLE})
ALSO = {"ho ten": Heading.FULL_NAME, "email": Heading.EMAIL, "ma co quan": Heading.BODY, "don vi": Heading.BODY}

Cells = Mapping[Heading, Cell]


def digest_of_rows(rows: Iterable[Sequence[object]]) -> str:
    """What the journal tells of rows: number, user name, body, role, area and first day of each."""
    return hashlib.sha256(canonical({"rows": plain(sorted(map(list, rows)))}).encode()).hexdigest()


def headings(row: Row) -> dict[int, Heading]:
    """Which column says what: by our own words in any language of the house, or by the usual other ones."""
    known = {**named(Heading), **ALSO}
    said = {place: known.get(fold(str(cell)).rstrip(" *:")) for place, cell in enumerate(row.cells)}
    return {place: one for place, one in said.items() if one}


def heading_row(rows: Sequence[Row]) -> int | None:
    """The place of the row with the headings among the filled ones."""
    return next((place for place, row in enumerate(rows[:SEARCHED]) if set(headings(row).values()) >= NEEDED), None)


def reasons_not_to_read(rows: Sequence[Row]) -> Reasons:
    """The file as a whole."""
    place = heading_row(rows)
    if place is None:
        wanted = ", ".join(str(one.label) for one in Heading if one in NEEDED)
        yield _("No row holds the headings %(wanted)s. When letters look wrong, save the file as CSV UTF-8.") % {"wanted": wanted}
        return
    found = list(headings(rows[place]).values())
    for twice in sorted({one for one in found if found.count(one) > 1}):
        yield _("The column %(column)s stands there twice.") % {"column": twice.label}
    if len(rows) == place + 1:
        yield _("Below the headings there is no row.")


def examine(rows: Sequence[Row], sighted: Sighted) -> Examined:
    """Every row against everything; a row with one thing wrong is not entered, and each thing is told."""
    place = heading_row(rows) or 0
    columns, good, findings = headings(rows[place]), list[NewPerson](), list[Finding]()
    names, addresses = dict[str, int](), dict[str, int]()
    for row in rows[place + 1 :]:
        cells = {one: row.cells[at] if at < len(row.cells) else "" for at, one in columns.items()}
        wrong = [Finding(row.number, column.label, reason) for column, reason in _wrong(cells, sighted)]
        if before := _standing_before(_username(cells), names, row.number):
            said = _("This user name stands in row %(row)s already.") % {"row": before}
            wrong.append(Finding(row.number, Heading.USERNAME.label, said))
        if before := _standing_before(str(cells.get(Heading.EMAIL, "")).lower(), addresses, row.number):
            said = _("This e-mail address stands in row %(row)s already: each person has one of their own.") % {"row": before}
            wrong.append(Finding(row.number, Heading.EMAIL.label, said))
        findings += wrong
        good += [] if wrong else [_taken_over(row.number, cells, sighted)]
    unread = [str(cell) for at, cell in enumerate(rows[place].cells) if cell and at not in columns]
    hidden = [row.number for row in rows[place + 1 :] if row.hidden]
    return Examined(good=good, findings=findings, unread=unread, hidden=hidden)


def _standing_before(word: str, rows: dict[str, int], row: int) -> int | None:
    """The row in which this stood first, when that is another one; an empty cell stands nowhere."""
    first = rows.setdefault(word, row) if word else row
    return None if first == row else first


def small(rows: Sequence[Row], column: Heading) -> set[str]:
    """Every user name or e-mail address of the list in small letters, as they are compared."""
    place = heading_row(rows)
    found = [at for at, one in headings(rows[place]).items() if one == column] if place is not None else []
    return {str(row.cells[at]).lower() for at in found for row in rows[(place or 0) + 1 :] if at < len(row.cells)}


def _username(cells: Cells) -> str:
    """As accounts keep it; none where no words stand."""
    cell = cells[Heading.USERNAME]
    return "" if isinstance(cell, Formula | Fault | Truth) else str(cell).lower()


def _wrong(cells: Cells, sighted: Sighted) -> Iterator[tuple[Heading, Any]]:
    for column, cell in cells.items():
        no_words = list(_about_no_words(cell))
        yield from ((column, reason) for reason in no_words or CHECKS[column](cell, cells, sighted))


def _about_no_words(cell: Cell) -> Reasons:
    """What stands there instead of words, a number or a day."""
    if isinstance(cell, Formula):
        yield _("This cell is calculated: put the value itself there.")
    elif isinstance(cell, Fault):
        yield _("An error of the spreadsheet program stands here (%(fault)s): put the value itself there.") % {"fault": str(cell)}
    elif isinstance(cell, Truth):
        yield _("Here stands true or false (%(said)s) and no words: put the value itself there.") % {"said": str(cell)}
    elif len(str(cell)) > LONGEST_CELL:
        yield _("This is too long.")


def _about_full_name(cell: Cell, cells: Cells, sighted: Sighted) -> Reasons:
    yield from reasons_about_full_name(str(cell))


def _about_username(cell: Cell, cells: Cells, sighted: Sighted) -> Reasons:
    name = str(cell).lower()
    wrong = tuple(reasons_about_username(name))
    yield from wrong
    if wrong:
        return
    if (name, str(cells[Heading.FULL_NAME])) in sighted.entered:
        yield _("This person was entered already: take the row out of the list.")
    elif name in sighted.taken:
        yield _("The user name %(username)s is already in use.") % {"username": name}


def _about_email(cell: Cell, cells: Cells, sighted: Sighted) -> Reasons:
    email, entered = str(cell), (_username(cells), str(cells[Heading.FULL_NAME])) in sighted.entered
    yield from reasons_about_email(email, borne=email.lower() in sighted.borne and not entered)


def _about_body(cell: Cell, cells: Cells, sighted: Sighted) -> Reasons:
    found = sighted.bodies.get(fold(str(cell)), ())
    if not found:
        yield _("You govern no body of this name or key.")
    elif len(found) > 1:
        yield _("Several bodies bear this name: write the key of the one that is meant.")
    elif not holds(sighted.spans[found[0]], _since(cells, sighted) or sighted.day):
        yield _("The body does not exist on that day.")
    elif found[0] in sighted.overreaching and not cells.get(Heading.AREA):
        yield _("That post would reach further than you may govern.")


def _about_role(cell: Cell, cells: Cells, sighted: Sighted) -> Reasons:
    if _role(cell) is None:
        yield _("No such role; there are: %(roles)s.") % {"roles": ", ".join(str(one.label) for one in Role)}


def _about_area(cell: Cell, cells: Cells, sighted: Sighted) -> Reasons:
    found = sighted.areas.get(fold(str(cell)), ())
    if cell and not found:
        yield _("You govern no area of this name or code.")
    elif len(found) > 1:
        yield _("Several areas bear this name: write the code of the one that is meant.")


def _about_since(cell: Cell, cells: Cells, sighted: Sighted) -> Reasons:
    since = _since({Heading.SINCE: cell}, sighted)
    if since is None:
        yield _("This is no day; write day/month/year, for example 01/07/2020.")
    else:
        yield from reasons_about_day(since)


CHECKS = {
    Heading.FULL_NAME: _about_full_name,
    Heading.USERNAME: _about_username,
    Heading.EMAIL: _about_email,
    Heading.BODY: _about_body,
    Heading.ROLE: _about_role,
    Heading.AREA: _about_area,
    Heading.SINCE: _about_since,
}


def _role(cell: Cell) -> Role | None:
    said = fold(str(cell))
    return Role(said) if said in Role.values else named(Role).get(said)


def _since(cells: Cells, sighted: Sighted) -> date | None:
    """The day of a cell, the present one where it is empty; None when it is no day."""
    cell = cells.get(Heading.SINCE, "")
    if isinstance(cell, date):
        return cell
    try:
        return vietnamese.read_day(cell) if cell else sighted.day
    except vietnamese.UnreadableError:
        return None


def _taken_over(number: int, cells: Cells, sighted: Sighted) -> NewPerson:
    """A row with nothing wrong."""
    area = cells.get(Heading.AREA, "")
    return NewPerson(
        row=number,
        full_name=str(cells[Heading.FULL_NAME]),
        username=_username(cells),
        email=str(cells.get(Heading.EMAIL, "")),
        body=sighted.bodies[fold(str(cells[Heading.BODY]))][0],
        role=str(_role(cells[Heading.ROLE])),
        area=sighted.areas[fold(str(area))][0] if area else None,
        since=_since(cells, sighted) or sighted.day,
    )


def reasons_not_to_begin_roll(*, lines: int, again: bool) -> Reasons:
    if not lines:
        yield _("There is no right row to enter.")
    if lines > MOST_ROWS:
        yield _("The list is longer than %(most)s rows: split it.") % {"most": vietnamese.number(MOST_ROWS)}
    if again:
        yield _("This list was handed in already.")


def reasons_not_to_enter_line(*, waiting: bool) -> Reasons:
    if not waiting:
        yield _("This row was dealt with already.")


def reasons_about_nobody(*, people: bool) -> Reasons:
    if not people:
        yield _("Nobody of this list was entered within your reach.")


def reasons_about_no_address(*, people: bool) -> Reasons:
    if not people:
        yield _("Nobody entered by this list has an e-mail address.")


def reasons_not_to_print(*, chosen: int) -> Reasons:
    """They are issued while nobody else writes: more at once would keep the house waiting too long."""
    if chosen > MOST_AT_ONCE:
        yield _("Choose at most %(most)s people at once.") % {"most": MOST_AT_ONCE}
