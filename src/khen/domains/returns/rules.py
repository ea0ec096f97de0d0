"""What speaks against declaring, sending, accepting. Decree 09/2019/NĐ-CP: reports follow a regime, figures have a source."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from khen.atoms import media, vietnamese
from khen.atoms.nature import Nature
from khen.atoms.period import closing_day, parse
from khen.atoms.refusal import Mendable, Personal
from khen.atoms.vietnamese import day_in_digits
from khen.domains.returns.terms import LARGEST_FILE, LONGEST_REASON, LONGEST_SOURCE, Answer, Given, Rhythm, State

WHOLE = _("“%(item)s” is counted in whole numbers.")
LARGEST = Decimal(10) ** 12
LARGEST_SHARE = Decimal(1000)
PERIODS = {
    Rhythm.HALF: re.compile(r"(19|20)[0-9]{2}-H[12]"),
    Rhythm.MONTH: re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])"),
    Rhythm.YEAR: re.compile(r"(19|20)[0-9]{2}"),
}
ENDINGS = {"pdf", "png", "jpg", "docx", "xlsx"}


def last_day(period: str) -> date | None:
    """The period's last day; None when the key is no period."""
    try:
        return parse(period).last
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an item asks for. `levels` are the levels that have such a figure, `kinds` the kinds of body whose form holds it."""

    title: str
    unit: str
    decimals: int
    nature: str
    rhythm: str
    levels: Collection[str]
    kinds: Collection[str]
    since: date
    until: date | None


def reasons_not_to_declare(
    wanted: Wanted, given: Given, *, period: str, last: date | None, kind: str, level: str, asked: bool
) -> Iterator[object]:
    """`last` is the period's last day (None when the key is no period), `kind` and `level` are the body's, `asked`: the body
    was asked for the item's form for this period."""
    if last is None or not PERIODS[Rhythm(wanted.rhythm)].fullmatch(period):
        yield _("“%(period)s” is not a period for which “%(item)s” is declared.") % {"period": period[:20], "item": wanted.title}
    elif not (wanted.since <= last and (wanted.until is None or last < wanted.until)):
        yield _("“%(item)s” is not asked for in this period.") % {"item": wanted.title}
    if kind not in wanted.kinds:
        yield _("“%(item)s” does not stand in the form of this body.") % {"item": wanted.title}
    yield from reasons_unless_asked(wanted.title, asked)
    yield from _reasons_against_answer(wanted, given, level)
    yield from reasons_against_source(given.source)


def reasons_unless_asked(title: str, asked: bool) -> Iterator[object]:
    """Decree 09/2019/NĐ-CP, article 5: outside the regime nothing is asked, so nothing declared there adds to a figure."""
    if not asked:
        yield _("Nobody has asked this body for “%(item)s” for this period, so it would count twice or wrongly.") % {
            "item": title
        }


def answers_at(level: str, levels: Collection[str]) -> tuple[Answer, ...]:
    """What may be answered at a level to an item that these levels have."""
    return (Answer.VALUE, Answer.NOTHING) if _has_such(level, levels) else (Answer.NOT_APPLICABLE,)


def _has_such(level: str, levels: Collection[str]) -> bool:
    return not level or level in levels


def _reasons_against_answer(wanted: Wanted, given: Given, level: str) -> Iterator[object]:
    if given.answer not in Answer.values:
        yield _("Say whether there is a number, nothing occurred, or the item does not apply.")
    has_such = _has_such(level, wanted.levels)
    if given.answer == Answer.NOT_APPLICABLE and has_such:
        yield _("This level does have “%(item)s”; when nothing happened, say so.") % {"item": wanted.title}
    if given.answer in {Answer.VALUE, Answer.NOTHING} and not has_such:
        yield _("“%(item)s” does not apply at this level.") % {"item": wanted.title}
    if given.answer == Answer.VALUE and given.value is None:
        yield _("Please write the number, or say that nothing occurred.")
    if given.answer != Answer.VALUE and given.value is not None:
        yield _("Where there is no number to declare, leave the number empty.")
    if given.value is not None:
        yield from _reasons_against_number(wanted, given.value)


def _reasons_against_number(wanted: Wanted, value: Decimal) -> Iterator[object]:
    if not value.is_finite():
        yield _("This is not a number.")
        return
    if value < 0:
        yield _("A number below 0 cannot be declared here.")
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > wanted.decimals:
        at_most = _("At most %(decimals)s decimals are kept for “%(item)s”.") if wanted.decimals else WHOLE
        yield at_most % {"decimals": wanted.decimals, "item": wanted.title}
    most = LARGEST_SHARE if wanted.nature == Nature.RATIO and wanted.unit == "%" else LARGEST
    if value > most:
        yield _("The number is larger than %(most)s; please check it.") % {"most": vietnamese.number(most)}


def reasons_against_source(source: str) -> Iterator[object]:
    """Every declared figure names the document it was taken from."""
    if not source.strip():
        yield _("Name the document from which the number was taken.")
    if len(source) > LONGEST_SOURCE:
        yield _("The name of the document is longer than %(most)s letters.") % {"most": LONGEST_SOURCE}


