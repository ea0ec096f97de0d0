"""The checks run over a report as it stands, joined with the warnings that a leader let pass."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from khen.atoms.nature import Nature
from khen.bodies.models import Body
from khen.domains.returns import reads as returns
from khen.domains.returns.terms import State
from khen.figures.figure import Cell
from khen.reports import checks, chips, completing, counting, layouts
from khen.reports.checks.finding import Finding, Severity
from khen.reports.checks.returns import ACCEPTED, NOT_SENT, SENT_IN_PART
from khen.reports.checks.sheet import SOURCED, Figure, Kind, Passage, Return, Sheet, Siblings
from khen.reports.counting import numbers_with_parts
from khen.reports.models import Block, PassedWarning, Report
from khen.reports.values import NONE, Value, Values, valued

SIBLINGS = (Siblings("it.infrastructure.all", "it.internet.all"),)
KINDS = {
    Nature.FLOW: Kind.FLOW,
    Nature.STOCK: Kind.STOCK,
    Nature.SUM: Kind.FLOW,
    Nature.DISTINCT: Kind.DISTINCT,
    Nature.RATIO: Kind.RATIO,
    Nature.PLAN: Kind.PLAN,
}
NEAR = 80  # letters of the place that a finding's key keeps
REACHES = frozenset({"facebook.reach", "zalo.views"})
SAID = (
    *("value", "whole", "first", "intervals", "limit", "low", "high", "terms"),
    *("number", "near", "numeral", "before", "form", "sent", "items", "keys"),
)
"""What of a finding's data makes it this finding: values and places, not words that a language or another edit would change."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding on a report, and who let it pass, if anybody did."""

    finding: Finding
    passed: PassedWarning | None

    @property
    def key(self) -> str:
        """Names the finding for as long as it says the same of the same place; with other values it is another one."""
        said = [f"{name}={self.finding.data[name]}" for name in SAID if name in self.finding.data]
        digest = hashlib.sha256("\n".join((self.finding.where, *said)).encode()).hexdigest()
        return f"{self.finding.rule}:{self.finding.where[:NEAR]}:{digest[:12]}"

    @property
    def blocks(self) -> bool:
        return self.finding.severity == Severity.BLOCK

    @property
    def warns(self) -> bool:
        return self.finding.severity == Severity.WARN and self.passed is None


@dataclass(frozen=True, slots=True)
class Look:
    """What a report's figures are now, and everything the checks say of them, what blocks first."""

    values: Values
    found: list[Found]


def look(report: Report) -> Look:
    """Count and check the report as it stands."""
    counted = numbers_with_parts(report)
    passed = {one.finding: one for one in report.passed.select_related("by")}
    values, read = valued(counted), sheet(report, counted)
    printed = {key: value for key, value in values.items() if key in read.printed}
    found = [Found(one, None) for one in checks.run(read, layouts.findings(report, printed, read.passages))]
    return Look(values, [Found(one.finding, passed.get(one.key)) for one in found])


def looked_at(report: Report) -> Look:
    """The same, looked up once for one page's report; acts, which fetch their own, never meet it."""
    if "look" not in report.__dict__:
        report.__dict__["look"] = look(report)
    kept: Look = report.__dict__["look"]
    return kept


def findings(report: Report) -> list[Found]:
    """Everything the checks say of the report now, those that block first."""
    return look(report).found


def open_findings(report: Report) -> list[Found]:
    """What still stands between the report and its approval, and the hints beside it."""
    return [one for one in findings(report) if one.passed is None]


def sheet(report: Report, found: Mapping[str, Cell]) -> Sheet:
    """The report reduced to values, for the checks."""
    values, blocks = valued(found), report.blocks.all()
    unasked = {key: str(form) for key, form in completing.unasked(report).items()}
    return Sheet(
        printed=frozenset(key for block in blocks for key in chips.keys(block.text)),
        figures=tuple(_figure(value, unasked.get(key, "")) for key, value in values.items()),
        passages=tuple(passage for _block, passage in passages(blocks)),
        returns=_returns(report),
        siblings=SIBLINGS,
    )


def passages(blocks: Iterable[Block]) -> Iterator[tuple[Block, Passage]]:
    """Each block as the checks read it, with the section it stands under."""
    top = ""
    for block in blocks:
        top = "" if block.level == 1 else top
        yield block, Passage(block.numeral, block.level, block.title, _typed(block.text), top, chips.keys(block.text))
        top = block.numeral if block.level == 1 else top


def _figure(value: Value, unasked: str) -> Figure:
    figure = value.figure
    return Figure(
        key=figure.key,
        label=str(figure.title),
        value=value.value,
        is_said=value.cell.state in NONE,
        unasked=unasked,
        kind=Kind.REACH if figure.key in REACHES else KINDS[figure.nature],
        unit=str(figure.unit),
        decimals=_places(value.value, figure.decimals),
        parts=figure.parts,
        part_of=figure.part_of,
        distinct_of=figure.distinct_of,
    )


def _places(value: Decimal | None, most: int) -> int:
    """The places that are printed, zeros at the end left out: they say how far rounding may have moved the value."""
    if value is None:
        return most
    exponent = value.normalize().as_tuple().exponent
    return min(most, max(0, -exponent)) if isinstance(exponent, int) else most


def _typed(text: str) -> str:
    return "".join(piece if isinstance(piece, str) else SOURCED for piece in chips.split(text))


def _returns(report: Report) -> tuple[Return, ...]:
    """A line for each body and form that was asked, and for what came unasked and waits: accepted only when every item is."""
    unaccepted = returns.unaccepted(completing.declared_in(report)).filter(body__in=counting.bodies_of(report).values("pk"))
    waiting = {
        (one.item.form_id, one.body_id): Return(one.body.name, str(one.item.form), one.state)
        for one in unaccepted.exclude(state=State.DRAFT)
    }
    lines: list[Return] = []
    for form in completing.progress(report):
        for body, line in _asked(form):
            lines.append(waiting.pop((form.form.pk, body.pk), line))
    return (*lines, *waiting.values())


def _asked(form: returns.Progress) -> Iterator[tuple[Body, Return]]:
    """Each body that was asked for a form, with how far it came if nothing of it waits."""
    name = str(form.form)
    yield from ((body, Return(body.name, name, ACCEPTED)) for body in form.sent)
    yield from ((one.body, Return(one.body.name, name, SENT_IN_PART, one.sent, one.items)) for one in form.partly)
    yield from ((body, Return(body.name, name, NOT_SENT)) for body in form.missing)
