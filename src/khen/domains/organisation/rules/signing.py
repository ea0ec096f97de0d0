"""Who may sign for a body, and in which form (Decree 30/2020/NĐ-CP, article 13). Values in, reasons out."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from khen.atoms.lineage import Span
from khen.atoms.text import tagged
from khen.atoms.vietnamese import day_in_digits
from khen.domains.organisation.rules.names import NO_WORD, NOT_PLAIN, Reasons, reasons_about_day, reasons_about_name
from khen.domains.organisation.terms.signing import COLLECTIVE, HEAD, OWN, UNIT, Form

ENDS_AFTER = _("An authority to sign ends after it begins.")
LONGEST_POST, LONGEST_BASIS, SHORTEST_BASIS = 80, 200, 6
AT_A_UNIT = _(
    "%(form)s is given to whoever heads a unit of the body: the person must hold a post at such a unit in all these days "
    "(%(law)s)."
)
NOBODY = _(
    "Nobody signs for this body today: the authority of whoever was entered has ended. Its administrator opens “Authority to "
    "sign” and enters who signs now; then the report can be approved."
)
MISSING = {
    OWN: _("Enter the own post of whoever signs, for example PHÓ GIÁM ĐỐC."),
    HEAD: _("This form names the post of the head: enter it, for example GIÁM ĐỐC."),
    COLLECTIVE: _("This form names the collective: enter it, for example ỦY BAN NHÂN DÂN."),
    UNIT: _("This form names the post of the unit's head: enter it, for example CHÁNH VĂN PHÒNG."),
}


def reasons_against_form(*, form: Form | None, kind: str) -> Reasons:
    """`form` None: the law of that day knows none of this key; `kind` that of the body."""
    if form is None:
        yield _("On that day no law knows this form of signing.")
    elif kind not in form.kinds:
        yield _("%(form)s: not for a body of this kind (%(law)s).") % {"form": form.name, "law": form.source}


def reasons_against_signer(*, form: Form, active: bool, at_body: bool, below: bool, oneself: bool) -> Reasons:
    """`at_body`: holds a post of their own at the body itself over all these days; `below`: at one of its units."""
    if oneself:
        yield _("Nobody enters their own authority to sign.")
    if not active:
        yield _("This person has left.")
    if form.below and not below:
        yield AT_A_UNIT % _of(form)
    if not form.below and not at_body:
        yield _("%(form)s: the person must hold a post of their own at the body in all these days (%(law)s).") % _of(form)


def reasons_about_signing_days(*, form: Form, since: date, until: date | None, again: bool, taken: bool) -> Reasons:
    """`again`: this person signs for the body in these days already; `taken`: somebody signs in a form that one alone may."""
    yield from reasons_about_day(since)
    if until is not None and until <= since:
        yield ENDS_AFTER
    if until is None and form.limited:
        yield _("%(form)s is given for a set time: enter its last day (%(law)s).") % _of(form)
    if again:
        yield _("In these days this person already signs for the body. End that first.")
    if form.alone and taken:
        yield _("In these days somebody else already signs as the head of this body. End that first.")


def reasons_about_words(*, form: Form, named: Mapping[str, str], basis: str) -> Reasons:
    for name in form.named:
        if not named[name]:
            yield MISSING[name]
    for words in filter(None, named.values()):
        yield from reasons_about_name(words, longest=LONGEST_POST)
    if not SHORTEST_BASIS <= len(basis) <= LONGEST_BASIS:
        yield _("Name the paper by which the person signs: its number, day and who issued it, in at most 200 characters.")
    if tagged(basis) or not NO_WORD.isdisjoint(basis):
        yield NOT_PLAIN


def reasons_not_to_end_signing(*, since: date, until: date, ended: date | None) -> Reasons:
    """`until` on the first day: called off before it began to count."""
    if ended is not None and ended == since:
        yield _("This authority to sign is called off already.")
    elif ended is not None and ended <= until:
        last = day_in_digits(ended - timedelta(days=1))
        yield _("This authority to sign holds to the end of %(day)s and no longer.") % {"day": last}
    if until < since:
        yield ENDS_AFTER


def reasons_not_to_sign(*, kept: bool, standing: bool, entered: bool, form: Form | None, passed_on: Form | None) -> Reasons:
    """Before somebody signs. `kept`: the body has entered who signs for it; `standing`: one of those does today; `entered`: this
    person; `form` theirs by the law of the day; `passed_on`: that of whoever they do it in the place of."""
    if kept and not standing:
        yield NOBODY
    elif kept and not entered:
        yield _("You are not entered as signing for this body today: its administrator enters in which form you sign.")
    elif entered and form is None:
        yield _("The form in which you sign is no longer one of the law: the administrator enters another.")
    if passed_on is not None and not passed_on.passes:
        yield _("Whoever signs as %(form)s cannot hand this on to another (%(law)s).") % _of(passed_on)


def covered(spans: list[Span], days: Span) -> bool:
    """Whether these spans, in the order of their first days, leave no day of `days` open."""
    day, end = days
    for since, until in spans:
        if since <= day and (until is None or until > day):
            if until is None or (end is not None and until >= end):
                return True
            day = until
    return False


def _of(form: Form) -> dict[str, str]:
    return {"form": form.name, "law": form.source}
