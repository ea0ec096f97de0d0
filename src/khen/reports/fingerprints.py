"""What was kept of a report, and the fingerprint (SHA-256) that the journal has of it: what differs is not handed out."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms.payload import canonical
from khen.book.comparing import of_record
from khen.book.models import Entry
from khen.figures.catalogue import FIGURES
from khen.reports.kept import REPORTS
from khen.reports.models import Block, FrozenFigure, Paper, Report
from khen.reports.terms import NumberCorrected, PaperFormat, ReportApproved, ReportNumbered, ScanEntered, ScanReplaced, Standing

KEPT_AT = {
    ReportApproved.kind: Standing.APPROVED,
    **dict.fromkeys((ReportNumbered.kind, NumberCorrected.kind), Standing.NUMBERED),
    **dict.fromkeys((ScanEntered.kind, ScanReplaced.kind), Standing.SIGNED),
}
PART = "part:"  # begins what the text of a part is called
HEAD = "head"  # the report's own columns, and the warnings that were let pass
WHOLE = 6  # the shape of approvals from which a figure's fingerprint covers all that is printed of it
COPIES = {
    Standing.APPROVED: _("Approved copy"),
    Standing.NUMBERED: _("Numbered copy"),
    Standing.SIGNED: _("Signed copy, scanned"),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept: a figure ("licences.agencies"), the text of a part ("part:II.1"), the report's head or a paper
    ("approved.pdf")."""

    key: str
    heading: str = field(default="", compare=False)  # of a part, where it still has one

    @property
    def is_content(self) -> bool:
        """Is it printed into papers, rather than a paper itself?"""
        return self.key in FIGURES or self.key.startswith(PART) or self.key == HEAD

    def __str__(self) -> str:
        """In words: "Bản đã vào số, lần 2, PDF", or the figure's number and title."""
        if self.key in FIGURES:
            figure = FIGURES[self.key]
            return gettext("Figure %(number)s: %(title)s") % {"number": figure.number, "title": figure.title}
        if self.key.startswith(PART):
            return gettext("Text of part %(key)s") % {"key": self.heading or self.key.removeprefix(PART)}
        if self.key == HEAD:
            return gettext("Number, days, signer, which sheets had come, warnings let pass")
        stage, *at, form = self.key.split(".")
        turn = [gettext("round %(number)s") % {"number": number} for number in at]
        return ", ".join([str(COPIES[Standing(stage)]), *turn, str(PaperFormat(form).label)])


@dataclass(frozen=True, slots=True)
class Said:
    """What the journal says of something kept: its SHA-256, and the entry that froze it."""

    digest: str
    entry: Entry


def paper_kept(stage: str, form: str, at: int) -> Kept:
    """A paper of this stage, format and round; the first round goes without its number."""
    return Kept(f"{stage}.{form}" if at == 1 else f"{stage}.{at}.{form}")


def altered(report: Report, *, papers: bool = True) -> list[Kept]:
    """What was kept of the report and is no longer what the journal says of it; empty when all is as it was kept.

    Without `papers` only what every later paper is printed from: its figures, texts and head; six queries."""
    known = {kept: one for kept, one in said_of(report).items() if papers or kept.is_content}
    said = {kept: one.digest for kept, one in known.items()}
    changed = [kept for kept, digest in _stand(report, known, papers=papers) if said.pop(kept, None) != digest]
    head = [Kept(HEAD)] if of_record(REPORTS, report.pk) else []
    return [*head, *changed, *said]


def figure_digest(row: FrozenFigure) -> str:
    """SHA-256 over everything that is printed of a figure; the same however the database writes its decimals."""
    values = {"value": _exact(row.value), "before": _exact(row.before), "state": row.state, "state_before": row.state_before}
    said = {"key": row.key, **values, "source": row.source, "facts": row.facts, "count": row.count}
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def first_figure_digest(row: FrozenFigure) -> str:
    """As approvals before shape 5 told it: over a figure's key, value and facts."""
    return hashlib.sha256(f"{row.key}={_exact(row.value)}\n{row.facts}".encode()).hexdigest()


