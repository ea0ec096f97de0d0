"""Before approval: others are asked for their opinion, and a leader initials the text."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from khen.atoms.glance import once
from khen.atoms.refusal import refuse_if
from khen.bodies.models import Body, Person
from khen.bodies.reads import answers_for, looked_after, may, on_day, posts_of
from khen.bodies.terms import Action, roles_allowing
from khen.bodies.training import alike, are_alike
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.newsroom.acts.steps import held, is_own, step, writers
from khen.domains.newsroom.models import Bulletin, Initial, Opinion, Regulation
from khen.domains.newsroom.rules import counsel as rules
from khen.domains.newsroom.rules import line, reasons_about_post, reasons_not_to_overwrite
from khen.domains.newsroom.rules.remarks import paragraph
from khen.domains.newsroom.terms import Standing
from khen.domains.newsroom.terms import counsel as terms
from khen.domains.newsroom.terms.regulations import Regulated

Asked = tuple[Body, Person | None]


@act
def ask_opinions(
    bulletin: Bulletin,
    *,
    by: Person,
    on: date,
    until: date,
    bodies: Collection[Body] = (),
    people: Collection[Person] = (),
    question: str = "",
) -> Bulletin:
    """Xin ý kiến: these bodies and people read the text as it stands now, and answer by that day."""
    bulletin, question = held(bulletin, by=by, on=on, action=Action.ADVISE), line(question)
    refuse_if(rules.reasons_not_to_ask(standing=bulletin.standing, concerned=concerned(bulletin, by, on)))
    asked: list[Asked] = [(body, None) for body in bodies]
    asked += [(body, person) for person in people if (body := _desk_of(person, bulletin.body, on))]
    hands = writers(bulletin) - {by.pk}
    refuse_if(rules.reasons_about_their_own(oneself=by in people, wrote=[str(one) for one in people if one.pk in hands]))
    strangers, desks = [body for body in bodies if not are_alike(body, bulletin.body)], {person for _body, person in asked}
    refuse_if(
        rules.reasons_about_asked(
            asked=len(bodies) + len(people),
            again=[str(person or body) for body, person in asked if awaited(bulletin).filter(body=body, person=person).exists()],
            without=[str(one) for one in (*strangers, *people) if one not in desks],
            until=until,
            on=on,
            question=question,
        )
    )
    for one in asked:
        _ask(bulletin, one, by=by, on=on, until=until, question=question)
    return bulletin


def _ask(bulletin: Bulletin, asked: Asked, *, by: Person, on: date, until: date, question: str) -> None:
    body, person = asked
    whom = {"body_id": body.pk, "person_id": person.pk if person else None}
    now = step(bulletin)
    made = Opinion.objects.create(
        bulletin=bulletin, version_id=now["version"], asked_by=by, asked_on=on, until=until, question=question, **whom
    )
    said = terms.OpinionAsked(**now, opinion=made.pk, body=body.pk, person=whom["person_id"], until=until, text=question)
    journal.write(said, by=by, body=bulletin.body, on=on, about=bulletin)


@act
def say_opinion(opinion: Opinion, *, by: Person, on: date, answer: str, text: str = "") -> Opinion:
    """Cho ý kiến: agrees, or has comments; late is said to be late."""
    opinion, text = locked(opinion), paragraph(text)
    refuse_if(reasons_about_post(may=may(by, Action.ADVISE, opinion.body, on)))
    refuse_if([*against_saying(opinion, by, on), *rules.reasons_about_saying(answer=answer, text=text)])
    opinion.answer, opinion.text, opinion.answered_by, opinion.answered_on = answer, text, by, on
    opinion.save(update_fields=["answer", "text", "answered_by", "answered_on"])
    said = terms.OpinionSaid(
        bulletin=opinion.bulletin_id,
        version=opinion.version_id,
        opinion=opinion.pk,
        answer=answer,
        text=text,
        late=opinion.is_late,
    )
    journal.write(said, by=by, body=opinion.bulletin.body, on=on, about=opinion.bulletin)
    return opinion


@act
def end_asking(bulletin: Bulletin, *, by: Person, on: date) -> Bulletin:
    """Thôi xin ý kiến: whoever was asked no longer sees the text."""
    bulletin = held(bulletin, by=by, on=on, action=Action.ADVISE)
    asks, left = concerned(bulletin, by, on), awaited(bulletin).count()
    refuse_if(rules.reasons_not_to_end(standing=bulletin.standing, concerned=asks, awaited=left))
    close_asking(bulletin, by=by, on=on)
    return bulletin


@act
def initial(bulletin: Bulletin, *, by: Person, on: date, seen: int | None = None) -> Bulletin:
    """Ký nháy: a leader lets this version go on to the approver."""
    bulletin = held(bulletin, by=by, on=on, action=Action.INITIAL)
    refuse_if([*against_initials(bulletin, by, on), *reasons_not_to_overwrite(seen=seen, number=bulletin.number)])
    Initial.objects.create(bulletin=bulletin, number=bulletin.number, by=by, on=on)
    journal.write(terms.Initialled(**step(bulletin)), by=by, body=bulletin.body, on=on, about=bulletin)
    return bulletin


def close_asking(bulletin: Bulletin, *, by: Person, on: date) -> None:
    """Nobody is asked about this text any more; who had not answered is named in the journal."""
    asked = Opinion.objects.filter(bulletin=bulletin, ended_on=None)
    if missing := tuple(one.asked for one in awaited(bulletin).select_related("body", "person").order_by("pk")):
        said = terms.AskingEnded(bulletin=bulletin.pk, missing=missing)
        journal.write(said, by=by, body=bulletin.body, on=on, about=bulletin)
    asked.update(ended_on=on)


def awaited(bulletin: Bulletin) -> QuerySet[Opinion]:
    """Opinions that are asked for and not said yet."""
    return Opinion.objects.filter(bulletin=bulletin, ended_on=None, answer="")


def concerned(bulletin: Bulletin, person: Person, on: date) -> bool:
    """Has a hand in the text, or may approve it."""
    return person.pk in writers(bulletin) or may(person, Action.APPROVE, bulletin.body, on)


def against_saying(opinion: Opinion, person: Person, on: date) -> list[object]:
    """What speaks against this person's saying this opinion. Whoever looks after the work of the one who was asked by name, and
    is away, may say it in their place. Nobody says one on a text of their own, nor on what they asked, in anybody's place."""
    named = opinion.person_id in {None, person.pk}
    instead = not named and looked_after(person, on).filter(person=opinion.person_id, body=opinion.body_id).exists()
    others = answers_for(person, Action.ADVISE, opinion.body, on)
    own, asker = bool(others & writers(opinion.bulletin)), opinion.asked_by_id in others
    ended, said = opinion.ended_on is not None, bool(opinion.answer)
    return list(rules.reasons_not_to_say(ended=ended, answered=said, named=named or instead, own=own, asker=asker))


