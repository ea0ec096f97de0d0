"""Invitations, their letters, and what speaks against an act on them."""

from collections.abc import Iterator
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from khen.atoms import clock
from khen.bodies import governing
from khen.bodies.models import Person, Post
from khen.book.models import Entry
from khen.domains.organisation import rules
from khen.domains.organisation.models import Invitation
from khen.domains.organisation.reads import reached
from khen.domains.organisation.terms import Ended, InvitationRevoked, Letter, Misuse, Standing

PERSON = Person._meta.label_lower


def invitation_of(word: str) -> Invitation | None:
    """The invitation whose link ends in this word. One query."""
    return Invitation.objects.filter(digest=rules.digest(word)).select_related("person").first()


def open_invitations(person: Person) -> QuerySet[Invitation]:
    """Those of a person that were neither used nor revoked; they may have run out."""
    return Invitation.objects.filter(person=person, standing=Standing.OPEN).order_by("pk")


def misuse_of(invitation: Invitation, at: datetime) -> Misuse | None:
    """Why a link no longer holds; None while it does. At most one query."""
    person = invitation.person
    placed = governing.posts_to_come(person, at.astimezone(clock.VIETNAM).date()).exists()
    return rules.misuse(standing=invitation.standing, until=invitation.until, at=at, active=person.is_active, placed=placed)


def has_just_ended_link(person: Person) -> bool:
    """Whether the last act on this person, or on a post of theirs, ended a link that was still open. Three queries."""
    ended = Entry.objects.filter(about=PERSON, about_id=person.pk, kind=InvitationRevoked.kind).order_by("-seq").first()
    if ended is None or ended.payload.get("why") in {None, Ended.BY_HAND, Ended.ANEW}:
        return False
    of_posts = Q(about=Post._meta.label_lower, about_id__in=list(person.posts.values_list("pk", flat=True)))
    last = Entry.objects.filter(Q(about=PERSON, about_id=person.pk) | of_posts).order_by("-seq").values_list("seq", flat=True)
    return last[0] == ended.seq + 1


def letter_of(pk: int, at: datetime) -> Letter | None:
    """What is to be written to whom; None when the link no longer holds. Three queries."""
    found = Invitation.objects.filter(pk=pk).select_related("person", "body").first()
    if found is None:
        return None
    person = found.person
    if misuse_of(found, at):
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
