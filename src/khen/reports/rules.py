"""What is asked before a report moves on. Values in, reasons out."""

from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from khen.reports.terms import Standing

LONGEST_BLOCK = 20_000
HIGHEST_NUMBER = 99_999


def reasons_not_to_open(*, allowed: bool, exists: bool) -> Iterator[object]:
    """Before a body begins its report."""
    if not allowed:
        yield _("Only those who compose the body's reports may open one.")
    if exists:
        yield _("The report of this period has already been opened.")


def reasons_not_to_edit(*, standing: str, allowed: bool, text: str, unknown: Collection[str]) -> Iterator[object]:
    """Before a division changes its block."""
    if not allowed:
        yield _("Only the division responsible for this part may change it.")
    if standing != Standing.OPEN:
        yield _("The report has been approved; its text and figures are frozen.")
    if len(text) > LONGEST_BLOCK:
        yield _("This part is too long; keep it under 20,000 characters.")
    if unknown:
        yield _("No figure has this key: %(keys)s.") % {"keys": ", ".join(sorted(unknown))[:200]}


def reasons_not_to_pass(*, standing: str, allowed: bool, known: bool, warns: bool, reason: str) -> Iterator[object]:
    """Before a leader lets a warning pass."""
    if not allowed:
        yield _("Only a leader of the body may let a warning pass.")
    if standing != Standing.OPEN:
        yield _("The report has been approved; its text and figures are frozen.")
    if not known:
        yield _("This warning no longer stands; look at the list again.")
    elif not warns:
        yield _("Only warnings can be passed; mend what blocks the report.")
    if len(reason.strip()) < 10:
        yield _("Say in at least ten characters why the warning may pass.")


def reasons_not_to_approve(
    *, standing: str, allowed: bool, blocks: int, warns: int, unconfirmed: Collection[str]
) -> Iterator[object]:
    """Before a leader approves: nothing blocks, every warning was passed, every division has confirmed its part."""
    if not allowed:
        yield _("Only a leader of the body may approve its report.")
    if standing != Standing.OPEN:
        yield _("This report has already been approved.")
        return
    if blocks:
        yield _("%(count)d findings block the report; mend them first.") % {"count": blocks}
    if warns:
        yield _("%(count)d warnings are neither mended nor passed with a reason.") % {"count": warns}
    if unconfirmed:
        yield _("Not yet confirmed by their divisions: %(parts)s.") % {"parts": ", ".join(unconfirmed)}


def reasons_not_to_number(
    *, standing: str, allowed: bool, number: int, signed_on: date, approved_on: date | None, taken: bool
) -> Iterator[object]:
    """Before the clerk enters number and date (Decree 30/2020/NĐ-CP, article 15: numbers run from 01 each year)."""
    if not allowed:
        yield _("Only the body's clerk may number its papers.")
    if standing != Standing.APPROVED:
        yield _("Only an approved report without a number can be numbered.")
        return
    if not 1 <= number <= HIGHEST_NUMBER:
        yield _("The number must lie between 1 and 99,999.")
    if approved_on and signed_on < approved_on:
        yield _("The paper cannot bear a day before its approval (%(day)s).") % {"day": f"{approved_on:%d/%m/%Y}"}
    if taken:
        yield _("This number was already given to another report of the year.")


def reasons_not_to_keep_scan(*, standing: str, allowed: bool, data: bytes, largest: int) -> Iterator[object]:
    """Before the clerk keeps the signed scan."""
    if not allowed:
        yield _("Only the body's clerk may enter the signed copy.")
    if standing != Standing.NUMBERED:
        yield _("The signed copy is entered once, after the number.")
    if not data.startswith(b"%PDF-"):
        yield _("The signed copy must be a PDF file.")
    if len(data) > largest:
        yield _("The file is larger than 20 MB; scan it at 200 dpi in grey.")
