"""What stands before whoever approves a report, in one line that the form carries: each figure as printed, with what it was a
year before, each part's words, how far the returns had come, and under what it is signed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from khen.bodies.models import Person
from khen.reports import chips, completing, counting, signing
from khen.reports.fingerprints import PART, Kept, part_digest
from khen.reports.models import Report
from khen.reports.tracing import Trace
from khen.reports.values import Value, Values

LONGEST = 20_000  # letters of a line
SHORT = 16  # letters of a digest
BEFORE, FORM, HAND = "before:", "form:", "hand"
HIDDEN = "#"  # begins what is compared and told to nobody


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that stands on the paper: what it is called, in words, and what it says."""

    key: str
    name: str
    said: str


def mark(report: Report, values: Values, *, by: Person, on: date) -> str:
    """ "licences.granted=40|before:licences.granted=31|part:II.3=#9f0c...", for whoever would approve on that day. As many
    queries as the figures of a year before, three a form and four more."""
    return "|".join(f"{one.key}={one.said}" for one in _standing(report, values, by, on))


def changed(seen: str | None, report: Report, values: Values, *, by: Person, on: date) -> list[str]:
    """In words, what is no longer as `seen`, an earlier such line, has it; nothing where there is none. Queries as `mark`."""
    if seen is None:
        return []
    then = {key: said for key, _equals, said in (one.partition("=") for one in seen.split("|"))}
    return list(_moved(then, _standing(report, values, by, on)))


def _standing(report: Report, values: Values, by: Person, on: date) -> list[Mark]:
    blocks = list(report.blocks.all())
    printed = {key for block in blocks for key in chips.keys(block.text)}
    figures = [Mark(key, str(Kept(key)), one.told) for key, one in values.items() if key in printed]
    parts = [
        Mark(PART + block.key, str(Kept(PART + block.key, block.called)), HIDDEN + part_digest(block)[:SHORT]) for block in blocks
    ]
    return [*figures, *_before(report, values), *parts, *_forms(report), _hand(report, by, on)]


def _before(report: Report, values: Values) -> Iterator[Mark]:
    """What the paper's second column says of each result."""
    for key, cell in counting.numbers_before(report).items():
        _now, told, _plan = Trace(values[key], Value(values[key].figure, cell), "").cells
        yield Mark(BEFORE + key, gettext("%(figure)s, the same period a year before") % {"figure": Kept(key)}, told)


def _forms(report: Report) -> Iterator[Mark]:
    """How many have sent each form, and who only a part or nothing, by which day."""
    for one in completing.completeness(report, completing.progress(report)):
        yield Mark(FORM + one.key, gettext("Returns sent: %(form)s") % {"form": one.form}, f"{one.share}{HIDDEN}{_digest(one)}")


def _hand(report: Report, by: Person, on: date) -> Mark:
    """What stands above the signature of whoever approves, and by which paper."""
    block = signing.shown(report, by, on)
    said = " / ".join(block.lines).replace("|", "/") or "-"
    return Mark(HAND, gettext("Signature block"), f"{said}{HIDDEN}{_digest(block)}")


def _digest(told: object) -> str:
    return hashlib.sha256(str(told).encode()).hexdigest()[:SHORT]


def _moved(then: dict[str, str], now: list[Mark]) -> Iterator[str]:
    for one in now:
        before = then.get(one.key)
        if before == one.said:
            continue
        was, stands = (said.partition(HIDDEN)[0] for said in (before or "-", one.said))
        told = {"what": one.name, "before": was, "now": stands}
        yield one.name if was == stands or not stands else gettext("%(what)s (%(before)s → %(now)s)") % told
