"""From the author to whoever answers for the text, and back."""

from datetime import date

from khen.atoms.refusal import refuse_if
from khen.bodies.models import Person
from khen.bodies.reads import answers_for
from khen.bodies.terms import Action
from khen.book.journal import act
from khen.domains.newsroom import rules, terms
from khen.domains.newsroom.acts.counsel import against_skipping_initials, close_asking
from khen.domains.newsroom.acts.steps import held, moved, step, writers
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.rules.patterns import blanks, reasons_about_blanks


@act
def submit(bulletin: Bulletin, *, by: Person, on: date, seen: int | None = None) -> Bulletin:
    """Trình duyệt: each submission is one more draft that somebody else reads. `seen` is the version that stood there."""
    bulletin = held(bulletin, by=by, on=on, action=Action.DRAFT)
    refuse_if(rules.reasons_not_to_overwrite(seen=seen, number=bulletin.number))
    refuse_if([*rules.reasons_not_to_submit(standing=bulletin.standing), *against_blanks(bulletin)])
    refuse_if(rules.reasons_about_end(until=bulletin.until, on=on))
    bulletin.submissions += 1
    return moved(bulletin, terms.Standing.SUBMITTED, terms.Submitted(**step(bulletin)), by=by, on=on)


def against_blanks(bulletin: Bulletin) -> list[object]:
    """Blanks of a template that nobody has filled in."""
    now = bulletin.versions.get(number=bulletin.number)
    return list(reasons_about_blanks(blanks(now.title, now.summary, rules.plain(now.body_html))))


@act
def approve(bulletin: Bulletin, *, by: Person, on: date, seen: int | None = None) -> Bulletin:
    """Duyệt: somebody who wrote none of it answers for the text, whether or not every opinion has been said.

    `seen` is the version that was read; a newer one is not approved unread."""
    bulletin = held(bulletin, by=by, on=on, action=Action.APPROVE)
    others = answers_for(by, Action.APPROVE, bulletin.body, on)
    refuse_if(rules.reasons_not_to_approve(standing=bulletin.standing, writers=writers(bulletin), by=by.pk, in_place_of=others))
    refuse_if(rules.reasons_not_to_overwrite(seen=seen, number=bulletin.number))
    refuse_if([*against_skipping_initials(bulletin, on), *rules.reasons_about_end(until=bulletin.until, on=on)])
    close_asking(bulletin, by=by, on=on)
    bulletin.approved_by, bulletin.released_number = by, bulletin.number
    return moved(bulletin, terms.Standing.APPROVED, terms.Approved(**step(bulletin)), by=by, on=on)


@act
def send_back(bulletin: Bulletin, *, by: Person, on: date, reason: str) -> Bulletin:
    """Trả lại: the author is told what is missing."""
    bulletin = held(bulletin, by=by, on=on, action=Action.APPROVE)
    reason = rules.line(reason)
    refuse_if([*rules.reasons_not_to_send_back(standing=bulletin.standing), *rules.reasons_about_reason(reason)])
    bulletin.approved_by = bulletin.released_number = None
    return moved(bulletin, terms.Standing.RETURNED, terms.Returned(**step(bulletin), reason=reason), by=by, on=on)
