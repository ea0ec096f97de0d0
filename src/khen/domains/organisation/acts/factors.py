"""The second factor: set up by its owner, asked at each sign-in."""

from datetime import date, datetime

from django.conf import settings

from khen.atoms.password import random_code
from khen.atoms.payload import Payload
from khen.atoms.refusal import refuse_if
from khen.atoms.text import as_seen, nfc
from khen.bodies import governing
from khen.bodies.models import Person
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.organisation import rules, terms
from khen.domains.organisation.acts.devices import body_answering, end_all
from khen.domains.organisation.acts.passwords import issue_password
from khen.domains.organisation.models import Device, Factor, RecoveryCode


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
def pass_factor(person: Person, *, code: str, on: date, at: datetime, spare: bool = False) -> Person:
    """The second step of a sign-in. The code, and every one before it, is good for nothing afterwards. `spare` where a recovery
    code is asked for; one is known by its letters elsewhere."""
    factor = locked(Factor.objects.get(person=person))
    said = _taken(factor, code, at)
    spare, left = spare or any(map(str.isalpha, code)), factor.codes.filter(used=False).count()
    refuse_if(rules.reasons_not_to_pass(right=said is not None, spare=spare, left=left))
    assert said is not None  # refused above
    journal.write(said, by=person, body=factor.body, on=on, about=person)
    return person


def _taken(factor: Factor, code: str, at: datetime) -> Payload | None:
    """The code is used up: what the journal says of it; None when it is not right, or not any more."""
    step = rules.step_of(rules.opened(settings.SECRET_KEY, factor.sealed), code, at)
    if step is not None and rules.is_unused(step, factor.step, at):
        factor.step = step
        factor.save(update_fields=["step"])
        return terms.FactorPassed(person=factor.person_id)
    digest = rules.recovery_digest(settings.SECRET_KEY, code)
    if not factor.codes.filter(digest=digest, used=False).update(used=True):
        return None
    return terms.RecoveryCodeUsed(person=factor.person_id, left=factor.codes.filter(used=False).count())


@act
def renew_recovery_codes(
    person: Person, *, password: str, code: str, but: str | None, by: Person, on: date, at: datetime
) -> list[str]:
    """New recovery codes, told once; those of before are dead. Every session ends but the one of the key `but`."""
    factor = proved(person, password=password, code=code, by=by, at=at)
    end_all(Device.objects.filter(person=person), but=but)
    journal.write(terms.RecoveryCodesRenewed(person=person.pk), by=by, body=factor.body, on=on, about=person)
    return _new_codes(factor)


@act
def move_factor(
    person: Person, *, sealed: str, shown: str, password: str, code: str, but: str | None, by: Person, on: date, at: datetime
) -> list[str]:
    """The second step moves to another phone, which has `shown` a code of the new secret: the old phone and the old recovery
    codes are dead, new ones are told once. Every session ends but the one of the key `but`."""
    factor = proved(person, password=password, code=code, by=by, at=at)
    step = rules.step_of(rules.opened(settings.SECRET_KEY, sealed), shown, at)
    refuse_if(rules.reasons_about_new_phone(right=step is not None))
    assert step is not None  # refused above
    factor.sealed, factor.step = sealed, step
    factor.save(update_fields=["sealed", "step"])
    end_all(Device.objects.filter(person=person), but=but)
    journal.write(terms.FactorMoved(person=person.pk), by=by, body=factor.body, on=on, about=person)
    return _new_codes(factor)


def proved(person: Person, *, password: str, code: str, by: Person, at: datetime) -> Factor:
    """Part of an act: the second step of somebody who has shown password and code once more. A refusal does not tell which
    was wrong."""
    person, password = locked(person), nfc(password)
    factor = Factor.objects.select_for_update(no_key=True).filter(person=person).first()
    own, known = person == by, len(password) <= rules.LONGEST_PASSWORD and person.check_password(password)
    right = own and known and factor is not None and _taken(factor, code, at) is not None
    refuse_if(rules.reasons_not_to_change_factor(own=own, enrolled=factor is not None, right=right))
    assert factor is not None  # refused above
    return factor


@act
def take_factor_away(person: Person, *, reason: str, by: Person | None, on: date) -> str:
    """A phone is lost: its secret and the recovery codes are void, every session ends. Answers with a new password, told once and
    kept nowhere: whoever found the phone may know the old one. Without `by` it is done at the server's console."""
    person, reason = locked(person), " ".join(as_seen(reason).split())
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
