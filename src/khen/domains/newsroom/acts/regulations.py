"""What a body's newsroom follows, laid down from above."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from khen.atoms.refusal import refuse_if
from khen.bodies.models import Body, Person
from khen.bodies.reads import may, reached_as
from khen.bodies.terms import Action, roles_allowing
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.newsroom.models import Regulation
from khen.domains.newsroom.rules import line, reasons_about_post
from khen.domains.newsroom.rules import regulations as rules
from khen.domains.newsroom.rules.post_checks import reasons_about_scope
from khen.domains.newsroom.terms import regulations as terms


@act
def regulate(
    *,
    by: Person,
    body: Body,
    on: date,
    regulated: str,
    since: date,
    legal_basis: str,
    until: date | None = None,
    author: Person | None = None,
    days: int | None = None,
) -> Regulation:
    """Ban hành: from this day the texts of the body, or of this author there, go this way."""
    _may_regulate(body, by=by, on=on)
    legal_basis = line(legal_basis)
    overlapping = Regulation.objects.filter(Q(until=None) | Q(until__gt=since), body=body, regulated=regulated, author=author)
    standing = (overlapping.filter(since__lt=until) if until else overlapping).exists()
    given: dict[str, Any] = {"regulated": regulated, "since": since, "until": until, "legal_basis": legal_basis}
    refuse_if(rules.reasons_about_regulation(**given, standing=standing))
    if regulated == terms.Regulated.POST_CHECK:
        writes_there = author is not None and may(author, Action.DRAFT, body, since)
        refuse_if(reasons_about_scope(author=author is not None, writes_there=writes_there, days=days))
    made = Regulation.objects.create(body=body, by=by, on=on, author=author, days=days, **given)
    said = terms.Made(regulation=made.pk, person=author.pk if author else None, days=days, **given)
    journal.write(said, by=by, body=body, on=on, about=made)
    return made


@act
def end_regulation(regulation: Regulation, *, by: Person, on: date, until: date) -> Regulation:
    """Bãi bỏ: from this day on it no longer holds."""
    regulation = locked(regulation)
    _may_regulate(regulation.body, by=by, on=on)
    refuse_if(rules.reasons_not_to_end(since=regulation.since, until=regulation.until, ends=until))
    regulation.until = until
    regulation.save(update_fields=["until"])
    said = terms.Ended(regulation=regulation.pk, until=until)
    journal.write(said, by=by, body=regulation.body, on=on, about=regulation)
    return regulation


def stood_above(person: Person, on: date) -> QuerySet[Body]:
    """Every body over which the person stands: leads it or one above it, or approves texts from above it. One query."""
    roles = roles_allowing(Action.REGULATE)
    reached = [reached_as(person, role, on, from_above=role in rules.FROM_ABOVE).values("pk") for role in roles]
    return Body.objects.filter(reduce(or_, (Q(pk__in=keys) for keys in reached)))


def stands_above(person: Person, body: Body, on: date) -> bool:
    return stood_above(person, on).filter(pk=body.pk).exists()


def _may_regulate(body: Body, *, by: Person, on: date) -> None:
    refuse_if(reasons_about_post(may=may(by, Action.REGULATE, body, on)))
    refuse_if(rules.reasons_about_regulator(stands_above=stands_above(by, body, on)))