def _exact(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def sha256_of(paper: Paper) -> str:
    """SHA-256 of the bytes that stand there now, whatever the row says of them."""
    return hashlib.sha256(bytes(paper.data)).hexdigest()


def part_digest(block: Block) -> str:
    """SHA-256 over where a part stands, its heading and its text."""
    said = json.dumps([block.position, block.level, block.numeral, block.title, block.text], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def part_digests(report: Report) -> dict[str, str]:
    """The SHA-256 of each part by its key. One query."""
    return {block.key: part_digest(block) for block in report.blocks.all()}


def _stand(report: Report, said: Mapping[Kept, Said], *, papers: bool) -> Iterator[tuple[Kept, str]]:
    """Figures, parts where the journal knows them (reports that were approved earlier have no fingerprints of their texts), and
    papers where they are asked for. A figure that does not bear its own fingerprint has none."""
    for figure in report.figures.all():
        kept = Kept(figure.key)
        first = kept in said and said[kept].entry.version < WHOLE
        digest = first_figure_digest(figure) if first else figure_digest(figure)
        yield kept, digest if figure.sha256 == digest else ""
    if any(kept.key.startswith(PART) for kept in said):
        for block in report.blocks.all():
            yield Kept(PART + block.key, block.called), part_digest(block)
    for paper in report.papers.all() if papers else ():
        digest = sha256_of(paper)
        yield paper_kept(paper.stage, paper.format, paper.round), digest if paper.sha256 == digest else ""


def said_of(report: Report) -> dict[Kept, Said]:
    """Everything that was ever kept of the report, as the journal has it, in the order of its entries. One query."""
    said: dict[Kept, Said] = {}
    rounds = Counter[str]()
    for entry in Entry.objects.filter(about=Report._meta.label_lower, about_id=report.pk).order_by("seq"):
        if entry.kind in KEPT_AT:
            stage = KEPT_AT[entry.kind]
            rounds[stage] += 1
            papers = entry.payload.get("papers") or {PaperFormat.PDF: entry.payload["sha256"]}
            said |= {paper_kept(stage, form, rounds[stage]): Said(one, entry) for form, one in papers.items()}
        said |= {Kept(key): Said(one, entry) for key, one in entry.payload.get("proofs", {}).items()}
        said |= {Kept(PART + key): Said(one, entry) for key, one in entry.payload.get("texts", {}).items()}
    return said


class AlteredError(Exception):
    """A kept paper is gone, or its bytes are not those that were frozen. `now` is their SHA-256, "" where nothing is left."""

    def __init__(self, report: Report, kept: Kept, said: Said, now: str) -> None:
        super().__init__(f"{report}: {kept}")
        self.report, self.kept, self.said, self.now = report, kept, said, now


def whole(report: Report, stage: str, form: str, at: int | None = None) -> bytes | None:
    """The bytes of a kept paper, proved against the journal; of the newest round unless one is asked for. None where no such
    paper was ever kept. Two queries. Raises AlteredError when it is not what was frozen."""
    said = said_of(report)
    rounds = range(1, len(said) + 1) if at is None else (at,)
    known = [(number, kept) for number in rounds if (kept := paper_kept(stage, form, number)) in said]
    if not known:
        return None
    number, kept = known[-1]
    paper = report.papers.filter(stage=stage, format=form, round=number).first()
    if paper is None or not is_whole(paper, said):
        raise AlteredError(report, kept, said[kept], sha256_of(paper) if paper else "")
    return bytes(paper.data)


def is_whole(paper: Paper, said: Mapping[Kept, Said]) -> bool:
    """Are these the bytes of which the journal speaks? A paper of which it says nothing is not."""
    one = said.get(paper_kept(paper.stage, paper.format, paper.round))
    return one is not None and one.digest == sha256_of(paper)
