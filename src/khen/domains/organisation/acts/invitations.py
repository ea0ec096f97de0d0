"""Invitations: whoever has no password, or lost it, is written a link by which they choose one themselves."""

import secrets
from datetime import date, datetime

from axes.utils import reset
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from khen.atoms.refusal import Refusal, refuse_if
from khen.atoms.text import nfc
from khen.bodies import governing
from khen.bodies.models import Person
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.organisation import rules, terms
from khen.domains.organisation.acts.devices import end_all
from khen.domains.organisation.acts.links import end_links, open_links
from khen.domains.organisation.models import Device, Invitation


@act
def invite(person: Person, *, by: Person, on: date, at: datetime) -> Invitation:
    """A link by mail that holds from `at` for 72 hours and can be used once; earlier ones of the person end."""
    person = locked(person)
    posts = list(governing.posts_to_come(person, on))
    refuse_if(
        rules.reasons_not_to_invite(
            email=person.email,
            own=person == by,
            active=person.is_active,
            posts=len(posts),
            within_reach=governing.governs_posts(by, posts, on),
        )
    )
    end_links(person, terms.Ended.ANEW, by=by, on=on)
    nonce = secrets.token_hex(16)
    invitation = Invitation.objects.create(
        person=person,
        body=posts[0].body,
        by=by,
        address=person.email,
        nonce=nonce,
        digest=rules.digest(rules.word_of(settings.SECRET_KEY, nonce)),
        until=at + rules.VALID,
    )
    payload = terms.Invited(invitation=invitation.pk, person=person.pk, until=invitation.until.isoformat(timespec="seconds"))
    journal.write(payload, by=by, body=invitation.body, on=on, about=person)
    return invitation


@act
def revoke_invitations(person: Person, *, by: Person, on: date) -> Person:
    """The links that were written to this person and not used yet end at once."""
    person = locked(person)
    posts = governing.posts_to_answer_for(person, on)
    reached, count = governing.governs_posts(by, posts, on), open_links(person).count()
    refuse_if(rules.reasons_not_to_revoke(open_ones=count, posts=len(posts), within_reach=reached))
    end_links(person, terms.Ended.BY_HAND, by=by, on=on)
    return person


@act
def accept_invitation(invitation: Invitation, *, new: str, on: date, at: datetime) -> Person:
    """The person chooses their password: the link is used up, every session ends, a locked door opens."""
    person, invitation, new = locked(invitation.person), locked(invitation), nfc(new)
    refuse_if(rules.reasons_not_to_accept(why=_misuse(invitation, person, on, at)))
    refuse_if(rules.reasons_about_new_password(longest=rules.LONGEST_PASSWORD, new=new))
    try:
        validate_password(new, person)
    except ValidationError as weak:
        raise Refusal(*weak.messages) from weak
    person.set_password(new)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    invitation.standing = terms.Standing.ACCEPTED
    invitation.save(update_fields=["standing"])
    end_all(Device.objects.filter(person=person))
    reset(username=person.username)
    payload = terms.InvitationAccepted(invitation=invitation.pk, person=person.pk)
    journal.write(payload, by=person, body=invitation.body, on=on, about=person)
    return person


@act
def turn_away(invitation: Invitation, *, on: date, at: datetime) -> Invitation:
    """Write down that somebody, nobody knows who, came with a link that no longer holds; of one link at most ten times."""
    person, invitation = locked(invitation.person), locked(invitation)
    refuse_if(rules.reasons_not_to_record(recorded=invitation.turned_away))
    why = _misuse(invitation, person, on, at) or terms.Misuse.ACCEPTED
    invitation.turned_away += 1
    invitation.save(update_fields=["turned_away"])
    payload = terms.InvitationTurnedAway(invitation=invitation.pk, person=person.pk, why=why)
    journal.write(payload, by=None, body=invitation.body, on=on, about=person)
    return invitation


def _misuse(invitation: Invitation, person: Person, on: date, at: datetime) -> terms.Misuse | None:
    placed = governing.posts_to_come(person, on).exists()
    return rules.misuse(standing=invitation.standing, until=invitation.until, at=at, active=person.is_active, placed=placed)
