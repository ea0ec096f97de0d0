"""From the author to whoever answers for the text, and back."""

from datetime import date

from khen.atoms.refusal import refuse_if
from khen.bodies.models import Person
from khen.bodies.reads import answers_for, done_for
from khen.bodies.terms import Action
from khen.book.journal import act
from khen.domains.newsroom import rules, terms
from khen.domains.newsroom.acts.steps import held, moved, step
from khen.domains.newsroom.models import Bulletin


@act
def submit(bulletin: Bulletin, *, by: Person, on: date) -> Bulletin:
    """Trình duyệt."""
    bulletin = held(bulletin, by=by, on=on, action=Action.DRAFT)
    refuse_if(rules.reasons_not_to_submit(standing=bulletin.standing))
    return moved(bulletin, terms.Standing.SUBMITTED, terms.Submitted(**step(bulletin)), by=by, on=on)


@act
def approve(bulletin: Bulletin, *, by: Person, on: date) -> Bulletin:
    """Duyệt: somebody who wrote none of it answers for the text."""
    bulletin = held(bulletin, by=by, on=on, action=Action.APPROVE)
    others = answers_for(by, Action.APPROVE, bulletin.body, on)
    refuse_if(rules.reasons_not_to_approve(standing=bulletin.standing, writers=writers(bulletin), by=by.pk, in_place_of=others))
    bulletin.approved_by = by
    return moved(bulletin, terms.Standing.APPROVED, terms.Approved(**step(bulletin)), by=by, on=on)


@act
def send_back(bulletin: Bulletin, *, by: Person, on: date, reason: str) -> Bulletin:
    """Trả lại: the author is told what is missing."""
    bulletin = held(bulletin, by=by, on=on, action=Action.APPROVE)
    reason = rules.line(reason)
    refuse_if([*rules.reasons_not_to_send_back(standing=bulletin.standing), *rules.reasons_about_reason(reason)])
    bulletin.approved_by = None
    return moved(bulletin, terms.Standing.RETURNED, terms.Returned(**step(bulletin), reason=reason), by=by, on=on)


def writers(bulletin: Bulletin) -> set[int]:
    """Ids of everybody who wrote any version of it, and of those for whom they write."""
    return done_for({bulletin.author_id, *bulletin.versions.values_list("by", flat=True)}, Action.DRAFT)