def against_initials(bulletin: Bulletin, person: Person, on: date) -> list[object]:
    """What speaks against this person's initials under this version."""
    return list(
        rules.reasons_not_to_initial(
            standing=bulletin.standing,
            needed=initials_needed(bulletin, on),
            already=is_initialled(bulletin),
            writes=is_own(bulletin, person, Action.INITIAL, on),
        )
    )


def against_skipping_initials(bulletin: Bulletin, on: date) -> list[object]:
    """Whether the version still lacks initials that the body's regulations ask for."""
    needed = initials_needed(bulletin, on)
    return list(rules.reasons_without_initials(needed=needed, already=needed and is_initialled(bulletin)))


def lacks_initials(bulletin: Bulletin, on: date) -> bool:
    """It is submitted and waits for initials before anybody may approve it."""
    return bulletin.standing == Standing.SUBMITTED and initials_needed(bulletin, on) and not is_initialled(bulletin)


@once
def initials_needed(bulletin: Bulletin, on: date) -> bool:
    return Regulation.objects.filter(on_day(on), body=bulletin.body_id, regulated=Regulated.INITIALS).exists()


@once
def is_initialled(bulletin: Bulletin) -> bool:
    """Whether this very version carries initials."""
    return Initial.objects.filter(bulletin=bulletin, number=bulletin.number).exists()


def _desk_of(person: Person, asking: Body, on: date) -> Body | None:
    """The body at which a person says opinions that this one asks for: that of their oldest post that allows it."""
    posts = posts_of(person, on).filter(alike(asking, "body__"), role__in=roles_allowing(Action.ADVISE)).select_related("body")
    first = posts.order_by("since", "pk").first()
    return first.body if first else None
