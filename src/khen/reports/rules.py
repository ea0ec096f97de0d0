"""What is asked before a report moves on. Values in, reasons out."""

import re
from collections.abc import Collection, Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from khen.atoms import media
from khen.atoms.period import closing_day, parse
from khen.atoms.refusal import Mendable
from khen.atoms.text import tagged
from khen.atoms.vietnamese import day_in_digits
from khen.reports.terms import Standing

LONGEST_BLOCK = 20_000
SHORTEST_REASON, LONGEST_REASON = 10, 500
HIGHEST_NUMBER = 99_999
UNASKED = "·" * SHORTEST_REASON  # stands for a reason before anybody is asked for one
HALF_YEAR = re.compile(r"(19|20)[0-9]{2}-H[12](@15)?")


def reasons_about_practice(*, practised: bool) -> Iterator[object]:
    if practised:
        yield _("A report is not practised in the training: open one at your own work.")


def reasons_not_to_open(
    *, allowed: bool, exists: bool, period: str, due: date, strangers: Collection[str] = (), practised: bool = False
) -> Iterator[object]:
    """Before a body begins its report. `strangers` are divisions named by the outline that are not the body's; `practised`: it is
    a body for training."""
    if practised:
        yield from reasons_about_practice(practised=practised)
        return
    if not allowed:
        yield _("Only those who compose the body's reports may open one.")
    if exists:
        yield _("The report of this period has already been opened.")
    if not HALF_YEAR.fullmatch(period):
        yield _("This outline is for a half-year; write for example 2020-H1.")
    elif due.year < int(period[:4]):
        yield _("The report cannot be due before its period begins.")
    if strangers:
        yield _("The outline names divisions that this body does not have: %(keys)s.") % {"keys": ", ".join(sorted(strangers))}


def reasons_not_to_touch(*, standing: str, allowed: bool, overtaken: bool = False) -> Iterator[object]:
    """Before a division changes or confirms its part. `overtaken`: somebody else has changed it since it was looked at."""
    if not allowed:
        yield _("Only the division responsible for this part may change it.")
    yield from _against_frozen(standing)
    if standing == Standing.OPEN and overtaken:
        yield _("Somebody else has changed this part since you opened it. Look at it as it stands now, then do it again.")


def reasons_against_text(*, text: str, unknown: Collection[str], stray: bool) -> Iterator[object]:
    """Before words become a division's part. `stray`: a brace is left that makes no figure."""
    if len(text) > LONGEST_BLOCK:
        yield _("This part is too long; keep it under 20,000 characters.")
    if unknown:
        yield _("No figure has this key: %(keys)s.") % {"keys": ", ".join(sorted(unknown))[:200]}
    if stray:
        yield _("A brace stands alone. A figure is written as its key in braces, {licences.granted}; elsewhere use no braces.")
    yield from _against_marks(text)


def reasons_not_to_confirm(*, text: str, confirmed: bool, hints: Collection[str] = ()) -> Iterator[object]:
    """Before a division stands by its part. `hints` are those of the outline that still stand in it."""
    if not text:
        yield Mendable(_("Nothing is written in this part; there is nothing to confirm."))
    if confirmed:
        yield _("This part has already been confirmed.")
    for hint in hints:
        said = _("The hint [%(hint)s] still stands in this part. Put your own words in its place, or take it out.")
        yield Mendable(said % {"hint": hint})


def reasons_not_to_pass(
    *, standing: str, allowed: bool, known: bool, warns: bool, reason: str, kinds: int = 1
) -> Iterator[object]:
    """Before a leader lets warnings pass. `known`, `warns`: all that were chosen; `kinds`: of how many kinds they are."""
    if not allowed:
        yield _("Only a leader of the body may let a warning pass.")
    yield from _against_frozen(standing)
    if not known:
        yield _("This warning no longer stands; look at the list again.")
    elif not warns:
        yield _("Only warnings can be passed; mend what blocks the report.")
    elif kinds > 1:
        yield _("One reason is signed for warnings of one kind: tick those under one heading, and the others afterwards.")
    if len(reason.strip()) < SHORTEST_REASON:
        yield _("Say in at least ten characters why the warning may pass.")
    if len(reason) > LONGEST_REASON:
        yield _("Say it in at most 500 characters.")
    yield from _against_marks(reason)


def reasons_not_to_close_yet(*, period: str, on: date) -> Iterator[object]:
    """The figures of a period are frozen in its last month or later."""
    if on < (closing := closing_day(parse(period))):
        yield _("The period is still running: its report can be approved from %(day)s.") % {"day": day_in_digits(closing)}


def reasons_not_to_approve(
    *, standing: str, allowed: bool, blocks: int, warns: int, unconfirmed: Collection[str], own: Collection[str] = ()
) -> Iterator[object]:
    """Before a leader approves: nothing blocks, every warning was passed, every division has confirmed its part."""
    if not allowed:
        yield _("Only a leader of the body may approve its report.")
    if standing == Standing.CALLED_OFF:
        yield from _against_frozen(standing)
        return
    if standing != Standing.OPEN:
        yield _("This report has already been approved.")
        return
    if blocks:
        yield Mendable(_("%(count)d findings block the report; mend them first.") % {"count": blocks})
    if warns:
        yield Mendable(_("%(count)d warnings are neither mended nor passed with a reason.") % {"count": warns})
    if unconfirmed:
        yield Mendable(_("Not yet confirmed by their divisions: %(parts)s.") % {"parts": ", ".join(unconfirmed)})
    if own:
        yield _("You confirmed these parts yourself; another leader approves: %(parts)s.") % {"parts": ", ".join(own)}


