"""What people do with a report: open, write, confirm, let warnings pass, approve, number, keep the signed copy."""

import hashlib
from collections.abc import Collection
from datetime import date, timedelta

from khen.atoms.refusal import refuse_if
from khen.atoms.text import nfc
from khen.bodies.models import Body, Person
from khen.bodies.reads import may
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act, locked
from khen.figures.catalogue import FIGURES
from khen.reports import chips, freezing, rules
from khen.reports.findings import open_findings
from khen.reports.models import Block, Paper, PassedWarning, Report
from khen.reports.outline import Outline
from khen.reports.terms import (
    BlockConfirmed,
    BlockEdited,
    PaperFormat,
    ReportApproved,
    ReportNumbered,
    ReportOpened,
    ScanEntered,
    Standing,
    WarningPassed,
)

LARGEST_SCAN = 20 * 1024 * 1024


@act
def open_report(*, by: Person, body: Body, period: str, outline: Outline, due: date, on: date) -> Report:
    """Mở báo cáo: every division's part begins with the outline's words and a day by which it must be ready."""
    refuse_if(rules.reasons_not_to_open(allowed=may(by, Action.COMPOSE, body), exists=_exists(body, period, outline)))
    report = Report.objects.create(body=body, period=period, outline=outline.key, due=due)
    divisions = {one.key: one for one in Body.objects.filter(key__in={part.division for part in outline.parts})}
    Block.objects.bulk_create(
        Block(
            report=report,
            position=position,
            key=part.key,
            numeral=part.numeral,
            level=part.level,
            title=part.title,
            division=divisions[part.division],
            due=due - timedelta(days=part.days_before),
            text=part.text,
        )
        for position, part in enumerate(outline.parts, 1)
    )
    journal.write(ReportOpened(report=report.pk, period=period, outline=outline.key), by=by, body=body, on=on, about=report)
    return report


def _exists(body: Body, period: str, outline: Outline) -> bool:
    return Report.objects.filter(body=body, period=period, outline=outline.key).exists()


@act
def edit_block(block: Block, *, by: Person, text: str, on: date) -> Block:
    """Sửa phần: the division rewrites its part; figures stay as keys. Its confirmation falls away."""
    report = locked(block.report)
    block = locked(block)
    text = nfc(text.replace("\r\n", "\n")).strip()
    unknown = set(chips.keys(text)) - set(FIGURES)
    allowed = may(by, Action.COMPOSE, block.division)
    refuse_if(rules.reasons_not_to_edit(standing=report.standing, allowed=allowed, text=text, unknown=unknown))
    block.text, block.confirmed_by = text, None
    block.save(update_fields=["text", "confirmed_by"])
    journal.write(BlockEdited(report=report.pk, block=block.key, text=text), by=by, body=block.division, on=on, about=report)
    return block


@act
def confirm_block(block: Block, *, by: Person, on: date) -> Block:
    """Xác nhận phần: the division stands by its text and figures."""
    report = locked(block.report)
    block = locked(block)
    allowed = may(by, Action.COMPOSE, block.division)
    refuse_if(rules.reasons_not_to_edit(standing=report.standing, allowed=allowed, text="", unknown=()))
    block.confirmed_by = by
    block.save(update_fields=["confirmed_by"])
    journal.write(BlockConfirmed(report=report.pk, block=block.key), by=by, body=block.division, on=on, about=report)
    return block


@act
def pass_warning(report: Report, *, by: Person, finding: str, reason: str, on: date) -> PassedWarning:
    """Cho qua cảnh báo: a leader signs why a warning may stand."""
    report = locked(report)
    reason = nfc(reason).strip()
    found = {one.key: one for one in open_findings(report)}
    refuse_if(
        rules.reasons_not_to_pass(
            standing=report.standing,
            allowed=may(by, Action.SIGN, report.body),
            known=finding in found,
            warns=finding in found and found[finding].warns,
            reason=reason,
        )
    )
    passed = PassedWarning.objects.create(report=report, finding=finding, reason=reason[:500], by=by, on=on)
    journal.write(
        WarningPassed(report=report.pk, finding=finding, reason=passed.reason), by=by, body=report.body, on=on, about=report
    )
    return passed


@act
def approve(report: Report, *, by: Person, on: date) -> Report:
    """Duyệt: values, the facts behind them and the paper's bytes are frozen as of the newest entry."""
    report = locked(report)
    found = open_findings(report)
    refuse_if(
        rules.reasons_not_to_approve(
            standing=report.standing,
            allowed=may(by, Action.SIGN, report.body),
            blocks=sum(one.blocks for one in found),
            warns=sum(one.warns for one in found),
            unconfirmed=_unconfirmed(report),
        )
    )
    report.approved_by, report.approved_on = by, on
    figures = freezing.freeze(report)
    papers = freezing.keep_papers(report, Standing.APPROVED)
    report.standing = Standing.APPROVED
    report.save(update_fields=["standing", "as_of", "approved_by", "approved_on"])
    journal.write(
        ReportApproved(report=report.pk, period=report.period, as_of=report.as_of or 0, figures=figures, papers=papers),
        by=by,
        body=report.body,
        on=on,
        about=report,
    )
    return report


def _unconfirmed(report: Report) -> Collection[str]:
    return [str(block) for block in report.blocks.all() if block.text and block.confirmed_by_id is None]


@act
def number(report: Report, *, by: Person, number: int, signed_on: date, on: date) -> Report:
    """Vào số: the clerk enters number and day; the frozen figures are printed with them."""
    report = locked(report)
    taken = Report.objects.filter(body=report.body, number=number, signed_on__year=signed_on.year).exclude(pk=report.pk).exists()
    refuse_if(
        rules.reasons_not_to_number(
            standing=report.standing,
            allowed=may(by, Action.NUMBER, report.body),
            number=number,
            signed_on=signed_on,
            approved_on=report.approved_on,
            taken=taken,
        )
    )
    report.number, report.signed_on, report.standing = number, signed_on, Standing.NUMBERED
    report.save(update_fields=["number", "signed_on", "standing"])
    freezing.keep_papers(report, Standing.NUMBERED)
    journal.write(
        ReportNumbered(report=report.pk, number=number, signed_on=signed_on), by=by, body=report.body, on=on, about=report
    )
    return report


@act
def enter_scan(report: Report, *, by: Person, data: bytes, on: date) -> Report:
    """Nhập bản ký: the signed and sealed paper, scanned."""
    report = locked(report)
    allowed = may(by, Action.NUMBER, report.body)
    refuse_if(rules.reasons_not_to_keep_scan(standing=report.standing, allowed=allowed, data=data, largest=LARGEST_SCAN))
    sha256 = hashlib.sha256(data).hexdigest()
    Paper.objects.create(report=report, stage=Standing.SIGNED, format=PaperFormat.PDF, data=data, sha256=sha256)
    report.standing = Standing.SIGNED
    report.save(update_fields=["standing"])
    journal.write(ScanEntered(report=report.pk, sha256=sha256, size=len(data)), by=by, body=report.body, on=on, about=report)
    return report
