"""At the end of a post: what stands in somebody's name is put into their successor's, by whoever governs the body."""

from collections.abc import Iterator
from datetime import date

from khen.atoms.refusal import refuse_if
from khen.bodies.models import Body, Person
from khen.bodies.reads import may
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.newsroom.models import Bulletin, Opinion
from khen.domains.newsroom.rules import counsel, handing
from khen.domains.newsroom.terms import handing as terms


@act
def hand_over(bulletin: Bulletin, *, to: Person, by: Person, on: date, since: date) -> Bulletin:
    """Bàn giao bài: `to` answers for a text that is not finished; `since` is the day from which they may at the latest."""
    bulletin, former = locked(bulletin), bulletin.author_id
    refuse_if([*_against(to, former, bulletin.body, Action.DRAFT, by=by, on=on, since=since)])
    refuse_if(handing.reasons_not_to_hand_over(standing=bulletin.standing))
    bulletin.author = to
    bulletin.save(update_fields=["author"])
    payload = terms.TextHandedOver(bulletin=bulletin.pk, person=to.pk, former=former)
    journal.write(payload, by=by, body=bulletin.body, on=on, about=bulletin)
    return bulletin


@act
def hand_over_opinion(opinion: Opinion, *, to: Person, by: Person, on: date, since: date) -> Opinion:
    """Bàn giao việc cho ý kiến: what was asked of one person by name is asked of another, by the same day."""
    opinion, former = locked(opinion), opinion.person_id
    refuse_if([*_against(to, former, opinion.body, Action.ADVISE, by=by, on=on, since=since)])
    ended, named = opinion.ended_on is not None, former is not None
    refuse_if(counsel.reasons_not_to_hand_over(ended=ended, answered=bool(opinion.answer), named=named))
    opinion.person = to
    opinion.save(update_fields=["person"])
    payload = terms.OpinionHandedOver(bulletin=opinion.bulletin_id, opinion=opinion.pk, person=to.pk, former=former or to.pk)
    journal.write(payload, by=by, body=opinion.body, on=on, about=opinion.bulletin)
    return opinion


def _against(
    to: Person, former: int | None, body: Body, action: Action, *, by: Person, on: date, since: date
) -> Iterator[object]:
    return handing.reasons_about_successor(
        governs=may(by, Action.GOVERN, body, on),
        same=former == to.pk,
        able=any(may(to, action, body, day) for day in {on, max(on, since)}),
        name=str(to),
    )
