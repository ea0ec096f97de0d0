"""Questions about reports: what has drifted since approval, who still has to write."""

from dataclasses import dataclass
from decimal import Decimal

from khen.figures.catalogue import FIGURES
from khen.reports import counting
from khen.reports.models import Block, Report
from khen.reports.terms import Standing
from khen.reports.values import Value


@dataclass(frozen=True, slots=True)
class Drift:
    """A figure whose value today is not the one that was printed."""

    printed: Value
    now: Value

    @property
    def difference(self) -> Decimal | None:
        """Today's value less the printed one, None where either is missing."""
        if self.printed.value is None or self.now.value is None:
            return None
        return self.now.value - self.printed.value


def drift(report: Report) -> list[Drift]:
    """What has moved since approval; empty for an open report. One query a figure."""
    if report.standing == Standing.OPEN:
        return []
    frozen = dict(report.figures.values_list("key", "value"))
    now = counting.numbers_now(report)
    moved = [key for key in frozen if now.get(key) != frozen[key]]
    return [Drift(Value(FIGURES[key], frozen[key]), Value(FIGURES[key], now.get(key))) for key in moved]


def waiting(report: Report) -> list[Block]:
    """Blocks with text that their divisions have not confirmed."""
    return [block for block in report.blocks.select_related("division") if block.text and block.confirmed_by_id is None]
