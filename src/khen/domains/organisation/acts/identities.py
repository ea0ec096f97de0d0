"""An account at the identity provider means somebody here, or no longer."""

from datetime import date

from django.conf import settings

from khen.atoms.refusal import refuse_if
from khen.atoms.text import as_seen
from khen.bodies import governing
from khen.bodies.models import Person
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.organisation import rules, terms
from khen.domains.organisation.acts.devices import end_all
from khen.domains.organisation.models import Device, Identity
from khen.domains.organisation.rules import identities


@act
def tie_identity(person: Person, *, subject: str, by: Person, on: date) -> Identity:
    """Whoever the provider of this house knows by this name comes in as this person, who still shows the second step."""
    person, subject = locked(person), subject.strip()
    issuer, posts = _issuer(), list(governing.posts_to_come(person, on))
    running = Identity.objects.filter(issuer=issuer, until=None)
    refuse_if(
        identities.reasons_not_to_tie(
            tied=running.filter(person=person).exists(),
            known=bool(issuer),
            own=person == by,
            active=person.is_active,
            posts=len(posts),
            within_reach=governing.governs_posts(by, posts, on),
        )
    )
    refuse_if(identities.reasons_about_subject(subject, taken=running.filter(subject=subject).exists()))
    body = posts[0].body
    identity = Identity.objects.create(person=person, body=body, issuer=issuer, subject=subject, since=on)
    sha256 = identities.digest(settings.SECRET_KEY, issuer, subject)
    journal.write(
        terms.IdentityTied(person=person.pk, identity=identity.pk, sha256=sha256), by=by, body=body, on=on, about=person
    )
    return identity


@act
def untie_identity(person: Person, *, reason: str, by: Person, on: date) -> Identity:
    """That account opens nothing here any more; every session of the person ends, whatever it began with."""
    person, reason = locked(person), " ".join(as_seen(reason).split())
    posts = governing.posts_to_answer_for(person, on)
    identity = Identity.objects.filter(issuer=_issuer(), person=person, until=None).first()
    within = governing.governs_posts(by, posts, on)
    refuse_if(identities.reasons_not_to_untie(tied=identity is not None, posts=len(posts), within_reach=within))
    refuse_if(rules.reasons_about_reason(reason))
    assert identity is not None  # refused above
    identity.until = max(on, identity.since)
    identity.save(update_fields=["until"])
    end_all(Device.objects.filter(person=person))
    payload = terms.IdentityUntied(person=person.pk, identity=identity.pk, reason=reason)
    journal.write(payload, by=by, body=identity.body, on=on, about=person)
    return identity


def _issuer() -> str:
    """The provider of this house; "" where it has none."""
    return settings.ENV.provider.issuer if settings.ENV.provider else ""
