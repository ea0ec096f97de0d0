"""An act on many rows is done in spells: each answers in good time and carries along what was done before it."""

from dataclasses import dataclass, field
from typing import Self
from uuid import UUID

from django.core import signing

from khen.bodies.models import Person

SALT = "khen.desk.spells"


@dataclass(slots=True)
class Tally:
    """What one form has done so far: the keys of the rows done, and those refused with the reasons in words."""

    done: list[int] = field(default_factory=list)
    refused: dict[int, list[str]] = field(default_factory=dict)

    def add(self, key: int, reasons: list[str]) -> None:
        if reasons:
            self.refused[key] = reasons
        elif key not in self.done:
            self.done.append(key)

    @property
    def keys(self) -> set[int]:
        return {*self.done, *self.refused}

    def sealed(self, slip: UUID, person: Person) -> str:
        """As a form carries it: only the same person's same form is answered by it."""
        return signing.dumps([self.done, list(self.refused.items())], salt=_salt(slip, person), compress=True)

    @classmethod
    def opened(cls, sealed: str, slip: UUID, person: Person) -> Self:
        """What `sealed` gave; nothing where it was altered, or is of another form or person."""
        try:
            done, refused = signing.loads(sealed, salt=_salt(slip, person))
        except signing.BadSignature:
            return cls()
        return cls(done, dict(refused))


def _salt(slip: UUID, person: Person) -> str:
    return f"{SALT}:{person.pk}:{slip}"
