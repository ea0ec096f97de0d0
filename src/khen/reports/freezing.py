"""At approval values, the facts behind them and the paper's bytes are kept; from then on only these are printed."""

import hashlib
from decimal import Decimal

from khen.atoms.period import parse
from khen.book.reading import last_seq
from khen.deeds import pdf, word
from khen.facts.gather import gather
from khen.reports import composing, counting
from khen.reports.models import FrozenFigure, Paper, Report
from khen.reports.outline import outline
from khen.reports.terms import PaperFormat, Standing
from khen.reports.values import Values, valued


def freeze(report: Report) -> dict[str, str | None]:
    """Keep every figure of the report as of the newest entry. Returns the exact values as text, by key."""
    gather()
    report.as_of = last_seq()
    numbers = counting.numbers(report)
    rows = [_frozen(report, key, value) for key, value in numbers.items()]
    FrozenFigure.objects.bulk_create(rows)
    return {row.key: None if row.value is None else str(row.value) for row in rows}


def _frozen(report: Report, key: str, value: Decimal | None) -> FrozenFigure:
    behind = [f"{fact},{seq}" for fact, seq in counting.behind(report, key).values_list("pk", "entry_id")]
    listed = "\n".join(behind)
    seal = hashlib.sha256(f"{key}={value}\n{listed}".encode()).hexdigest()
    return FrozenFigure(report=report, key=key, value=value, facts=listed, count=len(behind), sha256=seal)


def values_of(report: Report) -> Values:
    """Frozen values of an approved report, values counted now of an open one."""
    if report.standing == Standing.OPEN and report.as_of is None:
        return valued(counting.numbers(report))
    return valued(dict(report.figures.values_list("key", "value")))


def counts_of(report: Report) -> dict[str, int]:
    """How many facts stand behind each figure."""
    if report.as_of is None:
        return counting.counts(report)
    return dict(report.figures.values_list("key", "count"))


def paper_bytes(report: Report) -> dict[str, bytes]:
    """The paper in every format, as it would be printed now."""
    paper = composing.paper(
        report,
        outline(report.outline),
        list(report.blocks.all()),
        values_of(report),
        period=parse(report.period),
        counted=counts_of(report),
        completeness=counting.completeness(report.period),
    )
    return {PaperFormat.WORD: word.built(paper), PaperFormat.PDF: pdf.built(paper)}


def keep_papers(report: Report, stage: Standing) -> dict[str, str]:
    """Keep the bytes of this stage for good. Returns the SHA-256 of each format."""
    kept = [
        Paper(report=report, stage=stage, format=form, data=data, sha256=hashlib.sha256(data).hexdigest())
        for form, data in paper_bytes(report).items()
    ]
    Paper.objects.bulk_create(kept)
    return {paper.format: paper.sha256 for paper in kept}
