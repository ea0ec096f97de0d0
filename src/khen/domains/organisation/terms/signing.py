"""In which form somebody signs for a body: what a form says, and what its acts write into the journal."""

from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import ClassVar, NamedTuple

from khen.atoms.payload import Payload

HEAD, OWN, COLLECTIVE, UNIT = "head", "own", "collective", "unit"
NAMED = (OWN, HEAD, COLLECTIVE, UNIT)  # what a form may ask to be filled in


class Form(NamedTuple):
    """By `source`, from `since` up to, not including, `until`, the lines that stand above the name of whoever signs so.

    `kinds`: of the bodies for which it is; `below`: by whoever heads a unit of the body; `alone`: by one person at a time;
    `limited`: for a set time; `passes`: may be done by another in the signer's place."""

    key: str
    name: str
    lines: str
    kinds: tuple[str, ...]
    below: bool
    alone: bool
    limited: bool
    passes: bool
    since: date
    until: date | None
    source: str

    @property
    def named(self) -> tuple[str, ...]:
        """What has to be filled in, in the order of the lines."""
        return tuple(name for _text, name, _form, _turn in Formatter().parse(self.lines) if name)

    def block(self, words: dict[str, str]) -> tuple[str, ...]:
        """The lines as they are printed."""
        return tuple(line.format_map(words).upper() for line in self.lines.splitlines())


class Block(NamedTuple):
    """What stands above a signature, and on what that rests."""

    lines: tuple[str, ...]
    basis: str
    source: str


@dataclass(frozen=True, kw_only=True)
class SigningEntered(Payload):
    """`person` signs for the body in the form of this key, from `since` up to, not including, `until`; `named` gives the posts
    and names that are printed, `law` what the form rests on."""

    kind: ClassVar[str] = "organisation.signing_entered"
    person: int
    signing_form: str
    named: dict[str, str]
    legal_basis: str
    law: str
    since: date
    until: date | None


@dataclass(frozen=True, kw_only=True)
class SigningEnded(Payload):
    kind: ClassVar[str] = "organisation.signing_ended"
    person: int
    until: date
    reason: str
