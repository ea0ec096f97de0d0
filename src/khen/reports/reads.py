"""Questions about reports: what has drifted since approval, whether what was kept is whole, who still has to write."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from khen.book.models import Entry
from khen.figures.catalogue import FIGURES
from khen.reports import counting, freezing
from khen.reports.models import Block, Report
from khen.reports.terms import NumberCorrected, PaperFormat, ReportApproved, ReportNumbered, ScanEntered, ScanReplaced, Standing
from khen.reports.values import Value

KEPT_AT = {
    ReportApproved.kind: Standing.APPROVED,
    **dict.fromkeys((ReportNumbered.kind, NumberCorrected.kind), Standing.NUMBERED),
    **dict.fromkeys((ScanEntered.kind, ScanReplaced.kind), Standing.SIGNED),
}


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


def altered(report: Report) -> list[str]:
    """What was kept of the report and is no longer what the journal says of it; empty when all is as it was kept."""
    said = _said_of(report)
    return [name for name, digest in _kept(report) if said.pop(name, None) != digest] + list(said)


def _kept(report: Report) -> Iterator[tuple[str, str]]:
    for figure in report.figures.all():
        yield figure.key, freezing.digest(figure)
    for paper in report.papers.all():
        yield _called(paper.stage, paper.format, paper.round), hashlib.sha256(bytes(paper.data)).hexdigest()


def _called(stage: str, form: str, at: int) -> str:
    return f"{stage}.{form}" if at == 1 else f"{stage}.{at}.{form}"


def _said_of(report: Report) -> dict[str, str]:
    said: dict[str, str] = {}
    rounds = Counter[str]()
    for entry in Entry.objects.filter(about=Report._meta.label_lower, about_id=report.pk).order_by("seq"):
        if entry.kind in KEPT_AT:
            stage = KEPT_AT[entry.kind]
            rounds[stage] += 1
            papers = entry.payload.get("papers") or {PaperFormat.PDF: entry.payload["sha256"]}
            said |= {_called(stage, form, rounds[stage]): digest for form, digest in papers.items()}
        said |= entry.payload.get("proofs", {})
    return said


def waiting(report: Report) -> list[Block]:
    """Blocks with text that their divisions have not confirmed."""
    return [block for block in report.blocks.select_related("division") if block.text and block.confirmed_by_id is None]
