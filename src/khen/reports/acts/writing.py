"""While a report is written: opened, its parts rewritten and confirmed, warnings let pass."""

from collections.abc import Collection
from datetime import date, timedelta

from khen.atoms.period import parse
from khen.atoms.refusal import refuse_if
from khen.atoms.text import as_seen, fold
from khen.bodies.models import Body, Person
from khen.bodies.reads import bodies_under, may
from khen.bodies.terms import Action
from khen.bodies.training import is_for_training
from khen.book import journal
from khen.book.journal import act, locked
from khen.figures.catalogue import FIGURES
from khen.reports import chips, rules
from khen.reports.composing import names_of
from khen.reports.findings import open_findings
from khen.reports.models import Block, PassedWarning, Report
from khen.reports.outline import Outline
from khen.reports.terms import BlockConfirmed, BlockEdited, ReportOpened, Standing, WarningPassed


@act
def open_report(*, by: Person, body: Body, period: str, outline: Outline, due: date, on: date) -> Report:
    """Mở báo cáo: every division's part begins with the outline's words and a day by which it must be ready."""
    wanted = {part.division for part in outline.parts}
    divisions = {one.key: one for one in bodies_under(body, on).filter(key__in=wanted)}
    refuse_if(
        rules.reasons_not_to_open(
            allowed=may(by, Action.COMPOSE, body),
            exists=_exists(body, period, outline),
            period=period,
            due=due,
            strangers=wanted - set(divisions),
            practised=is_for_training(body),
        )
    )
    report, called = Report.objects.create(body=body, period=period, outline=outline.key, due=due), names_of(parse(period))
    Block.objects.bulk_create(
        Block(
            report=report,
            position=position,
            key=part.key,
            numeral=part.numeral,
            level=part.level,
            title=(title := part.title.format_map(called)),
            folded=fold(title)[:200],
            division=divisions[part.division],
            due=due - timedelta(days=part.days_before),
            text=part.text,
        )
        for position, part in enumerate(outline.parts, 1)
    )
    journal.write(ReportOpened(report=report.pk, period=period, outline=outline.key), by=by, body=body, on=on, about=report)
    return report


def _exists(body: Body, period: str, outline: Outline) -> bool:
    standing_ones = Report.objects.exclude(standing=Standing.CALLED_OFF)
    return standing_ones.filter(body=body, period=period, outline=outline.key).exists()


@act
def edit_block(block: Block, *, by: Person, text: str, on: date, seen: str | None = None) -> Block:
    """Sửa phần: the division rewrites its part; figures stay as keys. Its confirmation falls away.

    `seen` is the mark of the text that the person had before them: what another wrote meanwhile is not overwritten."""
    report, block = _touched(block, by, seen)
    text = as_seen(text.replace("\r\n", "\n")).strip()
    unknown = set(chips.keys(text)) - set(FIGURES)
    refuse_if(rules.reasons_against_text(text=text, unknown=unknown, stray=chips.has_stray_brace(text)))
    block.text, block.confirmed_by = text, None
    block.save(update_fields=["text", "confirmed_by"])
    journal.write(BlockEdited(report=report.pk, block=block.key, text=text), by=by, body=block.division, on=on, about=report)
    return block


@act
def confirm_block(block: Block, *, by: Person, on: date, seen: str | None = None) -> Block:
    """Xác nhận phần: the division stands by its text and figures. `seen` as for `edit_block`."""
    report, block = _touched(block, by, seen)
    confirmed = block.confirmed_by_id is not None
    refuse_if(rules.reasons_not_to_confirm(text=block.text, confirmed=confirmed, hints=chips.hints(block.text)))
    block.confirmed_by = by
    block.save(update_fields=["confirmed_by"])
    journal.write(BlockConfirmed(report=report.pk, block=block.key), by=by, body=block.division, on=on, about=report)
    return block


def _touched(block: Block, by: Person, seen: str | None) -> tuple[Report, Block]:
    """Report and part, held until the act ends, once nothing speaks against working on them."""
    report, block = locked(block.report), locked(block)
    allowed = may(by, Action.COMPOSE, block.division)
    overtaken = seen is not None and seen != chips.mark(block.text)
    refuse_if(rules.reasons_not_to_touch(standing=report.standing, allowed=allowed, overtaken=overtaken))
    return report, block


@act
def pass_warnings(report: Report, *, by: Person, findings: Collection[str], reason: str, on: date) -> list[PassedWarning]:
    """Cho qua cảnh báo: a leader signs why these warnings, all of one kind, may stand: one entry that names each."""
    report = locked(report)
    reason, found = as_seen(reason).strip(), {one.key: one for one in open_findings(report)}
    chosen = [found[key] for key in dict.fromkeys(findings) if key in found]
    refuse_if(
        rules.reasons_not_to_pass(
            standing=report.standing,
            allowed=may(by, Action.SIGN, report.body),
            known=bool(findings) and len(chosen) == len(set(findings)),
            warns=all(one.warns for one in chosen),
            kinds=len({one.finding.rule for one in chosen}),
            reason=reason,
        )
    )
    told = WarningPassed(
        report=report.pk,
        findings=[one.key for one in chosen],
        warnings=[one.finding.message for one in chosen],
        reason=reason,
    )
    journal.write(told, by=by, body=report.body, on=on, about=report)
    return PassedWarning.objects.bulk_create(
        PassedWarning(report=report, finding=one.key, reason=reason, by=by, on=on) for one in chosen
    )
