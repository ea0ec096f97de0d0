"""Words of organisation: what is to be opened, and what its acts write into the journal."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import Payload
from khen.atoms.text import fold, nfc


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArea:
    """An area as it is to be opened; `parent` is the code of the area above, empty for a province."""

    code: str
    kind: str
    name: str
    valid_from: date
    title: str = ""
    parent: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None

    def columns(self) -> dict[str, Any]:
        """What stands in its row, in normal form."""
        name, title = nfc(self.name.strip()), nfc(self.title.strip())
        said = {"code": self.code, "kind": self.kind, "title": title, "name": name, "folded": fold(f"{title} {name}")[:120]}
        return {**said, "latitude": self.latitude, "longitude": self.longitude, "valid_from": self.valid_from}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBody:
    """A body as it is to be opened; `parent` is a body's key, `area` an area's code, either may be empty."""

    key: str
    kind: str
    name: str
    valid_from: date
    parent: str = ""
    area: str = ""

    def columns(self) -> dict[str, Any]:
        """What stands in its row, in normal form, without its area."""
        name = nfc(self.name.strip())
        return {"key": self.key, "kind": self.kind, "name": name, "folded": fold(name)[:200], "valid_from": self.valid_from}


@dataclass(frozen=True, kw_only=True)
class AreaOpened(Payload):
    kind: ClassVar[str] = "organisation.area_opened"
    area: int
    code: str
    area_kind: str
    name: str
    parent: int | None
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class BodyOpened(Payload):
    kind: ClassVar[str] = "organisation.body_opened"
    body: int
    key: str
    body_kind: str
    name: str
    parent: int | None
    area: int | None
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class Moved(Payload):
    """`of` says which tree: area or body."""

    kind: ClassVar[str] = "organisation.moved"
    of: str
    thing: int
    out_of: int | None
    under: int
    since: date


@dataclass(frozen=True, kw_only=True)
class Succeeded(Payload):
    """`of` says which tree: area or body."""

    kind: ClassVar[str] = "organisation.succeeded"
    of: str
    old: int
    new: int | None
    change: str
    basis: str
    since: date
    legal_basis: str


@dataclass(frozen=True, kw_only=True)
class OutletOpened(Payload):
    kind: ClassVar[str] = "organisation.outlet_opened"
    outlet: int
    key: str
    outlet_kind: str
    name: str
    address: str
    body: int
    since: date


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


SAYINGS = {
    "organisation.area_opened": _("Area opened"),
    "organisation.body_opened": _("Body opened"),
    "organisation.moved": _("Moved under another"),
    "organisation.succeeded": _("Succession recorded"),
    "organisation.outlet_opened": _("Outlet opened"),
    "organisation.person_registered": _("Person registered"),
    "organisation.person_corrected": _("Name or e-mail put right"),
    "organisation.post_given": _("Post given"),
    "organisation.post_ended": _("Post ended"),
    "organisation.password_issued": _("Password issued"),
    "organisation.password_changed": _("Password changed"),
}


def post_in_words(post: Any) -> str:
    """ "Author · Department": what somebody is, where, and how far beyond that body."""
    reach = _("%(body)s, and every body of %(area)s") % {"body": post.body, "area": post.area} if post.area else post.body
    return f"{capfirst(post.get_role_display())} · {reach}"


def account_of(person: Any) -> Any:
    """Whether the person can come in, and with whose password."""
    if not person.is_active:
        return _("account closed")
    if not person.has_usable_password():
        return _("no password yet")
    return _("first password, not yet changed") if person.must_change_password else _("own password")
