"""Invitations: how far one has come, and what the acts on them write into the journal. None of it holds the link itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload


class Standing(TextChoices):
    OPEN = "open", _("invitation open")
    ACCEPTED = "accepted", _("invitation used")
    REVOKED = "revoked", _("invitation revoked")


class Misuse(TextChoices):
    """Why a link was turned away."""

    ACCEPTED = "accepted", _("link used already")
    REVOKED = "revoked", _("link revoked")
    EXPIRED = "expired", _("link expired")
    CLOSED = "closed", _("account closed")
    UNPLACED = "unplaced", _("no post any more")


class Ended(TextChoices):
    """Why a link that was still open was ended."""

    BY_HAND = "by_hand", _("revoked by hand")
    ANEW = "anew", _("a new invitation took its place")
    PASSWORD = "password", _("another password was set")
    EMAIL = "email", _("the e-mail address changed")
    LEFT = "left", _("the account was closed")
    POST = "post", _("the last post ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a letter of invitation says; `until` is when its link ends, `path` where it leads in the house."""

    address: str
    full_name: str
    username: str
    body: str
    path: str
    until: datetime


@dataclass(frozen=True, kw_only=True)
class Invited(Payload):
    kind: ClassVar[str] = "organisation.invited"
    invitation: int
    person: int
    until: str


@dataclass(frozen=True, kw_only=True)
class InvitationRevoked(Payload):
    """`why`, since shape 2, is an Ended."""

    kind: ClassVar[str] = "organisation.invitation_revoked"
    shape: ClassVar[int] = 2
    invitation: int
    person: int
    why: str


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(Payload):
    kind: ClassVar[str] = "organisation.invitation_accepted"
    invitation: int
    person: int


@dataclass(frozen=True, kw_only=True)
class InvitationTurnedAway(Payload):
    """Somebody came with a link that no longer holds; `why` is a Misuse."""

    kind: ClassVar[str] = "organisation.invitation_turned_away"
    invitation: int
    person: int
    why: str


def standing_of(invitation: Any, at: datetime) -> Any:
    """An open one that has run out is told as expired."""
    ran_out = invitation.standing == Standing.OPEN and invitation.until <= at
    return Misuse.EXPIRED.label if ran_out else invitation.get_standing_display()
