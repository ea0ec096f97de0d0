"""The sample's ground: the whole tree of Hà Giang in 2020, and who works where."""

from datetime import date

import pytest

from khen.bodies.models import Area, AreaLineage, Body, Person
from khen.bodies.reads import areas_under, bodies_under, may
from khen.bodies.terms import Action, AreaKind
from khen.book.models import Entry
from khen.book.verify import verify
from khen.sample.province import settle
from khen.sample.weave import weave

DAY = date(2020, 6, 30)


@pytest.mark.django_db
def test_the_province_stands_with_its_districts_communes_bodies_and_people() -> None:
    plan = weave()
    admin = settle(plan)
    kinds = {kind: Area.objects.filter(kind=kind).count() for kind in AreaKind.values}
    assert kinds == {"province": 1, "district": 11, "commune": 193}
    assert Body.objects.count() == 276
    assert Person.objects.count() == len(plan.people)
    assert areas_under(Area.objects.get(code="02"), DAY).count() == 205
    assert areas_under(Area.objects.get(code="026"), DAY).count() == 20
    assert AreaLineage.objects.count() == 1 + 11 * 2 + 193 * 3
    assert bodies_under(Body.objects.get(key="ubnd-026"), DAY).count() == 22
    assert may(admin, Action.GOVERN, Body.objects.get(key="ubnd-00715"), DAY)
    assert Entry.objects.filter(kind="organisation.post_given").count() == sum(len(one.posts) for one in plan.people)
    assert verify(deep=True).flaw is None
