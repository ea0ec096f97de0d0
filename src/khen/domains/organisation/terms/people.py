"""People, posts and passwords: what the acts on them write into the journal, and how they read."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Payload):
    """Names no name: the journal cannot forget, a register of people must be able to."""

    kind: ClassVar[str] = "organisation.person_registered"
    person: int
    username: str


@dataclass(frozen=True, kw_only=True)
class PersonCorrected(Payload):
    """What was put right, not how it reads now."""

    kind: ClassVar[str] = "organisation.person_corrected"
    person: int
    name: bool
    email: bool


@dataclass(frozen=True, kw_only=True)
class PostGiven(Payload):
    kind: ClassVar[str] = "organisation.post_given"
    post: int
    person: int
    role: str
    body: int
    area: int | None
    since: date
    until: date | None


@dataclass(frozen=True, kw_only=True)
class PostEnded(Payload):
    kind: ClassVar[str] = "organisation.post_ended"
    post: int
    person: int
    role: str
    body: int
    until: date


@dataclass(frozen=True, kw_only=True)
class PasswordIssued(Payload):
    """That a password was issued; never the password."""

    kind: ClassVar[str] = "organisation.password_issued"
    person: int


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Payload):
    kind: ClassVar[str] = "organisation.password_changed"
    person: int


@dataclass(frozen=True, kw_only=True)
class AccountClosed(Payload):
    kind: ClassVar[str] = "organisation.account_closed"
    person: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class AccountReopened(Payload):
    kind: ClassVar[str] = "organisation.account_reopened"
    person: int
    reason: str


class Account(TextChoices):
    """Whether somebody can come in, and with whose password."""

    CLOSED = "closed", _("account closed")
    NONE = "none", _("no password yet")
    FIRST = "first", _("first password, not yet changed")
    OWN = "own", _("own password")


ACCOUNT_MOODS = {Account.CLOSED: "bad", Account.NONE: "wait", Account.FIRST: "wait", Account.OWN: "good"}


def post_in_words(post: Any) -> str:
    """ "Author · Department": what somebody is, where, how far beyond that body, and in whose place."""
    reach = _("%(body)s, and every body of %(area)s") % {"body": post.body, "area": post.area} if post.area else post.body
    words = f"{capfirst(post.get_role_display())} · {reach}"
    return _("%(post)s (in place of %(person)s)") % {"post": words, "person": post.for_post.person} if post.for_post else words


def account_of(person: Any) -> Account:
    if not person.is_active:
        return Account.CLOSED
    if not person.has_usable_password():
        return Account.NONE
    return Account.FIRST if person.must_change_password else Account.OWN
