"""What is signed, told to whoever approves, numbers or lets a warning pass: how it was counted, what was let pass, its papers."""

from collections.abc import Sequence
from dataclasses import dataclass

from khen.figures.catalogue import FIGURES
from khen.figures.figure import Provenance
from khen.reports import counting
from khen.reports.composing import Waived
from khen.reports.models import Report
from khen.reports.values import Values


@dataclass(frozen=True, slots=True)
class Summary:
    """How many figures the report prints, how many of them are counted from records, declared, or not known; and which
    warnings were let pass."""

    from_records: int
    declared: int
    unknown: int
    passed: tuple[Waived, ...]

    @property
    def figures(self) -> int:
        return self.from_records + self.declared


def summary(report: Report, values: Values, passed: Sequence[Waived]) -> Summary:
    """Of the values that the page shows anyway. One query."""
    printed = counting.keys_of(report)
    declared = sum(FIGURES[key].provenance == Provenance.DECLARED for key in printed)
    unknown = sum(values[key].value is None for key in printed if key in values)
    return Summary(len(printed) - declared, declared, unknown, tuple(passed))
