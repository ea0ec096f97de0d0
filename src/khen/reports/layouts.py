"""The rules of Decree 30/2020/NĐ-CP over the paper itself: as it would be printed now, and as it was kept."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from khen.atoms.period import parse
from khen.deeds import layout, word
from khen.deeds.blocks import Paper
from khen.deeds.layout.finding import Finding as Broken
from khen.figures.figure import MISSING
from khen.reports import composing, fingerprints
from khen.reports.checks.finding import Finding, Severity
from khen.reports.checks.sheet import Passage
from khen.reports.models import Report
from khen.reports.outline import outline
from khen.reports.terms import PaperFormat, Standing
from khen.reports.tracing import SOURCES, Trace
from khen.reports.values import Value, Values

COUNTING = 44  # sections that do not follow each other: of the report's own parts the outline's check tells more


@lru_cache(maxsize=32)
def _of_paper(paper: Paper) -> tuple[Broken, ...]:
    return layout.findings(word.built(paper))


@lru_cache(maxsize=32)
def of_bytes(data: bytes) -> tuple[Broken, ...]:
    """What breaks the rules in a .docx of ours."""
    return layout.findings(data)


def findings(report: Report, values: Values, passages: Sequence[Passage]) -> Iterator[Finding]:
    """A warning for each rule that the paper breaks as it stands; what has not changed is not built again. Two queries."""
    traces = [Trace(one, Value(one.figure, MISSING), SOURCES[one.figure.provenance]) for one in values.values()]
    plan, blocks = outline(report.outline), list(report.blocks.all())
    for one in _of_paper(composing.paper(report, plan, blocks, traces, period=parse(report.period))):
        near = words(one)
        if one.rule != COUNTING or not any(_heads(passage, near) for passage in passages):
            place = next((passage.where for passage in passages if near and near in passage.text), near)
            data = {"number": one.rule, "clause": one.clause, "near": near, "said": one.message}
            yield Finding(f"layout.{one.rule}", Severity.WARN, place, _SAYING, data)


_SAYING = _("Layout, rule %(number)s (Decree 30/2020/NĐ-CP, %(clause)s), “%(near)s”: %(said)s")


def words(one: Broken) -> str:
    """The first words of the line that breaks a rule, without its number."""
    return one.where.partition(": ")[2].rstrip("…")


def _heads(passage: Passage, near: str) -> bool:
    return bool(near) and f"{passage.numeral}. {passage.title}".casefold().startswith(near.casefold())


def of_kept(report: Report) -> list[tuple[str, tuple[Broken, ...]]]:
    """Each .docx that stands and breaks rules, named as its copy is, and which; what gave way is left out, and so is what was
    altered: it is told elsewhere, and nobody's paper to be judged. Two queries."""
    said = fingerprints.said_of(report)
    kept = report.papers.filter(format=PaperFormat.WORD).order_by("round", "pk")
    whole = [one for one in kept if fingerprints.is_whole(one, said)]
    told = {str(fingerprints.COPIES[Standing(paper.stage)]): of_bytes(bytes(paper.data)) for paper in whole}
    return [(stage, broken) for stage, broken in told.items() if broken]
