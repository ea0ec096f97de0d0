"""When a report is written: approved with its figures frozen, numbered and dated, its signed copy kept."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from khen.atoms.refusal import refuse_if
from khen.bodies.models import Person
from khen.bodies.reads import answers_for, may
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act, locked
from khen.book.models import Entry
from khen.reports import fingerprints, freezing, kept, marks, reads, rules, signing, waiving
from khen.reports.findings import Found, look
from khen.reports.models import FrozenFigure, Paper, Report
from khen.reports.terms import PaperFormat, ReportApproved, ReportNumbered, ScanEntered, Standing

LARGEST_SCAN = 20 * 1024 * 1024


@act
def approve(report: Report, *, by: Person, on: date, seen: str | None = None) -> Report:
    """Duyệt: values, the facts behind them and the paper's bytes are frozen as of the newest entry.

    `seen` is the mark (see `marks`) of what stood before the person: with other figures or words, or another block above the
    signature, nothing is approved."""
    report = locked(report)
    if report.standing == Standing.OPEN:
        refuse_if(rules.reasons_not_to_close_yet(period=report.period, on=on))
        report.as_of = freezing.caught_up()
    looked = look(report)
    refuse_if(_reasons_not_to_approve(report, looked.found, by=by, on=on))
    report.approved_by, report.approved_on = by, on
    signed = signing.keep(report)
    refuse_if(rules.reasons_to_look_again(marks.changed(seen, report, looked.values, by=by, on=on)))
    figures = freezing.freeze(report)
    papers = freezing.keep_papers(report, Standing.APPROVED)
    report.standing = Standing.APPROVED
    report.save(update_fields=["standing", "as_of", "completeness", "approved_by", "approved_on", "signed_as"])
    told = _approved(report, figures, papers, waiving.standing(report, looked.found), signed)
    journal.write(told, by=by, body=report.body, on=on, about=report)
    return report


def _reasons_not_to_approve(report: Report, found: Sequence[Found], *, by: Person, on: date) -> Iterator[object]:
    answered = answers_for(by, Action.SIGN, report.body, on)
    return rules.reasons_not_to_approve(
        standing=report.standing,
        allowed=may(by, Action.SIGN, report.body),
        blocks=sum(one.blocks for one in found),
        warns=sum(one.warns for one in found),
        unconfirmed=[str(block) for block in reads.waiting(report)],
        own=[str(block) for block in report.blocks.filter(confirmed_by__in=answered)],
    )


def _approved(
    report: Report,
    figures: Iterable[FrozenFigure],
    papers: dict[str, str],
    stood: Mapping[Entry, Sequence[str]],
    signed: Mapping[str, Any],
) -> ReportApproved:
    """What the journal says of a report that was frozen just now; `stood` are the warnings that were let pass, `signed` is the
    block under which it is signed."""
    return ReportApproved(
        report=report.pk,
        period=report.period,
        as_of=report.as_of or 0,
        figures={one.key: None if one.value is None else str(one.value) for one in figures},
        proofs={one.key: one.sha256 for one in figures},
        papers=papers,
        passed=[entry.pk for entry in stood],
        stood=[key for keys in stood.values() for key in keys],
        texts=fingerprints.part_digests(report),
        completeness=kept.sha256(report.completeness),
        **signed,
    )


@act
def number(report: Report, *, by: Person, number: int, signed_on: date, on: date) -> Report:
    """Vào số: the clerk enters number and day; the frozen figures are printed with them."""
    report = locked(report)
    locked(report.body)  # one paper of a body at a time gets its number
    allowed, altered = may(by, Action.NUMBER, report.body), bool(fingerprints.altered(report, papers=False))
    refuse_if(rules.reasons_not_to_number(standing=report.standing, allowed=allowed, altered=altered))
    refuse_if(reasons_against_number(report, number, signed_on, on=on))
    report.number, report.signed_on, report.standing = number, signed_on, Standing.NUMBERED
    report.save(update_fields=["number", "signed_on", "standing"])
    papers = freezing.keep_papers(report, Standing.NUMBERED)
    told = ReportNumbered(report=report.pk, number=number, signed_on=signed_on, papers=papers)
    journal.write(told, by=by, body=report.body, on=on, about=report)
    return report


def reasons_against_number(report: Report, number: int, signed_on: date, *, on: date) -> Iterator[object]:
    """Also that another report of the body bears this number of the year."""
    others = Report.objects.filter(body=report.body, number=number, signed_on__year=signed_on.year).exclude(pk=report.pk)
    return rules.reasons_against_number(
        number=number, signed_on=signed_on, approved_on=report.approved_on, on=on, taken=others.exists()
    )


@act
def enter_scan(report: Report, *, by: Person, data: bytes, on: date) -> Report:
    """Nhập bản ký: the signed and sealed paper, scanned."""
    report = locked(report)
    allowed = may(by, Action.NUMBER, report.body)
    refuse_if(rules.reasons_not_to_keep_scan(standing=report.standing, allowed=allowed))
    refuse_if(rules.reasons_against_scan(data=data, largest=LARGEST_SCAN))
    sha256 = hashlib.sha256(data).hexdigest()
    Paper.objects.create(report=report, stage=Standing.SIGNED, format=PaperFormat.PDF, data=data, sha256=sha256)
    report.standing = Standing.SIGNED
    report.save(update_fields=["standing"])
    journal.write(ScanEntered(report=report.pk, sha256=sha256, size=len(data)), by=by, body=report.body, on=on, about=report)
    return report
