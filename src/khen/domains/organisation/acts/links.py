"""Links of invitations that are still open: ended as part of an act after which they must open nothing."""

from datetime import date

from django.db.models import QuerySet

from khen.bodies.models import Person
from khen.book import journal
from khen.domains.organisation import terms
from khen.domains.organisation.models import Invitation


def open_links(person: Person) -> QuerySet[Invitation]:
    return Invitation.objects.filter(person=person, standing=terms.Standing.OPEN).order_by("pk")


def end_links(person: Person, why: terms.Ended, *, by: Person | None, on: date) -> None:
    """Part of an act on this person, before its own entry: nobody comes in any more by a link that was written to them."""
    for one in open_links(person).select_for_update(no_key=True):
        one.standing = terms.Standing.REVOKED
        one.save(update_fields=["standing"])
        payload = terms.InvitationRevoked(invitation=one.pk, person=person.pk, why=why)
        journal.write(payload, by=by, body=one.body, on=on, about=person)
