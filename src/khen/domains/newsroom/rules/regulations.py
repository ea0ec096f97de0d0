"""Who lays down what a body's newsroom follows, and within which bounds."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits
from khen.bodies.terms import Role
from khen.domains.newsroom.terms.regulations import Regulated

Reasons = Iterator[object]

LONGEST_BASIS = 200
FROM_ABOVE = frozenset({Role.APPROVER})  # these regulate the bodies below their own alone


def reasons_about_regulator(*, stands_above: bool) -> Reasons:
    """A leader of the body or above it; an approver only from above: nobody eases the rules for their own desk."""
    if not stands_above:
        yield _("Regulations are made by a leader of the body or by somebody who stands above it.")


def reasons_about_regulation(*, regulated: str, since: date, until: date | None, legal_basis: str, standing: bool) -> Reasons:
    """`until` is the first day on which it no longer holds; `standing`: one of this sort holds on some day of it already."""
    if regulated not in Regulated.values:
        yield _("Choose what is regulated from the list.")
    if until and until <= since:
        yield _("It would end before it begins.")
    if not legal_basis:
        yield _("Name the decision by which it holds.")
    if len(legal_basis) > LONGEST_BASIS:
        yield _("The legal basis is longer than %(most)d characters.") % {"most": LONGEST_BASIS}
    if standing:
        yield _("Such a regulation holds there already on some of these days; end it first.")


def reasons_not_to_end(*, since: date, until: date | None, ends: date) -> Reasons:
    if ends <= since:
        yield _("It would end before it begins.")
    if until and until <= ends:
        yield _("It ends on %(day)s already.") % {"day": day_in_digits(until)}
