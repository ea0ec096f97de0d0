"""Areas, bodies and outlets: what is to be opened, and what the acts on them write into the journal."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from khen.atoms.payload import Payload
from khen.atoms.text import called, fold


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
        name, title = called(self.name), called(self.title)
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
        name = called(self.name)
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
class MoveTakenBack(Payload):
    """The move that held from `since` is void: it stands again where it stood before, `under` None at the top."""

    kind: ClassVar[str] = "organisation.move_taken_back"
    of: str
    thing: int
    out_of: int
    under: int | None
    since: date
    reason: str


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
class SuccessionTakenBack(Payload):
    """As if it had not been written down: the row `succession` is gone, and so is `removed`, the area that was opened by it."""

    kind: ClassVar[str] = "organisation.succession_taken_back"
    of: str
    succession: int
    old: int
    new: int | None
    removed: int | None
    change: str
    basis: str
    since: date
    legal_basis: str
    reason: str


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
