"""What a check says, and how much it weighs. A finding never changes a figure; people do, with their names beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise


class Severity(StrEnum):
    """BLOCK stops approval; WARN is passed by a signed reason; HINT only helps the reader of a BLOCK or WARN."""

    BLOCK = "block"
    WARN = "warn"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """`where` is a figure's key or a heading; `saying` the sentence to translate; `data` fills its %(places)s and more."""

    rule: str
    severity: Severity
    where: str
    saying: Promise | str
    data: Mapping[str, object] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The sentence in the reader's language."""
        return str(self.saying) % self.data
