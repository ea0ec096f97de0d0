"""Passwords: issued once, changed by their owners."""

from datetime import date

from axes.utils import reset
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from khen.atoms.password import random_password
from khen.atoms.refusal import Refusal, refuse_if
from khen.atoms.text import nfc
from khen.bodies import governing
from khen.bodies.models import Person
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.organisation import rules, terms
from khen.domains.organisation.acts.devices import body_answering, end_all
from khen.domains.organisation.acts.links import end_links
from khen.domains.organisation.models import Device

ROUNDS = 1000  # of a random password's hash: its 79 bits are guessed by nobody, and a hundred slips are made in a second


@act
def issue_password(person: Person, *, by: Person | None, on: date) -> str:
    """A random password, told once and kept nowhere, that lasts until its owner changes it. A locked door opens again.

    Its hash is a quick one, made slow like any other when its owner first comes in by it (Django does so by itself).
    Without `by` it is issued at the server's console, where whoever stands holds the database anyway."""
    person = locked(person)
    posts = list(governing.posts_to_come(person, on))
    reached = by is None or governing.governs_posts(by, posts, on)
    own, active = person == by, person.is_active
    refuse_if(rules.reasons_not_to_issue_password(own=own, active=active, posts=len(posts), within_reach=reached))
    password, hasher = random_password(), PBKDF2PasswordHasher()
    person.password = hasher.encode(password, hasher.salt(), iterations=ROUNDS)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    end_all(Device.objects.filter(person=person))
    reset(username=person.username)
    end_links(person, terms.Ended.PASSWORD, by=by, on=on)
    journal.write(terms.PasswordIssued(person=person.pk), by=by, body=posts[0].body, on=on, about=person)
    return password


@act
def change_password(person: Person, *, old: str, new: str, by: Person, on: date) -> Person:
    """Change one's own password; every session ends (whoever changed it is let in anew)."""
    person, old, new = locked(person), nfc(old), nfc(new)
    known = len(old) <= rules.LONGEST_PASSWORD and person.check_password(old)
    refuse_if(rules.reasons_not_to_change_password(own=person == by, known=known, old=old, new=new))
    try:
        validate_password(new, person)
    except ValidationError as weak:
        raise Refusal(*weak.messages) from weak
    body = body_answering(person, on)
    person.set_password(new)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    end_all(Device.objects.filter(person=person))
    end_links(person, terms.Ended.PASSWORD, by=by, on=on)
    journal.write(terms.PasswordChanged(person=person.pk), by=by, body=body, on=on, about=person)
    return person
