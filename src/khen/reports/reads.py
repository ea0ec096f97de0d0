"""Questions about reports: what has drifted since approval, whether the signed copy is of the number, who still has to write."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, QuerySet
from django.utils.translation import gettext

from khen.atoms.period import parse
from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Body, BodyLineage
from khen.bodies.reads import on_day
from khen.book.models import Entry
from khen.desk.periods import current_half
from khen.figures.catalogue import FIGURES
from khen.figures.figure import MISSING, Cell, State
from khen.reports import counting
from khen.reports.models import Block, Report
from khen.reports.outline import Outline
from khen.reports.terms import BlockConfirmed, BlockEdited, NumberCorrected, ScanConfirmed, ScanEntered, ScanReplaced, Standing
from khen.reports.values import Value

OF_PARTS = (BlockEdited.kind, BlockConfirmed.kind)
LOOKED_AT = (ScanEntered.kind, ScanReplaced.kind, ScanConfirmed.kind)  # by then the signed copy was of the number that stood


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


def fitting(outline: Outline, day: date) -> QuerySet[Body]:
    """The bodies that have all divisions which the outline names. No query yet."""
    wanted = {part.division for part in outline.parts}
    below = BodyLineage.objects.filter(on_day(day), body__key__in=wanted).values("above")
    whole = below.annotate(found=Count("body", distinct=True)).filter(found=len(wanted))
    return Body.objects.filter(pk__in=whole.values("above"))


def drift(report: Report) -> list[Drift]:
    """What has moved since approval; empty for a report that was not approved. Queries as in `engine.values`, twice."""
    return [] if report.as_of is None else list(_drift(report))


def _drift(report: Report) -> Iterator[Drift]:
    now, behind = counting.numbers_now(report), counting.behind_now(report)
    for row in report.figures.order_by("pk"):
        stood = {int(line.partition(",")[0]) for line in row.facts.splitlines()}
        stands = {fact for fact, _entry in behind[row.key]}
        figure, printed, cell = FIGURES[row.key], Cell(row.value, State(row.state)), now.get(row.key, MISSING)
        if cell.value != row.value or stood != stands:
            yield Drift(Value(figure, printed), Value(figure, cell), len(stood - stands), len(stands - stood))


@dataclass(frozen=True, slots=True)
class Renumbered:
    """A number that was corrected after the signed copy had been looked at: what the copy may still bear, what is right, and the
    entry of the last correction."""

    before: str
    now: str
    seq: int


def older_than_its_number(report: Report) -> Renumbered | None:
    """What the signed copy that stands may bear instead of number and day as they are now; None where it was entered or found
    right later, or there is none. One query."""
    about = Entry.objects.filter(about=Report._meta.label_lower, about_id=report.pk, kind__in=(*LOOKED_AT, NumberCorrected.kind))
    entries = list(about.order_by("seq"))
    looks = [at for at, entry in enumerate(entries) if entry.kind in LOOKED_AT]
    later = entries[looks[-1] + 1 :] if looks else []
    if not later:
        return None
    first, last = later[0].payload, later[-1].payload
    was, now = (first["number_before"], first["signed_before"]), (last["number"], last["signed_on"])
    return Renumbered(_signed(*was), _signed(*now), later[-1].seq) if was != now else None


def entries_about(block: Block) -> QuerySet[Entry]:
    """What was done about one part of a report. One query, and one more for whoever reads them."""
    of_parts = Entry.objects.filter(about=Report._meta.label_lower, about_id=block.report_id, kind__in=OF_PARTS)
    return Entry.objects.filter(pk__in=[one.pk for one in of_parts if one.payload["block"] == block.key])


def _signed(number: int, day: str) -> str:
    """ "58 ngày 15/06/2020"."""
    said = {"number": f"{number:02d}", "day": day_in_digits(date.fromisoformat(day))}
    return gettext("%(number)s of %(day)s") % said


def waiting(report: Report) -> list[Block]:
    """Blocks with text that their divisions have not confirmed."""
    return [block for block in report.blocks.select_related("division") if block.text and block.confirmed_by_id is None]


def due_half(bodies: QuerySet[Body], day: date) -> str:
    """The key of the half-year whose report these bodies open next: the last one that is over, else, where a report of it
    stands, the one that runs. One query."""
    now = current_half(day)
    over = current_half(parse(now).first - timedelta(days=1))
    standing = Report.objects.exclude(standing=Standing.CALLED_OFF).filter(body__in=bodies, period__startswith=over)
    return now if standing.exists() else over