def reasons_against_file(name: str, content: bytes) -> Iterator[object]:
    """The document itself, judged by what it holds and not by what it calls itself."""
    if not 0 < len(content) <= LARGEST_FILE:
        yield _("The file is empty or larger than %(most)s MB.") % {"most": LARGEST_FILE // 1024 // 1024}
        return  # of a larger one only the beginning was taken
    ending = name[name.rfind(".") + 1 :].lower().replace("jpeg", "jpg")
    medium = media.examine(content)
    if medium is None or medium.suffix != ending or ending not in ENDINGS:
        yield _("Only PDF, PNG, JPEG, .docx or .xlsx files can be attached; this file is none of them.")
    elif flaw := media.flaw(content):
        yield _(flaw.value)


def reasons_not_to_begin(*, said_before: bool) -> Iterator[object]:
    """Nothing that stands is overwritten by somebody who has not looked at it."""
    if said_before:
        yield _("This figure has been entered for this period already; open it in the list and change it there.")


def reasons_not_to_enter(*, state: str) -> Iterator[object]:
    """A number changes only while it is in its body's own hands."""
    if state == State.SUBMITTED:
        yield Mendable(_("This return has been sent; withdraw it before changing it."))
    if state == State.ACCEPTED:
        yield Mendable(_("This return has been accepted; withdraw it, with a reason, before changing it."))


def reasons_not_to_overlook(*, seen: int | None, number: int) -> Iterator[object]:
    """`seen` is the version that the person had before them; a newer one is not judged, and not overwritten, unread."""
    if seen is not None and seen != number:
        yield _("Somebody else has changed this figure since you opened it. Look at it as it stands now, then do it again.")


def reasons_not_to_type_over(*, seen: int | None, number: int) -> Iterator[object]:
    """The same for a line of a sheet, on which what stands now is shown beside what was typed."""
    if seen is not None and seen != number:
        yield _("Somebody else has written this line since you opened the sheet. Look at what stands, then send yours again.")


def reasons_not_to_submit(*, state: str) -> Iterator[object]:
    if state == State.SENT_BACK:
        yield Mendable(_("This return was sent back; put it right first."))
    elif state != State.DRAFT:
        yield _("This return has already been sent.")


def reasons_not_to_accept(*, state: str, own: bool, title: str, asked: bool) -> Iterator[object]:
    """`own`: the person who would accept is one who entered or sent it; `asked`: the body was asked for “`title`”."""
    if state != State.SUBMITTED:
        yield _("Only a return that was sent can be accepted or sent back.")
    if own:
        yield Personal(_("Nobody accepts their own figures."))
    yield from reasons_unless_asked(title, asked)


def reasons_not_to_accept_yet(*, period: str, on: date, plan: bool) -> Iterator[object]:
    """What happened in a period is accepted in its last month or later; what is planned for it, before it begins."""
    if not plan and on < (closing := closing_day(parse(period))):
        yield _("The period is still running: its figures can be accepted from %(day)s.") % {"day": day_in_digits(closing)}


def reasons_not_to_send_back(*, state: str, reason: str) -> Iterator[object]:
    if state != State.SUBMITTED:
        yield _("Only a return that was sent can be accepted or sent back.")
    yield from reasons_against_reason(reason)


def reasons_not_to_withdraw(*, state: str, reason: str) -> Iterator[object]:
    if state not in {State.SUBMITTED, State.ACCEPTED}:
        yield _("Only a return that was sent or accepted can be withdrawn.")
    yield from reasons_against_reason(reason)


def reasons_against_reason(reason: str) -> Iterator[object]:
    if not reason.strip():
        yield _("Please give a reason.")
    if len(reason) > LONGEST_REASON:
        yield _("The reason is longer than %(most)s letters.") % {"most": LONGEST_REASON}


def of_rhythm(period: str, rhythms: Iterable[str]) -> int:
    """How many of these rhythms are declared for periods such as this one."""
    return sum(bool(PERIODS[Rhythm(one)].fullmatch(period)) for one in rhythms)


def reasons_not_to_ask(*, due: date, last: date | None, kind: str, kinds: Collection[str], items: int) -> Iterator[object]:
    """`items`: how many items the form holds for this period."""
    if last is None or not items:
        yield _("This is not a period for which returns are asked.")
    if kind not in kinds:
        yield _("This form is not one that such a body fills in.")
    if last is not None and abs((due - last).days) > 366:
        yield _("The day by which it is due lies more than a year from the period's end.")


def reasons_not_to_set_sheets(*, training: bool, lacking: int) -> Iterator[object]:
    """`lacking`: how many sheets and figures there are to set."""
    if not training:
        yield _("Sheets are set for practice in bodies for training alone.")
    elif not lacking:
        yield _("There are sheets to fill in and figures to accept already.")


def reasons_to_ask_somebody(count: int) -> Iterator[object]:
    if not count:
        yield _("Choose at least one body.")


def reasons_without_a_post(allowed: bool) -> Iterator[object]:
    if not allowed:
        yield _("This is not part of your post at this body.")


def reasons_against_lines(count: int) -> Iterator[object]:
    if not count:
        yield _("Nothing was filled in.")
