"""What holds for everything that leaves the house: pure arithmetic of retries, windows and refusals.

E-mail: RFC 5321 sections 4.3.2 (replies) and 4.5.4.1 (retries), RFC 3463 (enhanced status codes), RFC 8058 (one-click
unsubscribing)."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from khen.atoms.text import shortened
from khen.atoms.vietnamese import day_in_digits
from khen.egress.terms import ChannelKey, Course, Outcome, Standing, State

Reasons = Iterator[object]

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
GIVES_UP_AFTER, ENOUGH = timedelta(days=3), 24  # and tries: the clock alone may leap, and a house that stood still tried nothing
ARTICLE_FIRST = timedelta(minutes=5)  # so long a letter waits for the article that it leads to
BOUNCES = 3  # refusals of a mailbox, one after another, that suppress it
LINE = 200  # characters of a ticker's line
LONGEST_REASON = 500
OVERDUE = timedelta(minutes=15)  # on its way for longer, a dispatch is shown to those who answer for it
ADDRESS = re.compile(r"[^\s<>()\[\]\"',;:@]+@[^\s<>()\[\]\"',;:@]+")
GONE_MAILBOX = frozenset({550, 551, 553})
NOT_THE_MAILBOX = re.compile(r"\b5\.7\.\d+\b")  # policy and security: about us, not about the mailbox


def next_try(attempts: int, now: datetime) -> datetime:
    """When to try again after so many attempts in a row came to nothing: each wait doubles the one before."""
    return now + min(LONGEST_WAIT, FIRST_WAIT * (1 << min(max(attempts - 1, 0), 20)))


def is_late(begun: datetime, now: datetime) -> bool:
    """Is it too late to try again, if it was tried often enough? `begun` is when it could leave first."""
    return now - begun >= GIVES_UP_AFTER


def is_over(until: date | None, day: date) -> bool:
    """Has the bulletin's window ended before this day? Days inclusive; None never ends."""
    return until is not None and until < day


def outcome_of(code: int) -> Outcome:
    """What a reply to a letter that was handed over means, by its first digit; what means nothing, or that the server waits for
    more, leaves unknown whether it kept the letter."""
    return {2: Outcome.ACCEPTED, 4: Outcome.DEFERRED, 5: Outcome.REFUSED}.get(code // 100, Outcome.UNKNOWN)


def is_bounce(code: int, said: str) -> bool:
    """Does this reply to RCPT mean that the mailbox does not take mail, rather than that we are not let in?"""
    return code in GONE_MAILBOX and not NOT_THE_MAILBOX.search(said)


def line(text: str, *, longest: int = LINE) -> str:
    """One line of text without control characters, at most so many characters, cut at a word's end."""
    return shortened(text, longest)


def masked(text: str) -> str:
    """The text with the name in each e-mail address cut to its ends, enough to tell rows apart: d…-1@vidu.example."""
    return ADDRESS.sub(_cut, text)


def _cut(found: re.Match[str]) -> str:
    name, _at, domain = found[0].rpartition("@")
    return f"{name[0]}…{name[-2:] if len(name) > 5 else ''}@{domain}"


def reasons_about_post(*, may: bool) -> Reasons:
    if not may:
        yield _("Your post does not allow this here.")


def reasons_about_reason(reason: str) -> Reasons:
    if not reason:
        yield _("Say why.")
    if len(reason) > LONGEST_REASON:
        yield _("The reason is too long.")


def reasons_not_to_decide(*, state: str) -> Reasons:
    """An officer decides only about a delivery of which nobody knows whether it arrived."""
    if state != State.UNKNOWN:
        yield _("Only a delivery whose arrival is unknown is decided by hand.")


def reasons_not_to_hurry(*, course: str) -> Reasons:
    if course == Course.ENDED:
        yield _("This dispatch has ended.")
    elif course == Course.SCHEDULED:
        yield _("This dispatch leaves on the first day of its publication window, not before.")
    elif course != Course.WAITING:
        yield _("This dispatch is not waiting: it is being sent.")


def reasons_not_to_stop(*, channel: str, course: str, stopped: bool) -> Reasons:
    if channel != ChannelKey.EMAIL:
        yield _(
            "Only e-mails are stopped here; what stands on a portal, ticker or pop-up is taken back by withdrawing the bulletin."
        )
    if course == Course.ENDED:
        yield _("This dispatch has ended.")
    elif stopped:
        yield _("The sending was stopped already.")


def reasons_not_to_resend(*, over: bool, stopped: bool, standing: str) -> Reasons:
    if stopped:
        yield _("The sending was stopped by hand: nothing more of it goes out.")
    if over:
        yield _("The bulletin was withdrawn, corrected or its time is over: this text is not sent again.")
    if standing != Standing.SUBSCRIBED:
        yield _("This address no longer receives bulletins.")


def reasons_not_to_subscribe(*, is_mailing: bool, valid: bool, standing: str) -> Reasons:
    if not is_mailing:
        yield _("Addresses subscribe only to a mailing list.")
    if not valid:
        yield _("This is not an e-mail address that can be used.")
    if standing == Standing.SUBSCRIBED:
        yield _("This address already receives the list's bulletins.")


def reasons_to_ask_the_reader(*, left_on: date | None, by_reader: bool, reason: str) -> Reasons:
    """Nobody is put back on a list that they left, unless they asked for it again: `reason` says how. `left_on` is None for an
    address that left none, or that was only suppressed."""
    if left_on and not reason:
        said = (
            _("The reader left this list on %(day)s. Enter them again only if they asked for it themselves: say when and how.")
            if by_reader
            else _("An officer took this address off the list on %(day)s. Say when and how the reader asked to be put back.")
        )
        yield said % {"day": day_in_digits(left_on)}
    if len(reason) > LONGEST_REASON:
        yield _("The reason is too long.")


def reasons_not_to_unsubscribe(*, standing: str) -> Reasons:
    if standing == Standing.UNSUBSCRIBED:
        yield _("This address is already unsubscribed.")
