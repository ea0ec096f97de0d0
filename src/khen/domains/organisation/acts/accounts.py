"""Accounts: closed when somebody leaves, opened again when they return."""

from datetime import date

from khen.atoms.refusal import refuse_if
from khen.atoms.text import as_seen
from khen.bodies import governing
from khen.bodies.models import Person
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.organisation import rules, terms
from khen.domains.organisation.acts.devices import end_all
from khen.domains.organisation.acts.links import end_links
from khen.domains.organisation.acts.people import is_borne, of_their_own
from khen.domains.organisation.models import Device


@act
def close_account(person: Person, *, reason: str, by: Person, on: date) -> Person:
    """From now on this person comes in by nothing: their sessions end, their password is void, their posts allow nothing.

    The posts stay as they are; what was done under them stays readable."""
    governing.hold_governors()
    person, reason = locked(person), " ".join(as_seen(reason).split())
    posts = governing.posts_to_answer_for(person, on)
    refuse_if(
        rules.reasons_not_to_close_account(
            own=person == by,
            active=person.is_active,
            ungoverned=rules.ungoverned_from(*governing.lost_and_left(posts, on)),
            posts=len(posts),
            within_reach=governing.governs_posts(by, posts, on),
        )
    )
    refuse_if(rules.reasons_about_reason(reason))
    person.is_active = False
    person.set_unusable_password()  # a session lives only as long as the password with which it began
    person.save(update_fields=["is_active", "password"])
    end_all(Device.objects.filter(person=person))
    end_links(person, terms.Ended.LEFT, by=by, on=on)
    payload = terms.AccountClosed(person=person.pk, reason=reason)
    journal.write(payload, by=by, body=posts[0].body, on=on, about=person)
    return person


@act
def reopen_account(person: Person, *, reason: str, by: Person, on: date) -> Person:
    """The posts that still run allow again what they allowed; the person needs a new password."""
    person, reason = locked(person), " ".join(as_seen(reason).split())
    posts = governing.posts_to_answer_for(person, on)
    reached = governing.governs_posts(by, posts, on)
    refuse_if(
        rules.reasons_not_to_reopen_account(own=person == by, active=person.is_active, posts=len(posts), within_reach=reached)
    )
    refuse_if(rules.reasons_about_reason(reason))
    refuse_if(rules.reasons_about_an_address_given_on(borne=is_borne(person.email, but=person.pk)))
    person.is_active, person.shares_address = True, False
    with of_their_own(person.email):
        person.save(update_fields=["is_active", "shares_address"])
    payload = terms.AccountReopened(person=person.pk, reason=reason)
    journal.write(payload, by=by, body=posts[0].body, on=on, about=person)
    return person
