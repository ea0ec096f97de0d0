"""What a person does with returns: ask, enter, send, accept, send back, withdraw."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile, File
from django.db.models import F, Q

from khen.atoms.nature import Nature
from khen.atoms.refusal import Refusal, refuse_if
from khen.atoms.text import as_seen, slug
from khen.bodies.models import Body, Person
from khen.bodies.reads import answers_for, done_for, may
from khen.bodies.terms import Action
from khen.bodies.training import is_for_training
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.returns import rules
from khen.domains.returns.models import Ask, Form, Item, Return, Version
from khen.domains.returns.terms import LARGEST_FILE, Accepted, Asked, Entered, Given, SentBack, State, Submitted, Withdrawn


@act
def ask(form: Form, *, by: Person, body: Body, on: date, period: str, due: date) -> Ask:
    """Yêu cầu báo số liệu: the body has to send this form for the period by the day `due`; asked again, the day changes."""
    _refuse_unless_allowed(by, Action.ACCEPT, body, on)
    return asked(form, by=by, body=body, on=on, period=period, due=due)


def asked(form: Form, *, by: Person, body: Body, on: date, period: str, due: date) -> Ask:
    """Part of an act of whoever may ask."""
    last, items = rules.last_day(period), rules.of_rhythm(period, _rhythms(form, period))
    refuse_if(rules.reasons_not_to_ask(due=due, last=last, kind=body.kind, kinds=form.fillers, items=items))
    made, _new = Ask.objects.update_or_create(form=form, body=body, period=period, defaults={"due": due, "last": last})
    journal.write(Asked(form=form.key, period=period, due=due.isoformat()), by=by, body=body, on=on, about=made)
    return made


@act
def ask_several(form: Form, *, by: Person, bodies: Collection[Body], on: date, period: str, due: date) -> Ask:
    """Yêu cầu nhiều cơ quan: every one of them is asked, or none; the request to the first of them is handed back."""
    made: list[Ask] = []
    refused: list[object] = []
    for body in bodies:
        try:
            made.append(ask(form, by=by, body=body, on=on, period=period, due=due))
        except Refusal as refusal:
            refused += [f"{body}: {reason}" for reason in refusal.reasons]
    refuse_if(refused or rules.reasons_to_ask_somebody(len(made)))
    return made[0]


@act
def enter(
    *,
    by: Person,
    body: Body,
    on: date,
    item: Item,
    period: str,
    given: Given,
    paper: File[bytes] | None = None,
    seen: int | None = None,
) -> Return:
    """Nhập số liệu: a body says its figure and where it stands written; a new version each time, the earlier ones are kept.

    `seen` is the version on a sheet that was typed over, 0 when there was none: over a newer one nothing is written."""
    _refuse_unless_allowed(by, Action.DECLARE, body, on)
    given = Given(given.answer, given.value, as_seen(given.source).strip())
    level = body.area.kind if body.area else ""
    wanted, last = _wanted(item), rules.last_day(period)
    asked = is_asked(item, body, period)
    refuse_if(rules.reasons_not_to_declare(wanted, given, period=period, last=last, kind=body.kind, level=level, asked=asked))
    record, _new = Return.objects.get_or_create(
        item=item, body=body, period=period, defaults={"answer": given.answer, "value": given.value, "source": given.source}
    )
    record = locked(record)
    refuse_if(rules.reasons_not_to_enter(state=record.state))
    refuse_if(rules.reasons_not_to_type_over(seen=seen, number=record.number))
    kept = _keep(record, given, by=by, on=on, paper=paper)
    said = Entered(source=given.source, paper=kept.paper.name or "", sha256=kept.paper_sha256(), **_said(record))
    journal.write(said, by=by, body=body, on=on, about=record)
    return record


@act
def begin(*, by: Person, body: Body, on: date, item: Item, period: str, given: Given, paper: File[bytes] | None = None) -> Return:
    """Nhập số liệu lần đầu: what the body has said already for the period is changed on its own page, not overwritten unseen."""
    refuse_if(rules.reasons_not_to_begin(said_before=Return.objects.filter(item=item, body=body, period=period).exists()))
    return enter(by=by, body=body, on=on, item=item, period=period, given=given, paper=paper)


@act
def change(
    record: Return, *, by: Person, on: date, given: Given, paper: File[bytes] | None = None, seen: int | None = None
) -> Return:
    """Sửa số liệu: the same body says it anew. `seen` is the version that stood in the form: over a newer one nothing is
    written."""
    record = locked(record)
    refuse_if(rules.reasons_not_to_overlook(seen=seen, number=record.number))
    return enter(by=by, body=record.body, on=on, item=record.item, period=record.period, given=given, paper=paper)


@act
def submit(record: Return, *, by: Person, on: date) -> Return:
    """Gửi số liệu: from now on it waits for somebody else's acceptance."""
    record = locked(record)
    _refuse_unless_allowed(by, Action.DECLARE, record.body, on)
    refuse_if(rules.reasons_not_to_submit(state=record.state))
    record.state, record.submitted_by = State.SUBMITTED, by
    record.save(update_fields=["state", "submitted_by"])
    journal.write(Submitted(**_said(record)), by=by, body=record.body, on=on, about=record)
    return record


