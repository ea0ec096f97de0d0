"""What may be done with a whole report: by whom, when not, and what the screen says afterwards."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from django.utils.translation import gettext_lazy as _

from khen.atoms.refusal import Personal
from khen.bodies.models import Person
from khen.bodies.reads import answers_for
from khen.bodies.terms import Action
from khen.bodies.training import is_for_practice
from khen.desk.forms import ReasonForm
from khen.desk.verbs import Verb
from khen.domains.organisation.reads import against_signing
from khen.reports import acts, reads, rules
from khen.reports.findings import Found, looked_at
from khen.reports.forms import (
    ApproveForm,
    CorrectNumberForm,
    NumberForm,
    OpenForm,
    PassForm,
    ReplaceScanForm,
    RightNumberForm,
    ScanForm,
)
from khen.reports.models import Report
from khen.reports.screens import answers
from khen.reports.terms import Standing

SIGNED = "reports/signing.html"
sign, note, compose = (partial(Verb, action=action) for action in (Action.SIGN, Action.NUMBER, Action.COMPOSE))


def against_passing(record: Report, person: Person, day: date) -> Iterator[object]:
    if record.standing != Standing.OPEN:
        yield from rules.reasons_not_to_touch(standing=record.standing, allowed=True)
    elif not any(one.warns for one in looked_at(record).found):
        yield _("No warning waits for a reason.")


def against_approval(record: Report, person: Person, day: date) -> Iterator[object]:
    found: list[Found] = []
    if record.standing == Standing.OPEN:
        yield from rules.reasons_not_to_close_yet(period=record.period, on=day)
        found = looked_at(record).found
    yield from rules.reasons_not_to_approve(
        standing=record.standing,
        allowed=True,
        blocks=sum(one.blocks for one in found),
        warns=sum(one.warns for one in found),
        unconfirmed=[str(block) for block in reads.waiting(record)],
        own=[str(block) for block in record.blocks.filter(confirmed_by__in=answers_for(person, Action.SIGN, record.body, day))],
    )
    if record.standing == Standing.OPEN:
        yield from map(Personal, against_signing(person, record.body, day, Action.SIGN))


def against_confirming_scan(record: Report, person: Person, day: date) -> Iterator[object]:
    doubted = record.standing != Standing.SIGNED or reads.older_than_its_number(record) is not None
    return rules.reasons_not_to_confirm_scan(standing=record.standing, allowed=True, doubted=doubted)


def asked_of(rule: Callable[..., Iterator[object]]) -> Callable[[Report, Person, date], Iterator[object]]:
    """What a rule says that looks at the standing alone; who may act is asked apart."""
    return lambda record, person, day: rule(standing=record.standing, allowed=True)


def against_opening(record: None, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_about_practice(practised=is_for_practice(person))


BEGINS = (
    Verb(
        name="mo",
        label=_("Open a report"),
        action=Action.COMPOSE,
        act=acts.open_report,
        form=OpenForm,
        reasons=against_opening,
        practised=False,
        done=answers.opened,
        icon="plus",
    ),
)
VERBS = (
    sign(
        name="cho-qua",
        label=_("Let a warning pass"),
        explanation=_("Your reason and your name go into the journal and are printed in the annex of the report."),
        act=acts.pass_warnings,
        form=PassForm,
        reasons=against_passing,
        template=SIGNED,
        done=answers.passed,
    ),
    sign(
        name="duyet",
        label=_("Approve"),
        explanation=_(
            "Values, proofs and papers are frozen for good. What is corrected later changes nothing in them: "
            "it is shown on the report's page under “Changed since approval”."
        ),
        act=acts.approve,
        form=ApproveForm,
        reasons=against_approval,
        template=SIGNED,
        done=answers.approved,
    ),
    note(
        name="vao-so",
        label=_("Enter the number"),
        explanation=_("Number and day are printed into the paper as it was approved; its figures and proofs stay frozen."),
        act=acts.number,
        form=NumberForm,
        reasons=asked_of(rules.reasons_not_to_number),
        template=SIGNED,
        done=answers.numbered,
        icon="list-ol",
    ),
    note(
        name="ban-ky",
        label=_("Enter the signed copy"),
        act=acts.enter_scan,
        form=ScanForm,
        reasons=asked_of(rules.reasons_not_to_keep_scan),
        done=answers.scanned,
        icon="upload",
    ),
    note(
        name="sua-so",
        label=_("Correct number or day"),
        explanation=_(
            "The paper is printed anew with the right number and day; the earlier print is kept beside it. "
            "If the signed copy bears the wrong number, replace it afterwards."
        ),
        act=acts.correct_number,
        form=CorrectNumberForm,
        reasons=asked_of(rules.reasons_not_to_correct_number),
        done=answers.renumbered,
        icon="edit",
    ),
    note(
        name="thay-ban-ky",
        label=_("Replace the signed copy"),
        explanation=_("Choose the right scan; the one before is kept beside it, marked as replaced."),
        act=acts.replace_scan,
        form=ReplaceScanForm,
        reasons=asked_of(rules.reasons_not_to_replace_scan),
        done=answers.rescanned,
        icon="rotate",
    ),
    note(
        name="dung-so",
        label=_("The signed copy bears the right number"),
        explanation=_(
            "Open the signed copy and compare. Say this only where the right number and day stand on it; "
            "where the old ones do, replace the copy."
        ),
        act=acts.confirm_scan,
        form=RightNumberForm,
        reasons=against_confirming_scan,
        template="reports/comparing.html",
        done=answers.confirmed_scan,
        icon="check",
    ),
    compose(
        name="huy",
        label=_("Call this report off"),
        act=acts.call_off,
        form=ReasonForm,
        grave=True,
        reasons=asked_of(rules.reasons_not_to_call_off),
        done=answers.called_off,
        icon="cross",
    ),
)
