"""Which documents may be posted on a portal, after Decree 43/2011/NĐ-CP (electronic information of state bodies), and which two
are one paper; values in, reasons out."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from khen.atoms import issuers, media, signs
from khen.atoms.text import shows, tagged
from khen.domains.portals.terms import LONGEST_CORRECTION, DocumentKind, DocumentState
from khen.domains.portals.terms.words import Particulars

LARGEST_FILE = 20 * 1024 * 1024  # bytes
Marks = tuple[str, str, str, date]  # number, symbol, issuer, the day it was signed


def tidied(paper: Particulars) -> Particulars:
    """Each on one line, in NFC; the symbol as the decree writes it."""
    return Particulars(
        number=signs.line(paper["number"]),
        symbol=signs.neat_symbol(paper["symbol"]),
        title=signs.line(paper["title"]),
        issuer=signs.line(paper["issuer"]),
        kind=paper["kind"],
        signed_on=paper["signed_on"],
    )


def reasons_not_to_post(paper: Particulars, *, on: date, file: bytes, posted_before: bool) -> Iterator[object]:
    """Decree 43/2011/NĐ-CP asks for form, issuer, number, symbol, date, abstract, and a file to take away.

    `on` is the day on which it is, or was, posted; `posted_before`: another that stands there has the same number."""
    longest = {"number": 20, "symbol": 60, "title": 500, "issuer": 200}
    if not all(map(shows, (paper["number"], paper["symbol"], paper["title"], paper["issuer"]))):
        yield _("A document has a number, a symbol, a title and an issuer.")
    else:
        yield from reasons_against_sign(paper["number"], paper["symbol"], year=paper["signed_on"].year)
    if any(len(str(value)) > longest.get(name, 40) for name, value in paper.items()):
        yield _("One of the document's particulars is too long.")
    if paper["kind"] not in DocumentKind.values:
        yield _("There is no such kind of document.")
    if paper["signed_on"] > on:
        yield _("A document cannot be posted before the day it is signed.")
    if posted_before:
        yield _("This document already stands on the site: correct it there, or look at the number, symbol and issuer again.")
    if file:
        yield from reasons_against_paper(file)


def sign_as_read(number: str, symbol: str) -> tuple[str, str]:
    """05 and 5 are one number, 5a is another."""
    return number.lstrip("0"), symbol.casefold()


def are_one(paper: Marks, other: Marks) -> bool:
    """Whether two documents of a year are one paper: a body counts its papers of one symbol from 1 each year. However its name
    is spelt; of one day also where one says less of it ("UBND tỉnh", "Ủy ban nhân dân tỉnh Hà Giang")."""
    same = issuers.may_be_one if paper[3] == other[3] else issuers.are_one
    return sign_as_read(*paper[:2]) == sign_as_read(*other[:2]) and same(paper[2], other[2])


def may_be_one(paper: Marks, other: Marks) -> bool:
    """Whether somebody should look at two of a year: of one day, or of issuers that may be one. Nothing is refused by this."""
    alike = paper[3] == other[3] or issuers.may_be_one(paper[2], other[2])
    return alike and sign_as_read(*paper[:2]) == sign_as_read(*other[:2])


def reasons_against_sign(number: str, symbol: str, *, year: int) -> Iterator[object]:
    """Decree 30/2020/NĐ-CP, appendix I, part II.I.3; `year` is that of the day on the paper."""
    if not signs.is_number(number):
        yield _(
            "The number is written in digits, for example 05, with at most one small letter behind them (12a); what stands "
            "behind the stroke belongs to the symbol."
        )
    if not signs.is_symbol(symbol):
        yield _(
            "The symbol is written as on the paper, without the number and without spaces: short forms that begin with a "
            "capital letter, joined by hyphens, for example CT-UBND, QĐ-TTg or 2020/NĐ-CP."
        )
    elif signs.year_in(symbol) not in {None, year}:
        yield _("The year in the symbol is not that of the day on the paper.")


def reasons_not_to_alter(*, state: str) -> Iterator[object]:
    """Only what stands is corrected or withdrawn."""
    if state != DocumentState.STANDING:
        yield _("This document was taken down from the site already.")


def reasons_about_reason(reason: str) -> Iterator[object]:
    """`reason` is one line; readers are told it."""
    if not shows(reason):
        yield _("Give the reason.")
    if len(reason) > LONGEST_CORRECTION:
        yield _("The reason is longer than %(most)d characters.") % {"most": LONGEST_CORRECTION}
    if tagged(reason):
        yield _("These words are shown as they stand: take out marks of a web page such as <b> or &nbsp;.")


def reasons_not_to_overwrite(*, seen: int | None, edition: int) -> Iterator[object]:
    """`seen` is the edition that stood in the form when it was opened."""
    if seen is not None and seen != edition:
        yield _("Somebody else has corrected this document since you opened it. Look at it as it stands now, then do it again.")


def reasons_not_to_repeat(*, same: bool) -> Iterator[object]:
    if same:
        yield _("Nothing differs from the version before.")


def reasons_against_paper(file: bytes) -> Iterator[object]:
    """A document's file is a PDF, whole, of a size that a phone can fetch; of a larger one only the beginning was taken."""
    if media.examine(file) is not media.PDF:
        yield _("The file is not a PDF.")
    elif len(file) > LARGEST_FILE:
        yield _("The file is too large: at most 20 MB.")
    elif flaw := media.flaw(file):
        yield _(flaw.value)