@act
def accept(record: Return, *, by: Person, on: date, seen: int | None = None) -> Return:
    """Chấp nhận số liệu: from now on it counts. Nobody accepts what they entered or sent.

    `seen` is the version that was looked at; a newer one is not accepted unseen."""
    record = locked(record)
    _refuse_unless_allowed(by, Action.ACCEPT, record.body, on)
    asked = is_asked(record.item, record.body, record.period)
    own = is_own(record, by, on)
    refuse_if(rules.reasons_not_to_overlook(seen=seen, number=record.number))
    refuse_if(rules.reasons_not_to_accept(state=record.state, own=own, title=record.item.title, asked=asked))
    refuse_if(against_accepting_yet(record, on))
    record.state = State.ACCEPTED
    record.save(update_fields=["state"])
    journal.write(Accepted(**_said(record)), by=by, body=record.body, on=on, about=record)
    return record


@act
def send_back(record: Return, *, by: Person, on: date, reason: str, seen: int | None = None) -> Return:
    """Trả lại số liệu: the body is to look at it again. `seen` as for `accept`."""
    record, reason = locked(record), as_seen(reason).strip()
    _refuse_unless_allowed(by, Action.ACCEPT, record.body, on)
    refuse_if(rules.reasons_not_to_overlook(seen=seen, number=record.number))
    refuse_if(rules.reasons_not_to_send_back(state=record.state, reason=reason))
    record.state = State.SENT_BACK
    record.save(update_fields=["state"])
    journal.write(SentBack(reason=reason, **_said(record)), by=by, body=record.body, on=on, about=record)
    return record


@act
def withdraw(record: Return, *, by: Person, on: date, reason: str) -> Return:
    """Rút lại số liệu: the body takes it back; what was accepted no longer counts, and may be entered anew."""
    record, reason = locked(record), as_seen(reason).strip()
    _refuse_unless_allowed(by, Action.DECLARE, record.body, on)
    refuse_if(rules.reasons_not_to_withdraw(state=record.state, reason=reason))
    record.state = State.DRAFT
    record.save(update_fields=["state"])
    journal.write(Withdrawn(reason=reason, **_said(record)), by=by, body=record.body, on=on, about=record)
    return record


@act
def fill_in(
    *,
    by: Person,
    body: Body,
    on: date,
    period: str,
    lines: Sequence[tuple[Item, Given]],
    send: bool,
    seen: Mapping[int, int] | None = None,
) -> list[Return]:
    """Điền biểu: several items of one form at once, all or none; `send` sends every one of them as well.

    What stands already as it is given makes no new version. `seen`, by the item's id, as for `enter`."""
    records: list[Return] = []
    refused: list[object] = []
    for item, given in lines:
        try:
            record = _standing(item, body, period, given)
            if record is None:
                version = seen.get(item.pk) if seen else None
                record = enter(by=by, body=body, on=on, item=item, period=period, given=given, seen=version)
                records.append(record)
            if send:
                records.append(submit(record, by=by, on=on))
        except Refusal as refusal:
            refused += [f"{item.title}: {reason}" for reason in refusal.reasons]
    refuse_if(refused or rules.reasons_against_lines(len(records)))
    return list({record.pk: record for record in records}.values())


