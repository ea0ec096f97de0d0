"""When a corrected text may be shown. Values in, reasons out; the house's own policy: every channel shows the same days."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits
from khen.domains.newsroom.rules.texts import Reasons


def reasons_about_new_end(*, until: date | None, before: date | None, on: date) -> Reasons:
    """`before` is the last day that held so far: what is over already may still be put right."""
    if until and until != before and until < on:
        yield _(
            "The last day of showing cannot lie before today (%(day)s): choose today or later, or leave it empty; a text that "
            "shall no longer be shown is withdrawn."
        ) % {"day": day_in_digits(on)}


def reasons_about_new_beginning(*, since: date | None, begun: date, on: date) -> Reasons:
    """`begun` is the day from which it is shown so far; until then that day may still move."""
    if since and begun <= on < since:
        yield _(
            "Readers have had this text since %(day)s, so it cannot begin later: leave “Shown from” as it was; a text that shall "
            "no longer be shown is withdrawn."
        ) % {"day": day_in_digits(begun)}
