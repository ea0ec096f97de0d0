"""The figures that a report prints, counted for the area its body answers for; and how complete what they stand on is."""

from decimal import Decimal

from khen.atoms.period import parse
from khen.domains.returns import reads as returns
from khen.facts.reads import Facts
from khen.figures import engine
from khen.figures.catalogue import FIGURES
from khen.figures.engine import Asked
from khen.figures.scope import Scope
from khen.reports import chips
from khen.reports.models import Report


def keys_of(report: Report) -> list[str]:
    """The figures that the blocks print, in the catalogue's order."""
    printed = {key for block in report.blocks.all() for key in chips.keys(block.text)}
    return [key for key in FIGURES if key in printed]


def asked_of(report: Report) -> Asked:
    """The report's period; as of its approval once it is approved."""
    return Asked(period=parse(report.period), as_of=report.as_of)


def scope_of(report: Report) -> Scope:
    """A department answers for its whole area; a body without one for itself and those below."""
    return Scope(report.body.area or report.body)


def numbers(report: Report) -> dict[str, Decimal | None]:
    """Every printed figure's value. One query a figure."""
    scope, asked = scope_of(report), asked_of(report)
    return {key: engine.value(FIGURES[key], scope, asked).value for key in keys_of(report)}


def numbers_now(report: Report) -> dict[str, Decimal | None]:
    """The same figures from everything known now, whatever was frozen."""
    scope, asked = scope_of(report), Asked(period=parse(report.period))
    return {key: engine.value(FIGURES[key], scope, asked).value for key in keys_of(report)}


def behind(report: Report, key: str) -> Facts:
    """The facts behind one figure, in the order of their entries."""
    return engine.facts_of(FIGURES[key], scope_of(report), asked_of(report)).order_by("entry_id", "pk")


def counts(report: Report) -> dict[str, int]:
    """How many facts stand behind each figure."""
    return {key: behind(report, key).count() for key in keys_of(report)}


def completeness(period: str) -> list[str]:
    """One line for each form that bodies were asked for: "10/11 đã gửi", and who has not."""
    return [_line(progress) for progress in returns.all_progress(period)]


def _line(progress: returns.Progress) -> str:
    missing = "; ".join(body.name for body in progress.missing)
    told = f"{progress.form}: {progress} cơ quan đã gửi"
    return f"{told}; chưa gửi: {missing}." if missing else f"{told}."