def against_accepting_yet(record: Return, on: date) -> Iterator[object]:
    """What is practised counts nowhere, so its period need not be over."""
    if not is_for_training(record.body):
        yield from rules.reasons_not_to_accept_yet(period=record.period, on=on, plan=record.item.nature == Nature.PLAN)


def is_asked(item: Item, body: Body, period: str) -> bool:
    """Is the body asked for the form that holds this item, for this period? One query."""
    return Ask.objects.filter(form=item.form_id, body=body, period=period).exists()


def _rhythms(form: Form, period: str) -> list[str]:
    """Of the items that the form holds at the end of the period."""
    day = rules.last_day(period)
    held = form.items.filter(Q(until=None) | Q(until__gt=day), since__lte=day) if day else form.items.none()
    return list(held.values_list("rhythm", flat=True))


def is_own(record: Return, person: Person, day: date) -> bool:
    """Whether this person, or whom they stand in for, entered the value that stands, or sent it, themself or by another."""
    return bool(answers_for(person, Action.ACCEPT, record.body, day) & hands(record))


def hands(*records: Return) -> set[int]:
    """Ids of those who entered what stands or sent it, and of those in whose place they did: none of them accepts it.

    Whoever entered the value keeps a hand in it when another changes the document alone."""
    same = Q(answer=F("record__answer")) & (Q(value=F("record__value")) | Q(value=None, record__value=None))
    entered = Version.objects.filter(Q(number=F("record__number")) | same, record__in=records).values_list(
        "entered_by", flat=True
    )
    return done_for({pk for pk in (*entered, *(one.submitted_by_id for one in records)) if pk}, Action.DECLARE)


def _standing(item: Item, body: Body, period: str, given: Given) -> Return | None:
    """The draft that already says exactly this."""
    said = {"answer": given.answer, "value": given.value, "source": as_seen(given.source).strip()}
    return Return.objects.filter(item=item, body=body, period=period, state=State.DRAFT, **said).first()


def _refuse_unless_allowed(by: Person, action: Action, body: Body, on: date) -> None:
    refuse_if(rules.reasons_without_a_post(may(by, action, body, on)))


def _keep(record: Return, given: Given, *, by: Person, on: date, paper: File[bytes] | None) -> Version:
    """The return says something new; what it said before stays among its versions."""
    record.state, record.number, record.submitted_by = State.DRAFT, record.number + 1, None
    record.answer, record.value, record.source = given.answer, given.value, given.source
    record.save()
    kept = Version(record=record, number=record.number, entered_by=by, entered_on=on)
    kept.answer, kept.value, kept.source = given.answer, given.value, given.source
    if paper is not None:
        kept.paper = _checked(paper)
    kept.save()
    return kept


def _wanted(item: Item) -> rules.Wanted:
    return rules.Wanted(
        title=item.title,
        unit=item.unit,
        decimals=item.decimals,
        nature=item.nature,
        rhythm=item.rhythm,
        levels=item.levels,
        kinds=item.form.fillers,
        since=item.since,
        until=item.until,
    )


def _checked(paper: File[bytes]) -> ContentFile[bytes]:
    """The file under a plain name, once its content has been judged."""
    name, content = paper.name or "", paper.read(LARGEST_FILE + 1)
    refuse_if(rules.reasons_against_file(name, content))
    stem, _dot, ending = name.rpartition(".")
    return ContentFile(content, name=f"{slug(stem)}.{ending.lower()}")


def _said(record: Return) -> dict[str, Any]:
    exact = None if record.value is None else record.value.quantize(Decimal(1).scaleb(-record.item.decimals))
    return {
        "record": record.pk,
        "item": record.item.key,
        "period": record.period,
        "number": record.number,
        "state": record.answer,
        "value": exact,
        "decimals": record.item.decimals,
    }
