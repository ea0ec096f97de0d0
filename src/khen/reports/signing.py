"""What stands above the signer's name: by the authority that the body entered for whoever approves, else as the outline says."""

from datetime import date
from typing import Any

from khen.atoms import clock
from khen.atoms.refusal import refuse_if
from khen.bodies.models import Person
from khen.bodies.terms import Action
from khen.domains.organisation.reads import against_signing, block_expected, block_for, says_who_signs
from khen.domains.organisation.terms import Block
from khen.reports.models import Report
from khen.reports.outline import Outline, outline


def lines(report: Report, plan: Outline) -> tuple[str, ...]:
    """As kept at approval; before it as whoever signs for the body today would sign. Of reports approved before it was kept, and
    where several sign under different words, as the outline has it. Two queries for a draft."""
    expected = None if report.approved_by else block_expected(report.body, clock.today())
    return tuple(report.signed_as.splitlines()) or (expected.lines if expected else outlined(plan))


def outlined(plan: Outline) -> tuple[str, ...]:
    return tuple(words for words in (plan.authority, plan.post) if words)


def keep(report: Report) -> dict[str, Any]:
    """Put what will be printed for whoever approves into the report's row, where it stays so whatever is entered later; what the
    journal is told of it. Raises a Refusal where the person may not sign for the body."""
    assert report.approved_by is not None and report.approved_on is not None
    refuse_if(against_signing(report.approved_by, report.body, report.approved_on, Action.SIGN))
    block = shown(report, report.approved_by, report.approved_on)
    report.signed_as = "\n".join(block.lines)
    return {"signature": list(block.lines), "signing": block.basis}


def shown(report: Report, person: Person, day: date) -> Block:
    """What would be printed if this person approved on that day: no line where others sign, or nobody any more. Four queries."""
    entered = block_for(person, report.body, day)
    if entered or says_who_signs(report.body, day):
        return entered or Block((), "", "")
    return Block(outlined(outline(report.outline)), "", "")


def kept(report: Report) -> Block:
    """What was kept at approval. No query."""
    return Block(lines(report, outline(report.outline)), "", "")
