"""At approval values, the facts behind them and the paper's bytes are kept; from then on only these are printed."""

import hashlib
from collections.abc import Iterable

from django.db.models import Max

from khen.atoms.period import parse
from khen.deeds import pdf, word
from khen.facts.gather import gather, gathered
from khen.figures.figure import Cell, State
from khen.reports import completing, composing, counting, tracing, waiving
from khen.reports.fingerprints import figure_digest
from khen.reports.models import FrozenFigure, Paper, Report
from khen.reports.outline import outline
from khen.reports.terms import PaperFormat, Standing
from khen.reports.tracing import Trace
from khen.reports.values import Values, valued


def caught_up() -> int:
    """Count everything that was done until now. Returns the number of the newest entry that is counted: the report's "as of"."""
    gather()
    return gathered()


def freeze(report: Report) -> list[FrozenFigure]:
    """Keep every figure of a report whose `as_of` is set, and how complete its returns were."""
    report.completeness = "\n".join(str(one) for one in completing.completeness(report, completing.progress(report)))
    return FrozenFigure.objects.bulk_create(_frozen(report, one) for one in tracing.traces(report))


def _frozen(report: Report, trace: Trace) -> FrozenFigure:
    row = FrozenFigure(
        report=report,
        key=trace.key,
        value=trace.value.value,
        state=trace.value.cell.state,
        before=trace.before.value,
        state_before=trace.before.cell.state,
        source=trace.source,
        facts=trace.facts,
        count=len(trace.facts.splitlines()),
    )
    row.sha256 = figure_digest(row)
    return row


def values_of(report: Report) -> Values:
    """Frozen values of an approved report, values counted now of an open one."""
    if report.as_of is None:
        return valued(counting.numbers(report))
    rows = report.figures.values_list("key", "value", "state")
    return valued({key: Cell(value, State(state)) for key, value, state in rows})


BUILT = {PaperFormat.WORD: word.built, PaperFormat.PDF: pdf.built}


def paper_bytes(report: Report, forms: Iterable[PaperFormat] = tuple(PaperFormat)) -> dict[str, bytes]:
    """The paper in these formats, as it would be printed now: as a draft until somebody approves it."""
    traces = tracing.traces(report)
    paper = composing.paper(
        report,
        outline(report.outline),
        list(report.blocks.all()),
        traces,
        period=parse(report.period),
        lines=(*tracing.anchors(report), *completing.lines(report)),
        passed=waiving.waived(report),
        left=waiving.left(report),
        draft=report.approved_by is None,
    )
    return {form: BUILT[form](paper) for form in forms}


def next_round(report: Report, stage: Standing) -> int:
    """How often papers of this stage were kept, and one more."""
    return (report.papers.filter(stage=stage).aggregate(last=Max("round"))["last"] or 0) + 1


def keep_papers(report: Report, stage: Standing) -> dict[str, str]:
    """Keep the bytes of this stage for good, beside those of earlier rounds. Returns the SHA-256 of each format."""
    at = next_round(report, stage)
    kept = [
        Paper(report=report, stage=stage, round=at, format=form, data=data, sha256=hashlib.sha256(data).hexdigest())
        for form, data in paper_bytes(report).items()
    ]
    Paper.objects.bulk_create(kept)
    return {paper.format: paper.sha256 for paper in kept}
