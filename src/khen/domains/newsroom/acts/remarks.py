"""What officers say about a text among themselves."""

from datetime import date

from khen.atoms.refusal import refuse_if
from khen.bodies.models import Person
from khen.bodies.reads import may
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.newsroom.acts.steps import held
from khen.domains.newsroom.models import Bulletin, Remark
from khen.domains.newsroom.rules import remarks as rules
from khen.domains.newsroom.terms import remarks as terms


@act
def remark(bulletin: Bulletin, *, by: Person, on: date, text: str, quote: str = "") -> Remark:
    """Góp ý: on the words quoted, or on the whole text. The text stays as it is."""
    bulletin = held(bulletin, by=by, on=on, action=Action.ADVISE)
    now = bulletin.versions.get(number=bulletin.number)
    text, quote = rules.paragraph(text), rules.spaced(quote)
    stands = rules.stands_in(quote, title=now.title, summary=now.summary, body_html=now.body_html)
    refuse_if(rules.reasons_not_to_remark(standing=bulletin.standing))
    refuse_if([*rules.reasons_about_words(text), *rules.reasons_about_quote(quote, stands=stands)])
    made = Remark.objects.create(bulletin=bulletin, number=now.number, quote=quote, text=text, by=by, on=on)
    said = terms.Remarked(bulletin=bulletin.pk, remark=made.pk, number=now.number, quote=quote, text=text)
    journal.write(said, by=by, body=bulletin.body, on=on, about=bulletin)
    return made


@act
def answer_remark(bulletin: Bulletin, *, by: Person, on: date, remark: Remark, text: str) -> Remark:
    """Trả lời góp ý."""
    bulletin, remark = _open(bulletin, remark, by=by, on=on)
    text = rules.paragraph(text)
    refuse_if(rules.reasons_about_words(text))
    made = Remark.objects.create(bulletin=bulletin, number=bulletin.number, to=remark, text=text, by=by, on=on)
    said = terms.RemarkAnswered(bulletin=bulletin.pk, remark=remark.pk, text=text)
    journal.write(said, by=by, body=bulletin.body, on=on, about=bulletin)
    return made


@act
def settle_remark(bulletin: Bulletin, *, by: Person, on: date, remark: Remark) -> Remark:
    """Khép góp ý: it has been met, or is no longer asked."""
    bulletin, remark = _open(bulletin, remark, by=by, on=on)
    approves = may(by, Action.APPROVE, bulletin.body, on)
    refuse_if(rules.reasons_not_to_settle(by=by.pk, maker=remark.by_id, approves=approves))
    remark.settled_by, remark.settled_on = by, on
    remark.save(update_fields=["settled_by", "settled_on"])
    said = terms.RemarkSettled(bulletin=bulletin.pk, remark=remark.pk)
    journal.write(said, by=by, body=bulletin.body, on=on, about=bulletin)
    return remark


def _open(bulletin: Bulletin, remark: Remark, *, by: Person, on: date) -> tuple[Bulletin, Remark]:
    """Bulletin and remark, held until the act ends. Raises Remark.DoesNotExist for a remark on another text."""
    bulletin = held(bulletin, by=by, on=on, action=Action.ADVISE)
    remark = locked(Remark.objects.get(pk=remark.pk, bulletin=bulletin, to=None))
    refuse_if(rules.reasons_about_settled(settled_on=remark.settled_on))
    return bulletin, remark
