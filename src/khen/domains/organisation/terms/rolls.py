"""Lists of people: their columns, what a row comes to, and what the acts on them write into the journal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from khen.atoms.lineage import Span
from khen.atoms.payload import Payload
from khen.atoms.text import fold

LANGUAGES = ("en", "vi")
Choices = TypeVar("Choices", bound=TextChoices)


@cache
def named(choices: type[Choices]) -> dict[str, Choices]:
    """By their folded names in each language of the house: who fills in a list and who hands it in may read different ones."""
    found = dict[str, Choices]()
    for language in LANGUAGES:
        with override(language):
            found |= {fold(str(one.label)): one for one in choices}
    return found


class Heading(TextChoices):
    """The columns of a list, in the order of the template."""

    FULL_NAME = "full_name", _("Full name")
    USERNAME = "username", _("User name")
    EMAIL = "email", _("E-mail")
    BODY = "body", _("Body")
    ROLE = "role", _("Role")
    AREA = "area", _("How far it reaches")
    SINCE = "since", _("From which day")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody with a first post as they are to be entered; `row` of the file, `body` and `area` by their keys in the tables."""

    row: int
    full_name: str
    username: str
    email: str
    body: int
    role: str
    area: int | None
    since: date


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong in one cell; `column` is its heading, empty when it is the whole row."""

    row: int
    column: Any
    reason: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighted:
    """What the house knows that speaks for or against the rows of a list.

    Folded names and keys of bodies and areas lead to the rows that bear them; `spans` says when a body exists;
    `overreaching` names bodies below which something lies that may not be governed; `taken` are user names in use, `entered` the
    user and full names of those among them who hold a post at one of the bodies; `borne` are e-mail addresses of open accounts,
    in small letters."""

    day: date
    bodies: Mapping[str, Sequence[int]]
    areas: Mapping[str, Sequence[int]]
    spans: Mapping[int, Span]
    overreaching: frozenset[int]
    taken: frozenset[str]
    entered: frozenset[tuple[str, str]]
    borne: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A list after it was read, before anything is written: the rows to enter, everything that is wrong with the others."""

    good: Sequence[NewPerson]
    findings: Sequence[Finding]
    unread: Sequence[str] = ()  # headings of columns that mean nothing here
    hidden: Sequence[int] = ()  # rows that nobody sees who looks at the sheet

    @property
    def bad(self) -> int:
        """How many rows have something wrong."""
        return len({finding.row for finding in self.findings})


@dataclass(frozen=True, kw_only=True)
class RollBegun(Payload):
    """`lines` people are to be entered out of the file of which `sha256` is the digest; names no name.

    `rows_sha256`, since shape 2, is that of what is to be entered, without full names and addresses."""

    kind: ClassVar[str] = "organisation.roll_begun"
    shape: ClassVar[int] = 2
    roll: int
    lines: int
    sha256: str
    rows_sha256: str


@dataclass(frozen=True, kw_only=True)
class RollLineRefused(Payload):
    kind: ClassVar[str] = "organisation.roll_line_refused"
    roll: int
    row: int
    reason: str
