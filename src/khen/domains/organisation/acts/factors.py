"""The second factor: set up by its owner, asked at each sign-in."""

from datetime import date, datetime

from django.conf import settings

from khen.atoms.password import random_code
from khen.atoms.refusal import refuse_if
from khen.atoms.text import nfc
from khen.bodies import governing
from khen.bodies.models import Person
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.organisation import rules, terms
from khen.domains.organisation.acts.devices import body_answering
from khen.domains.organisation.acts.passwords import issue_password
from khen.domains.organisation.models import Factor, RecoveryCode


@act
def enrol_factor(person: Person, *, sealed: str, code: str, by: Person, on: date, at: datetime) -> list[str]:
    """From now on each sign-in asks for a code of this secret, which the phone shows to keep. Answers with the recovery codes,
    told once and kept nowhere."""
    person = locked(person)
    step = rules.step_of(rules.opened(settings.SECRET_KEY, sealed), code, at)
    enrolled = Factor.objects.filter(person=person).exists()
    refuse_if(rules.reasons_not_to_enrol(own=person == by, enrolled=enrolled, right=step is not None))
    assert step is not None  # refused as not right
    body = body_answering(person, on)
    factor = Factor.objects.create(person=person, body=body, sealed=sealed, step=step)
    journal.write(terms.FactorEnrolled(person=person.pk), by=by, body=body, on=on, about=person)
    return _new_codes(factor)


def _new_codes(factor: Factor) -> list[str]:
    """The recovery codes of before are dead; the new ones, told once."""
    factor.codes.all().delete()
    spare = [random_code() for _number in range(rules.RECOVERY_CODES)]
    digests = [rules.recovery_digest(settings.SECRET_KEY, word) for word in spare]
    RecoveryCode.objects.bulk_create([RecoveryCode(factor=factor, digest=digest) for digest in digests])
    return spare


@act
def pass_factor(person: Person, *, code: str, on: date, at: datetime) -> Person:
    """The second step of a sign-in. The code, and every one before it, is good for nothing afterwards."""
    factor = locked(Factor.objects.get(person=person))
    step = rules.step_of(rules.opened(settings.SECRET_KEY, factor.sealed), code, at)
    if step is not None and step > factor.step:
        factor.step = step
        factor.save(update_fields=["step"])
        journal.write(terms.FactorPassed(person=person.pk), by=person, body=factor.body, on=on, about=person)
        return person
    digest = rules.recovery_digest(settings.SECRET_KEY, code)
    refuse_if(rules.reasons_not_to_pass(right=bool(factor.codes.filter(digest=digest, used=False).update(used=True))))
    left = factor.codes.filter(used=False).count()
    journal.write(terms.RecoveryCodeUsed(person=person.pk, left=left), by=person, body=factor.body, on=on, about=person)
    return person


@act
def take_factor_away(person: Person, *, reason: str, by: Person | None, on: date) -> str:
    """A phone is lost: its secret and the recovery codes are void, every session ends. Answers with a new password, told once and
    kept nowhere: whoever found the phone may know the old one. Without `by` it is done at the server's console."""
    person, reason = locked(person), nfc(" ".join(reason.split()))
    posts = list(governing.posts_to_come(person, on))
    enrolled = Factor.objects.filter(person=person).exists()
    refuse_if(
        rules.reasons_not_to_take_factor_away(
            own=person == by,
            enrolled=enrolled,
            active=person.is_active,
            posts=len(posts),
            within_reach=by is None or governing.governs_posts(by, posts, on),
        )
    )
    refuse_if(rules.reasons_about_reason(reason))
    Factor.objects.filter(person=person).delete()
    journal.write(terms.FactorTakenAway(person=person.pk, reason=reason), by=by, body=posts[0].body, on=on, about=person)
    return issue_password(person, by=by, on=on)
