"""What can be done at the counter, and what speaks against it."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khen.atoms.vietnamese import day_in_digits
from khen.bodies.models import Person
from khen.bodies.reads import answers_for
from khen.bodies.terms import Action
from khen.desk.counter import Verb
from khen.desk.forms import ActForm, ReasonForm, SeenForm
from khen.domains.newsroom import acts, rules
from khen.domains.newsroom.acts.approving import against_blanks
from khen.domains.newsroom.acts.counsel import against_skipping_initials
from khen.domains.newsroom.models import Bulletin, Elsewhere
from khen.domains.newsroom.screens import signs
from khen.domains.newsroom.screens.changing import ChangeForm, CorrectForm
from khen.domains.newsroom.screens.forms import (
    AttachForm,
    DetachForm,
    ElsewhereForm,
    NoteForm,
    PublishForm,
    PublishSeveralForm,
    WriteForm,
)
from khen.domains.newsroom.screens.patterns import FROM_PATTERN
from khen.domains.newsroom.terms import Approved, Returned, Standing, Submitted, Withdrawn


def not_open(rule: Any) -> Any:
    """A rule that only looks at the standing, as a verb asks it."""
    return lambda record, person, day: rule(standing=record.standing)


def against_submitting(record: Bulletin, person: Person, day: date) -> Iterator[object]:
    reasons = list(rules.reasons_not_to_submit(standing=record.standing))
    yield from reasons or [*against_blanks(record), *rules.reasons_about_end(until=record.until, on=day)]


def against_approval(record: Bulletin, person: Person, day: date) -> Iterator[object]:
    writers, others = acts.writers(record), answers_for(person, Action.APPROVE, record.body, day)
    yield from rules.reasons_not_to_approve(standing=record.standing, writers=writers, by=person.pk, in_place_of=others)
    yield from against_skipping_initials(record, day)
    if record.standing == Standing.SUBMITTED:
        yield from rules.reasons_about_end(until=record.until, on=day)


def approved_before(record: Bulletin, person: Person) -> bool:
    return record.standing == Standing.APPROVED and record.approved_by_id == person.pk


def against_publishing(record: Bulletin, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_not_to_publish(standing=record.standing, until=record.until, on=day)


def planned_for(record: Bulletin) -> str:
    """The day that is planned for it, where one is; no query where it was asked for with the row."""
    day = record.planned.day if hasattr(record, "planned") else None
    return gettext("Planned for %(day)s") % {"day": day_in_digits(day)} if day else ""


def against_publishing_more(record: Bulletin, person: Person, day: date) -> Iterator[object]:
    """Among several nobody means to hand on what readers have already: letters would go out a second time."""
    if record.standing == Standing.PUBLISHED:
        yield _("It is published already; open it to publish it in more places.")


def against_detaching(record: Bulletin, person: Person, day: date) -> Iterator[object]:
    yield from rules.reasons_not_to_change(standing=record.standing)
    if not record.attachments.filter(left_in=None).exists():
        yield _("It carries no files.")


def against_entries(record: Elsewhere, person: Person, day: date) -> Iterator[object]:
    return rules.reasons_about_annulled(annulled=record.annulled)


TEXT_PAGE = "newsroom/act.html"
CHANGE_PAGE = "newsroom/change.html"
NOT_CHANGED = not_open(rules.reasons_not_to_change)
NOT_SENT_BACK, NOT_POSTED = not_open(rules.reasons_not_to_send_back), not_open(rules.reasons_not_to_post_elsewhere)
NOT_CORRECTED, NOT_WITHDRAWN = not_open(rules.reasons_not_to_correct), not_open(rules.reasons_not_to_withdraw)
draft, approve, publish = (partial(Verb, action=action) for action in (Action.DRAFT, Action.APPROVE, Action.PUBLISH))
BEGIN = (draft(**signs.NOTE, act=acts.write, form=NoteForm), draft(**signs.WRITE, act=acts.write, form=WriteForm), FROM_PATTERN)
VERBS = (
    draft(
        **signs.SUBMIT,
        act=acts.submit,
        writes=Submitted.kind,
        form=SeenForm,
        bulk_form=ActForm,
        reasons=against_submitting,
        template=TEXT_PAGE,
        bulk=True,
        versioned=True,
    ),
    draft(**signs.CHANGE, act=acts.change, form=ChangeForm, reasons=NOT_CHANGED, template=CHANGE_PAGE),
    draft(**signs.ATTACH, act=acts.attach, form=AttachForm, reasons=NOT_CHANGED),
    draft(**signs.DETACH, act=acts.detach, form=DetachForm, reasons=against_detaching),
    approve(
        **signs.APPROVE,
        act=acts.approve,
        writes=Approved.kind,
        form=SeenForm,
        reasons=against_approval,
        own=acts.writers,
        template=TEXT_PAGE,
        already=approved_before,
        otherwise=signs.SEND_BACK["name"],
    ),
    publish(
        **signs.PUBLISH,
        act=acts.publish,
        form=PublishForm,
        bulk_form=PublishSeveralForm,
        reasons=against_publishing,
        template=TEXT_PAGE,
        bulk=True,
        bulk_reasons=against_publishing_more,
        bulk_says=planned_for,
        versioned=True,
    ),
    approve(
        **signs.SEND_BACK,
        act=acts.send_back,
        writes=Returned.kind,
        form=ReasonForm,
        reasons=NOT_SENT_BACK,
        template=TEXT_PAGE,
        bulk=True,
    ),
    publish(**signs.POST, act=acts.post_elsewhere, form=ElsewhereForm, reasons=NOT_POSTED),
    publish(**signs.CORRECT, act=acts.correct, form=CorrectForm, reasons=NOT_CORRECTED, template="newsroom/correct.html"),
    publish(
        **signs.WITHDRAW,
        act=acts.withdraw,
        writes=Withdrawn.kind,
        form=ReasonForm,
        reasons=NOT_WITHDRAWN,
        template=TEXT_PAGE,
    ),
)
