"""Returns made through the acts of the people who make them."""

from datetime import date
from decimal import Decimal
from importlib import import_module

from django.apps import apps

from khen.atoms.period import closing_day, parse
from khen.bodies.models import Area, Body, Person
from khen.bodies.terms import AreaKind, BodyKind, Role
from khen.bodies.tests.makers import a_body, a_person, an_area
from khen.domains.returns import acts, rules
from khen.domains.returns.models import Ask, Item, Return
from khen.domains.returns.terms import Answer, Given

DAY = date(2020, 6, 10)
PERIOD = "2020-H1"
SOURCE = "Báo cáo số 12/BC-CNTT"


def an_item(key: str = "licences.granted") -> Item:
    """One of the items that the migration plants (planted again where a test has emptied the tables)."""
    import_module("khen.domains.returns.migrations.0002_items").plant(apps, None)
    return Item.objects.select_related("form").get(key=key)


def a_division(area: Area | None = None) -> Body:
    return a_body("Phòng Thông tin - Báo chí - Xuất bản", kind=BodyKind.DIVISION, area=area or an_area())


def a_clerk(body: Body) -> Person:
    return a_person(Role.CLERK, body=body)


def a_leader(body: Body) -> Person:
    return a_person(Role.LEADER, body=body)


def given(value: str | None = "40", *, answer: str = Answer.VALUE, source: str = SOURCE) -> Given:
    return Given(answer, None if value is None else Decimal(value), source)


def asked(item: Item, body: Body, period: str) -> None:
    """The body owes the item's form for the period, if it did not yet."""
    if not Ask.objects.filter(form=item.form, body=body, period=period).exists():
        acts.ask(item.form, by=a_leader(body), body=body, on=DAY, period=period, due=rules.last_day(period) or DAY)


def an_entered(
    value: str | None = "40", *, key: str = "licences.granted", body: Body | None = None, period: str = PERIOD, answer: str = ""
) -> Return:
    body = body or a_division()
    said = given(value, answer=answer or Answer.VALUE)
    asked(an_item(key), body, period)
    return acts.enter(by=a_clerk(body), body=body, on=DAY, item=an_item(key), period=period, given=said)


def an_accepted(
    value: str | None = "40", *, key: str = "licences.granted", body: Body | None = None, period: str = PERIOD, answer: str = ""
) -> Return:
    record = an_entered(value, key=key, body=body, period=period, answer=answer)
    acts.submit(record, by=a_clerk(record.body), on=DAY)
    return acts.accept(record, by=a_leader(record.body), on=max(DAY, closing_day(parse(period))))


def a_district_office(name: str, province: Area) -> Body:
    area = an_area(name, kind=AreaKind.DISTRICT, parent=province)
    return a_body(f"Phòng Văn hóa và Thông tin {name}", kind=BodyKind.DISTRICT_OFFICE, area=area)
