"""The door: wrong passwords are forgotten by whoever answers for the account."""

from datetime import date, datetime

from axes.utils import reset
from django.db.models import Sum

from khen.atoms.refusal import refuse_if
from khen.bodies import governing
from khen.bodies.models import Person
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.organisation import rules, terms
from khen.domains.organisation.models import counting_failures


@act
def unlock_door(person: Person, *, by: Person, on: date, at: datetime) -> Person:
    """Forget somebody's wrong passwords: every lock of their name ends at once. What was tried stays on the list."""
    person = locked(person)
    posts = governing.posts_to_answer_for(person, on)
    counting = counting_failures(at).filter(username=person.username)
    failures = counting.aggregate(times=Sum("failures_since_start"))["times"] or 0
    reached = governing.governs_posts(by, posts, on)
    refuse_if(rules.reasons_not_to_unlock(failures=failures, posts=len(posts), within_reach=reached))
    reset(username=person.username)
    payload = terms.DoorUnlocked(person=person.pk, failures=failures)
    journal.write(payload, by=by, body=posts[0].body, on=on, about=person)
    return person
