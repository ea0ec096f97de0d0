"""What divisions and districts declared for the half-year, who accepted it, and the report that was opened on it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from khen.bodies.models import Body, Person
from khen.bodies.reads import may
from khen.bodies.terms import Action
from khen.domains.returns import acts as returns
from khen.domains.returns.models import Form, Item
from khen.domains.returns.terms import Answer, Given
from khen.reports import acts as reports
from khen.reports.models import Report
from khen.reports.outline import Outline, outline
from khen.sample.founding import KEEPER, Cast
from khen.sample.plans import PartPlan, ReturnPlan

PERIOD = "2020-H1"
AS_PRINTED = {"III.danh-gia": "III", "IV": "IV"}  # part of the outline -> its numeral in the report of 2020
DUE, REPORT_DUE = date(2020, 6, 11), date(2020, 6, 12)
ASKED_ON = date(2020, 6, 1)
ACCEPTED_ON = date(2020, 6, 12)
DISTRICTS = "district_office"
DISTRICT_FORM = "district"


def ask(plans: Iterable[ReturnPlan], cast: Cast) -> None:
    """Every body that declares is asked for its forms, and every district office for its half-year return, sent or not."""
    leader = cast.people["lanhdao"]
    wanted = {(_item(plan).form_id, plan.body_key) for plan in plans}
    for form in Form.objects.all():
        bodies = {key for form_id, key in wanted if form_id == form.pk}
        if form.key == DISTRICT_FORM:
            bodies |= set(Body.objects.filter(kind=DISTRICTS).values_list("key", flat=True))
        for key in sorted(bodies):
            returns.ask(form, by=leader, body=cast.bodies[key], on=ASKED_ON, period=PERIOD, due=DUE)


def declare(plans: Iterable[ReturnPlan], cast: Cast) -> Iterator[int]:
    """Each body's clerk sends everything it declares in one go; the leader accepts it."""
    done = 0
    for key, rows in groupby(sorted(plans, key=lambda one: one.body_key), key=lambda one: one.body_key):
        body, lines = cast.bodies[key], list(rows)
        clerk = _clerk(body, cast)
        given = [(_item(plan), Given(Answer.VALUE, Decimal(plan.value), plan.source_document)) for plan in lines]
        sent = returns.fill_in(by=clerk, body=body, on=max(plan.on for plan in lines), period=PERIOD, lines=given, send=True)
        for record in sent:
            returns.accept(record, by=cast.people["lanhdao"], on=ACCEPTED_ON)
            done += 1
            yield done


def _item(plan: ReturnPlan) -> Item:
    return Item.objects.select_related("form").get(key=plan.item_key)


def _clerk(body: Body, cast: Cast) -> Person:
    own = [person for person in cast.people.values() if person.posts.filter(body=body, role="clerk").exists()]
    return own[0] if own else next(person for person in cast.people.values() if may(person, Action.DECLARE, body, ASKED_ON))


def as_printed(plan: Outline) -> Outline:
    """The report of 2020 numbers two sections III; it is told as it stood, and the check says so."""
    parts = (replace(part, numeral=AS_PRINTED.get(part.key, part.numeral)) for part in plan.parts)
    return replace(plan, parts=tuple(parts))


def open_report(parts: Iterable[PartPlan], cast: Cast) -> Report:
    """The department's half-year report: opened by its clerk, each part written and confirmed by its division's own."""
    words, plan = {part.key: part.text for part in parts}, as_printed(outline("half-year-department"))
    report = reports.open_report(
        by=cast.people["vanthu"], body=cast.bodies[KEEPER], period=PERIOD, outline=plan, due=REPORT_DUE, on=ASKED_ON
    )
    for block in report.blocks.select_related("division"):
        if text := words.get(block.key):
            clerk = _clerk(block.division, cast)
            reports.edit_block(block, by=clerk, text=text, on=ACCEPTED_ON)
            reports.confirm_block(block, by=clerk, on=ACCEPTED_ON)
    return report
