"""What a name, a key, a day and an address look like."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from unicodedata import category

from django.utils.translation import gettext_lazy as _

from khen.atoms.codepages import misread
from khen.atoms.lineage import Span
from khen.atoms.period import is_kept
from khen.atoms.text import tagged, unreadable
from khen.atoms.vietnamese import day_in_digits
from khen.domains.organisation.terms.training import OF_TRAINING

KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_ATOM = r"[a-z0-9_+%&#=~-]+"
EMAIL = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)
USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{1,58})[a-z0-9]")

NO_WORD = frozenset("<>{}|\\^`")
NOT_PLAIN = _("These words are printed as they stand: write plain words, without marks such as <b>, { } or |.")

Reasons = Iterator[object]


def reasons_about_username(name: str) -> Reasons:
    if not USERNAME.fullmatch(name):
        yield _("A user name has 3 to 60 small letters a-z, digits, dots and hyphens.")
    elif OF_TRAINING.fullmatch(name):
        yield _("User names such as tap-huan-1.… are kept for training: choose another.")


def reasons_about_name(name: str, *, longest: int) -> Reasons:
    if any(category(c) == "Cf" for c in name):
        yield _("This name holds signs that cannot be seen, as copying leaves them: type it anew.")
    elif len(name) > longest or not name.isprintable() or not any(c.isalpha() for c in name):
        yield _("A name has 1 to %(longest)s letters on one line.") % {"longest": longest}
    elif unreadable(name) or misread(name):
        yield _("The letters of this name were made for an old font (TCVN3, VNI) or got lost: type it anew in Unicode.")
    elif tagged(name) or not NO_WORD.isdisjoint(name):
        yield NOT_PLAIN


def reasons_about_full_name(name: str) -> Reasons:
    """What a person is called: it stands on papers and in letters."""
    reasons = tuple(reasons_about_name(name, longest=120))
    yield from reasons
    if not reasons and any(category(c) in {"So", "Sk", "Sc", "Cn"} for c in name):
        yield _("A person's name has no pictures and no signs but those of writing.")


def reasons_about_email(email: str, *, borne: bool) -> Reasons:
    """Each person has an address of their own, to which what concerns them alone is sent; `borne` by another open account. Of
    whom is not told: it may be somebody out of sight."""
    if email and (len(email) > 200 or not EMAIL.fullmatch(email)):
        yield _("This is no e-mail address.")
    elif email and borne:
        yield _("The e-mail address %(email)s is already in use.") % {"email": email}


def reasons_about_day(day: date) -> Reasons:
    if not is_kept(day):
        yield _("%(day)s lies outside the years that are kept (1900-2199).") % {"day": day_in_digits(day)}


def holds(span: Span, day: date) -> bool:
    """Whether the day lies in the span."""
    return span[0] <= day and (span[1] is None or day < span[1])


def lasts_until(until: date) -> object:
    """Said of a post that ends no later than it was asked to: true while it runs, and afterwards."""
    return _("This post counts to the end of %(day)s and no longer.") % {"day": day_in_digits(until - timedelta(days=1))}
