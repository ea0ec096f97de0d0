"""The monthly list of what a body published: drawn up, its coefficients chosen, closed."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from khen.atoms.period import parse
from khen.atoms.refusal import refuse_if
from khen.bodies.models import Body, Person
from khen.bodies.reads import answers_for, may
from khen.bodies.terms import Action
from khen.book import journal
from khen.book.journal import act, locked
from khen.domains.newsroom.acts.fee_lines import by_bulletin, lines_now, rates_of
from khen.domains.newsroom.models import FeeLine, FeeList, FeeMark
from khen.domains.newsroom.rules import fees as rules
from khen.domains.newsroom.rules import reasons_about_post
from khen.domains.newsroom.terms import fees as terms


@act
def draw_up(*, by: Person, body: Body, on: date, period: str) -> FeeList:
    """Lập bảng kê: what this body publishes in this month (the key of one, 2020-03)."""
    refuse_if(reasons_about_post(may=may(by, Action.PUBLISH, body, on)))
    again = FeeList.objects.filter(body=body, period=period).exists()
    refuse_if(rules.reasons_about_month(period=period, on=on, again=again))
    made = FeeList.objects.create(body=body, period=period, by=by, on=on)
    journal.write(terms.ListDrawnUp(fee_list=made.pk, period=period), by=by, body=body, on=on, about=made)
    return made


@act
def mark_fees(
    fee_list: FeeList, *, by: Person, on: date, marks: Mapping[int, terms.Mark | None], seen: int | None = None
) -> FeeList:
    """Chấm nhuận bút: as what each of these bulletins (by id) is paid, and its coefficient; None takes a choice back.

    What is the same as before is left alone. `seen` is the number of the list that was read."""
    fee_list = _held(fee_list, by=by, on=on, action=Action.PUBLISH)
    refuse_if(rules.reasons_not_to_mark_over(seen=seen, number=fee_list.number))
    lines = by_bulletin(lines_now(fee_list))
    changed = {key: mark for key, mark in marks.items() if key not in lines or mark != chosen(lines[key])}
    refuse_if(rules.reasons_not_to_mark(changed=bool(changed)))
    refuse_if(rules.reasons_about_marks(changed, lines, rates_of(fee_list.body, parse(fee_list.period))))
    own = answers_for(by, Action.PUBLISH, fee_list.body, on)
    refuse_if(rules.reasons_about_own(lines[key].title for key in changed if lines[key].author in own))
    made = [_marked(key, mark, by=by, on=on) for key, mark in changed.items()]
    fee_list.number += 1
    fee_list.save(update_fields=["number"])
    keys = tuple(one.pk for one in made)
    said = terms.FeesMarked(fee_list=fee_list.pk, period=fee_list.period, number=fee_list.number, marks=keys)
    journal.write(said, by=by, body=fee_list.body, on=on, about=fee_list)
    return fee_list


@act
def close_fees(fee_list: FeeList, *, by: Person, on: date, seen: int | None = None) -> FeeList:
    """Chốt bảng kê: every line is kept as it stands, with the ids of its records; nothing in the list changes any more."""
    fee_list = _held(fee_list, by=by, on=on, action=Action.SIGN)
    refuse_if(rules.reasons_not_to_mark_over(seen=seen, number=fee_list.number))
    lines = lines_now(fee_list)
    refuse_if(rules.reasons_not_to_close(last=parse(fee_list.period).last, on=on, lines=lines))
    fee_list.standing, fee_list.salt = terms.Standing.CLOSED, secrets.token_hex(16)
    fee_list.closed_by, fee_list.closed_on = by, on
    fee_list.save(update_fields=["standing", "salt", "closed_by", "closed_on"])
    FeeLine.objects.bulk_create(_kept(fee_list, position, line) for position, line in enumerate(lines, 1))
    mark = rules.fingerprint(fee_list.salt, lines)
    said = terms.ListClosed(fee_list=fee_list.pk, period=fee_list.period, lines=len(lines), fingerprint=mark)
    journal.write(said, by=by, body=fee_list.body, on=on, about=fee_list)
    return fee_list


def chosen(line: terms.Line) -> terms.Mark | None:
    """What was chosen for a line."""
    return terms.Mark(work=line.work, coefficient=line.coefficient) if line.coefficient is not None else None


def _held(fee_list: FeeList, *, by: Person, on: date, action: Action) -> FeeList:
    fee_list = locked(fee_list)
    refuse_if(reasons_about_post(may=may(by, action, fee_list.body, on)))
    refuse_if(rules.reasons_about_closed(closed=fee_list.standing == terms.Standing.CLOSED))
    return fee_list


def _marked(bulletin: int, mark: terms.Mark | None, *, by: Person, on: date) -> FeeMark:
    number = FeeMark.objects.filter(bulletin=bulletin).count() + 1
    given = asdict(mark) if mark else {"work": "", "coefficient": None}
    return FeeMark.objects.create(bulletin_id=bulletin, number=number, by=by, on=on, **given)


def _kept(fee_list: FeeList, position: int, line: terms.Line) -> FeeLine:
    told = asdict(line)
    rows = {f"{name}_id": told.pop(name) for name in ("bulletin", "version", "author", "rate")}
    return FeeLine(fee_list=fee_list, position=position, **rows, **told)
