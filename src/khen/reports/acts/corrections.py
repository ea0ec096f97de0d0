"""What was done by mistake and is put right: a wrong number or day, a wrong scan, a report that nobody needs. All is kept.

A scan that was right all the same is said to be."""

import hashlib
from datetime import date

from khen.atoms.refusal import refuse_if
from khen.atoms.text import as_seen
from khen.bodies.models import Person
from khen.bodies.reads import may
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act, locked
from khen.reports import fingerprints, freezing, reads, rules
from khen.reports.acts.closing import LARGEST_SCAN, reasons_against_number
from khen.reports.models import Paper, Report
from khen.reports.terms import NumberCorrected, PaperFormat, ReportCalledOff, ScanConfirmed, ScanReplaced, Standing


@act
def correct_number(report: Report, *, by: Person, number: int, signed_on: date, reason: str, on: date) -> Report:
    """Sửa số, ngày: a wrong number or day gives way; the paper is printed anew, and the earlier print is kept beside it."""
    report = locked(report)
    locked(report.body)
    reason = as_seen(reason).strip()
    refuse_if(
        rules.reasons_not_to_correct_number(
            standing=report.standing,
            allowed=may(by, Action.NUMBER, report.body),
            same=(number, signed_on) == (report.number, report.signed_on),
            altered=bool(fingerprints.altered(report, papers=False)),
            reason=reason,
        )
    )
    refuse_if(reasons_against_number(report, number, signed_on, on=on))
    number_before, signed_before = report.number or 0, report.signed_on or signed_on  # a numbered report has both
    report.number, report.signed_on = number, signed_on
    report.save(update_fields=["number", "signed_on"])
    papers = freezing.keep_papers(report, Standing.NUMBERED)
    told = NumberCorrected(
        report=report.pk,
        number=number,
        signed_on=signed_on,
        number_before=number_before,
        signed_before=signed_before,
        reason=reason,
        papers=papers,
    )
    journal.write(told, by=by, body=report.body, on=on, about=report)
    return report


@act
def replace_scan(report: Report, *, by: Person, data: bytes, reason: str, on: date) -> Report:
    """Thay bản ký: the right scan stands beside the wrong one, which is kept."""
    report = locked(report)
    reason, sha256 = as_seen(reason).strip(), hashlib.sha256(data).hexdigest()
    stands = _scan(report)
    refuse_if(
        rules.reasons_not_to_replace_scan(
            standing=report.standing,
            allowed=may(by, Action.NUMBER, report.body),
            same=stands is not None and stands.sha256 == sha256,
            reason=reason,
        )
    )
    refuse_if(rules.reasons_against_scan(data=data, largest=LARGEST_SCAN))
    at = freezing.next_round(report, Standing.SIGNED)
    Paper.objects.create(report=report, stage=Standing.SIGNED, round=at, format=PaperFormat.PDF, data=data, sha256=sha256)
    told = ScanReplaced(report=report.pk, sha256=sha256, size=len(data), reason=reason)
    journal.write(told, by=by, body=report.body, on=on, about=report)
    return report


@act
def confirm_scan(report: Report, *, by: Person, on: date, seen: int | None = None) -> Report:
    """Xác nhận bản ký đúng số: after a correction somebody looked at the signed copy, and it bears what is right.

    `seen` is the entry of the correction that the person had before them: another one, made meanwhile, is looked at first."""
    report = locked(report)
    doubt, scan = reads.older_than_its_number(report), _scan(report)
    refuse_if(
        rules.reasons_not_to_confirm_scan(
            standing=report.standing,
            allowed=may(by, Action.NUMBER, report.body),
            doubted=doubt is not None,
            overtaken=doubt is not None and seen not in {None, doubt.seq},
            altered=scan is not None and not fingerprints.is_whole(scan, fingerprints.said_of(report)),
        )
    )
    assert scan is not None and report.number is not None and report.signed_on is not None  # a signed report has all three
    told = ScanConfirmed(report=report.pk, number=report.number, signed_on=report.signed_on, sha256=scan.sha256)
    journal.write(told, by=by, body=report.body, on=on, about=report)
    return report


def _scan(report: Report) -> Paper | None:
    """The signed copy that stands."""
    return report.papers.filter(stage=Standing.SIGNED).order_by("round").last()


@act
def call_off(report: Report, *, by: Person, reason: str, on: date) -> Report:
    """Hủy báo cáo: one that was opened by mistake ends unapproved; its period can be opened anew."""
    report = locked(report)
    reason = as_seen(reason).strip()
    allowed = may(by, Action.COMPOSE, report.body)
    refuse_if(rules.reasons_not_to_call_off(standing=report.standing, allowed=allowed, reason=reason))
    report.standing = Standing.CALLED_OFF
    report.save(update_fields=["standing"])
    journal.write(ReportCalledOff(report=report.pk, reason=reason), by=by, body=report.body, on=on, about=report)
    return report
