"""Invitations, their letters, and what speaks against an act on them."""

from collections.abc import Iterator
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet

from khen.bodies.models import Person
from khen.domains.organisation import rules
from khen.domains.organisation.models import Invitation
from khen.domains.organisation.reads import reached
from khen.domains.organisation.terms import Letter, Standing


def invitation_of(word: str) -> Invitation | None:
    """The invitation whose link ends in this word. One query."""
    return Invitation.objects.filter(digest=rules.digest(word)).select_related("person").first()


def open_invitations(person: Person) -> QuerySet[Invitation]:
    """Those of a person that were neither used nor revoked; they may have run out."""
    return Invitation.objects.filter(person=person, standing=Standing.OPEN).order_by("pk")


def letter_of(pk: int, at: datetime) -> Letter | None:
    """What is to be written to whom; None when the link no longer holds. Two queries."""
    found = Invitation.objects.filter(pk=pk).select_related("person", "body").first()
    if found is None:
        return None
    person = found.person
    if rules.misuse(standing=found.standing, until=found.until, at=at, active=person.is_active):
        return None
    return Letter(
        address=found.address,
        full_name=person.full_name,
        username=person.username,
        body=found.body.name,
        path=f"/nhan-loi-moi/{rules.word_of(settings.SECRET_KEY, found.nonce)}/",
        until=found.until,
    )


def against_inviting(record: Person, person: Person, day: date) -> Iterator[object]:
    held = reached.to_come(record, person, day)
    return rules.reasons_not_to_invite(
        email=record.email,
        own=record == person,
        active=record.is_active,
        posts=len(held.posts),
        within_reach=held.within_reach,
    )


def against_revoking(record: Person, person: Person, day: date) -> Iterator[object]:
    held, count = reached.to_answer_for(record, person, day), open_invitations(record).count()
    return rules.reasons_not_to_revoke(open_ones=count, posts=len(held.posts), within_reach=held.within_reach)
