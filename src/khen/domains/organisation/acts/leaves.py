"""Being away from a body, from a day to a day."""

from collections.abc import Iterable
from datetime import date

from khen.atoms.lineage import Span, meet
from khen.atoms.refusal import refuse_if
from khen.bodies.models import Body, Leave, Person, Post
from khen.bodies.reads import may
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.organisation import rules, terms
from khen.domains.organisation.acts.limits import limits_on


@act
def announce_leave(person: Person, *, body: Body, deputy: Person, since: date, until: date, by: Person, on: date) -> Leave:
    """Báo nghỉ: meanwhile the deputy is shown what waits there for whoever is away. It gives nobody any right."""
    person, deputy = locked(person), locked(deputy)
    days = (since, until)
    refuse_if(
        rules.reasons_not_to_announce(
            own=person == by,
            governed=may(by, Action.GOVERN, body, on),
            active=person.is_active,
            held=works_at(person, body, days),
            again=any(meet(days, one) for one in _leaves(person, body)),
        )
    )
    refuse_if(
        rules.reasons_about_deputy(
            oneself=deputy == person,
            active=deputy.is_active,
            held=works_at(deputy, body, days),
            away=any(meet(days, one) for one in _leaves(deputy, body)),
        )
    )
    refuse_if(rules.reasons_about_leave(since=since, until=until, on=on, limits=limits_on(on)))
    leave = Leave.objects.create(person=person, body=body, deputy=deputy, since=since, until=until)
    payload = terms.LeaveAnnounced(leave=leave.pk, person=person.pk, deputy=deputy.pk, body=body.pk, since=since, until=until)
    journal.write(payload, by=by, body=body, on=on, about=leave)
    return leave


@act
def end_leave(leave: Leave, *, until: date, by: Person, on: date) -> Leave:
    """Đi làm sớm, or, before its first day, hủy: `until` is the first day back."""
    leave = locked(leave)
    concerned = leave.person_id == by.pk or may(by, Action.GOVERN, leave.body, on)
    refuse_if(rules.reasons_not_to_end_leave(concerned=concerned, since=leave.since, until=until, ended=leave.until, on=on))
    leave.until = until
    leave.save(update_fields=["until"])
    payload = terms.LeaveEnded(leave=leave.pk, person=leave.person_id, since=leave.since, until=until)
    journal.write(payload, by=by, body=leave.body, on=on, about=leave)
    return leave


@act
def change_deputy(leave: Leave, *, to: Person, by: Person, on: date, since: date) -> Leave:
    """Another looks after the work, from now on; `since` is the day from which they hold a post there at the latest."""
    leave, to = locked(leave), locked(to)
    days, former = (max(leave.since, since), leave.until), leave.deputy_id
    refuse_if(rules.reasons_not_to_change_deputy(governed=may(by, Action.GOVERN, leave.body, on), over=leave.until <= on))
    refuse_if(
        rules.reasons_about_deputy(
            oneself=to.pk == leave.person_id,
            active=to.is_active,
            held=days[0] >= days[1] or works_at(to, leave.body, days),
            away=any(meet(days, one) for one in _leaves(to, leave.body)),
        )
    )
    leave.deputy = to
    leave.save(update_fields=["deputy"])
    payload = terms.DeputyChanged(leave=leave.pk, person=leave.person_id, deputy=to.pk, former=former)
    journal.write(payload, by=by, body=leave.body, on=on, about=leave)
    return leave


def works_at(person: Person, body: Body, days: Span) -> bool:
    """Whether posts of their own at this very body, in nobody's place, cover all these days. One query."""
    posts = Post.objects.filter(person=person, body=body, for_post=None).order_by("since")
    day, end = days
    for since, until in posts.values_list("since", "until"):
        if since <= day and (until is None or until > day):
            if until is None or (end is not None and until >= end):
                return True
            day = until
    return False


def _leaves(person: Person, body: Body) -> Iterable[Span]:
    return Leave.objects.filter(person=person, body=body).values_list("since", "until")