def reasons_to_look_again(changed: Collection[str]) -> Iterator[object]:
    """`changed`: in words, the figures and parts that are no longer as the person who approves has seen them."""
    if changed:
        said = _("Since you opened this page this has changed: %(what)s. Look at the paper as it stands now, then do it again.")
        yield said % {"what": "; ".join(changed)}


def reasons_not_to_number(*, standing: str, allowed: bool, altered: bool = False) -> Iterator[object]:
    """Before the clerk enters number and date. `altered`: a frozen figure or text is no longer what the journal says of it."""
    if not allowed:
        yield _("Only the body's clerk may number its papers.")
    if standing != Standing.APPROVED:
        yield _("Only an approved report without a number can be numbered.")
    yield from _against_altered(altered)


def reasons_against_number(*, number: int, signed_on: date, approved_on: date | None, on: date, taken: bool) -> Iterator[object]:
    """Before a number and a date stand on a paper (Decree 30/2020/NĐ-CP, article 15: numbers run from 01 each year)."""
    if not 1 <= number <= HIGHEST_NUMBER:
        yield _("The number must lie between 1 and 99,999.")
    if approved_on and signed_on < approved_on:
        yield _("The paper cannot bear a day before its approval (%(day)s).") % {"day": day_in_digits(approved_on)}
    if signed_on > on:
        yield _("The paper cannot bear a day that is still to come.")
    if taken:
        yield _("This number was already given to another report of the year.")


def reasons_not_to_keep_scan(*, standing: str, allowed: bool) -> Iterator[object]:
    """Before the clerk keeps the signed scan."""
    if not allowed:
        yield _("Only the body's clerk may enter the signed copy.")
    if standing != Standing.NUMBERED:
        yield _("The signed copy is entered once, after the number.")


def reasons_against_scan(*, data: bytes, largest: int) -> Iterator[object]:
    """Before a file is kept as the signed copy."""
    if len(data) > largest:
        yield _("The file is larger than 20 MB; scan it at 200 dpi in grey.")
    elif media.examine(data) is not media.PDF:
        yield _("The signed copy must be a PDF file.")
    elif flaw := media.flaw(data):
        yield _(flaw.value)


def reasons_not_to_correct_number(
    *, standing: str, allowed: bool, same: bool = False, altered: bool = False, reason: str = UNASKED
) -> Iterator[object]:
    """Before a wrong number or day gives way. `same`: nothing would change; `altered` as for a first number; `reason` while
    nobody asked: UNASKED."""
    if not allowed:
        yield _("Only the body's clerk may number its papers.")
    if standing not in {Standing.NUMBERED, Standing.SIGNED}:
        yield _("There is no number yet that could be corrected.")
    elif same:
        yield _("This number and day already stand on the paper; nothing would change.")
    yield from _against_altered(altered)
    yield from _against_reason(reason)


def reasons_not_to_replace_scan(*, standing: str, allowed: bool, same: bool = False, reason: str = UNASKED) -> Iterator[object]:
    """Before the right scan stands beside a wrong one. `same`: this very file is kept already."""
    if not allowed:
        yield _("Only the body's clerk may enter the signed copy.")
    if standing != Standing.SIGNED:
        yield _("There is no signed copy yet that could be replaced.")
    elif same:
        yield _("This very file is already kept; choose the right one.")
    yield from _against_reason(reason)


def reasons_not_to_confirm_scan(
    *, standing: str, allowed: bool, doubted: bool = True, overtaken: bool = False, altered: bool = False
) -> Iterator[object]:
    """Before the signed copy is said to bear the right number. `doubted`: that was corrected after the copy was looked at;
    `overtaken`: it was corrected once more since the page was opened; `altered`: the copy is not the one that was kept."""
    if not allowed:
        yield _("Only the body's clerk may say that the signed copy bears the right number.")
    if standing != Standing.SIGNED:
        yield _("There is no signed copy yet that could be looked at.")
    elif not doubted:
        yield _("The number was not corrected after the signed copy was looked at; there is nothing to confirm.")
    elif overtaken:
        yield _("The number has just been corrected once more. Look at the signed copy first, then do it again.")
    if altered:
        yield _("The signed copy no longer matches the journal, so nobody can say what it bears. Call the administrator.")


def reasons_not_to_call_off(*, standing: str, allowed: bool, reason: str = UNASKED) -> Iterator[object]:
    """Before a report that was opened by mistake ends."""
    if not allowed:
        yield _("Only those who compose the body's reports may call one off.")
    if standing == Standing.CALLED_OFF:
        yield _("The report has already been called off.")
    elif standing != Standing.OPEN:
        yield _("The report has been approved; what was approved is kept and cannot be called off.")
    yield from _against_reason(reason)


def _against_marks(text: str) -> Iterator[object]:
    if tagged(text):
        yield _("These words are printed as they stand: take out marks of a web page such as <b> or &nbsp;.")


def _against_altered(altered: bool) -> Iterator[object]:
    if altered:
        yield _(
            "What was frozen no longer matches the journal: a paper would print what nobody approved. Call the administrator."
        )


def _against_reason(reason: str) -> Iterator[object]:
    if len(reason) < SHORTEST_REASON:
        yield _("Say in at least ten characters why.")
    if len(reason) > LONGEST_REASON:
        yield _("Say it in at most 500 characters.")


def _against_frozen(standing: str) -> Iterator[object]:
    if standing == Standing.CALLED_OFF:
        yield _("The report was called off; nothing in it is changed any more.")
    elif standing != Standing.OPEN:
        yield _("The report has been approved; its text and figures are frozen.")
