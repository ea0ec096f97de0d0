"""What a rule of layout says about a paper."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise

from khen.deeds.layout.anatomy import Anatomy
from khen.deeds.layout.lines import Line


class Severity(StrEnum):
    """ERROR breaks the Decree's letter; WARNING may have a good reason."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """A place that breaks a rule: the line, or None for the paper as a whole; `data` fills the rule's sentence."""

    line: Line | None = None
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """A numbered rule of Decree 30/2020/NĐ-CP; `saying` is the sentence to translate.

    `clause` is its place: "I.II.3.c" is Appendix I, part I, heading II, clause 3, point c; "III." begins a place in Appendix III.
    """

    number: int
    clause: str
    saying: Promise | str
    faults: Callable[[Anatomy], Iterator[Fault]]
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault in the reader's terms. `where` is "" for the whole paper, else the line's number and its first words."""

    rule: int
    clause: str
    severity: Severity
    where: str
    saying: Promise | str
    data: Mapping[str, object]

    @property
    def message(self) -> str:
        """The sentence in the reader's language."""
        return str(self.saying) % self.data
