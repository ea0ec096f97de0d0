"""Questions about reports: what has drifted since approval, who still has to write."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from khen.figures.catalogue import FIGURES
from khen.reports import counting
from khen.reports.models import Block, Report
from khen.reports.values import Value


@dataclass(frozen=True, slots=True)
class Drift:
    """A figure that is no longer what was printed: its value, or only what it is counted from. Of the facts behind it `gone`
    no longer stand and `come` stand by now."""

    printed: Value
    now: Value
    gone: int
    come: int

    @property
    def difference(self) -> Decimal | None:
        """Today's value less the printed one, None where either is missing."""
        if self.printed.value is None or self.now.value is None:
            return None
        return self.now.value - self.printed.value

    @property
    def same_number(self) -> bool:
        """Is the value the printed one, though other facts stand behind it?"""
        return self.printed.value == self.now.value


def drift(report: Report) -> list[Drift]:
    """What has moved since approval; empty for a report that was not approved. Two queries a figure."""
    return [] if report.as_of is None else list(_drift(report))


def _drift(report: Report) -> Iterator[Drift]:
    now = counting.numbers_now(report)
    for row in report.figures.order_by("pk"):
        stood = {int(line.partition(",")[0]) for line in row.facts.splitlines()}
        stands = set(counting.behind_now(report, row.key).values_list("pk", flat=True))
        if now.get(row.key) != row.value or stood != stands:
            figure = FIGURES[row.key]
            yield Drift(Value(figure, row.value), Value(figure, now.get(row.key)), len(stood - stands), len(stands - stood))


def waiting(report: Report) -> list[Block]:
    """Blocks with text that their divisions have not confirmed."""
    return [block for block in report.blocks.select_related("division") if block.text and block.confirmed_by_id is None]
