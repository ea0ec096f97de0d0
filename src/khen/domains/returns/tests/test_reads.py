"""What a body still owes is asked of the items that its form held in that period."""

from datetime import date

import pytest

from khen.bodies.models import Body
from khen.domains.returns import reads
from khen.domains.returns.models import Item
from khen.domains.returns.terms import State
from khen.domains.returns.tests.makers import PERIOD, a_division, an_entered, an_item, asked

pytestmark = pytest.mark.django_db


def the_only_item() -> Item:
    item = an_item()
    item.form.items.exclude(pk=item.pk).update(until=date(2020, 6, 1))
    return item


def owed(body: Body) -> list[str]:
    return [ask.period for ask in reads.open_asks(Body.objects.filter(pk=body.pk))]


def test_an_item_that_the_form_no_longer_holds_is_not_owed() -> None:
    the_only_item()
    body = a_division()
    record = an_entered(body=body)
    type(record).objects.filter(pk=record.pk).update(state=State.SUBMITTED)
    assert owed(body) == []


def test_what_was_sent_of_an_item_that_is_gone_does_not_stand_for_one_that_is_owed() -> None:
    item, body = an_item(), a_division()
    record = an_entered(body=body)
    type(record).objects.filter(pk=record.pk).update(state=State.SUBMITTED)
    other = item.form.items.exclude(pk=item.pk).first()
    assert other is not None
    item.form.items.exclude(pk=other.pk).update(until=date(2020, 6, 1))
    asked(item, body, PERIOD)
    assert owed(body) == [PERIOD]
