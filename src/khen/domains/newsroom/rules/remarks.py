"""Remarks on a text: who reads it within their post may say what should be otherwise; the text itself stays as it is."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from khen.atoms.text import nfc, visible
from khen.atoms.vietnamese import day_in_digits, number
from khen.domains.newsroom.rules.cleaning import numbered, plain
from khen.domains.newsroom.terms import Standing

Reasons = Iterator[object]

LONGEST_REMARK, LONGEST_QUOTE = 2_000, 300


def paragraph(text: str) -> str:
    """Words as they are kept: NFC, no control characters, lines kept, no spaces at either end."""
    return nfc(visible(text.replace("\r\n", "\n"))).strip()


def spaced(text: str) -> str:
    """Single spaces for every stretch of them: how a quotation is looked for."""
    return " ".join(nfc(text).split())


def stands_in(quote: str, *, title: str, summary: str, body_html: str) -> bool:
    """Whether the quoted words stand in the text, whatever its lines and marks."""
    return any(quote in spaced(part) for part in (title, summary, plain(body_html), numbered(body_html)))


def reasons_not_to_remark(*, standing: str) -> Reasons:
    if standing == Standing.WITHDRAWN:
        yield _("This text has been withdrawn; there is nothing left to remark on.")


def reasons_about_words(text: str) -> Reasons:
    if not text:
        yield _("Say what you have to say.")
    if len(text) > LONGEST_REMARK:
        yield _("This is longer than %(most)s characters.") % {"most": number(LONGEST_REMARK)}


def reasons_about_quote(quote: str, *, stands: bool) -> Reasons:
    """`stands` as looked up in the version that stands now."""
    if len(quote) > LONGEST_QUOTE:
        yield _("The quoted words are longer than %(most)d characters.") % {"most": LONGEST_QUOTE}
    elif quote and not stands:
        yield _("These words do not stand in the text as it is now. Copy them from it, or leave the field empty.")


def reasons_about_settled(*, settled_on: date | None) -> Reasons:
    if settled_on:
        yield _("This remark was settled on %(day)s.") % {"day": day_in_digits(settled_on)}


def reasons_not_to_settle(*, by: int, maker: int, approves: bool) -> Reasons:
    """Whoever made the remark says that it is met, or whoever answers for the text."""
    if by != maker and not approves:
        yield _("A remark is settled by whoever made it or by an approver.")
