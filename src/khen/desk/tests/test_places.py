"""Areas and bodies in dropdowns: no two alike, communes under their district."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from khen.bodies.models import Area, AreaEdge, Body, Person
from khen.bodies.terms import AreaKind
from khen.bodies.tests.makers import a_body, a_person, an_area
from khen.desk.choosing import Offered
from khen.desk.forms import AreaField, BodyField, RowField
from khen.desk.places import Grouped, InOrder, names

pytestmark = pytest.mark.django_db
COMMUNES = {"Huyện Mèo Vạc": ("Xã Tả Lủng", "Xã Sủng Máng"), "Huyện Đồng Văn": ("Xã Tả Lủng", "Xã Lũng Cú")}


@pytest.fixture
def province() -> Area:
    """Two districts; in each a commune of one and the same name, with its committee."""
    top = an_area()
    for district, communes in COMMUNES.items():
        higher = an_area(district, kind=AreaKind.DISTRICT, parent=top)
        for commune in communes:
            a_body(f"Ủy ban nhân dân {commune}", area=an_area(commune, kind=AreaKind.COMMUNE, parent=higher))
    return top


def lines(field: Any) -> list[tuple[Any, Any]]:
    return [(name, [line for _key, line in inside] if isinstance(inside, list) else inside) for name, inside in field.choices]


def test_each_district_stands_over_its_communes_and_names_borne_twice_say_their_district(province: Area) -> None:
    field = AreaField(empty_label=None)
    assert lines(field) == [
        (province.pk, "Tỉnh Hà Giang"),
        ("Huyện Đồng Văn", ["Huyện Đồng Văn", "Xã Lũng Cú", "Xã Tả Lủng (Huyện Đồng Văn)"]),
        ("Huyện Mèo Vạc", ["Huyện Mèo Vạc", "Xã Sủng Máng", "Xã Tả Lủng (Huyện Mèo Vạc)"]),
    ]
    twin = Area.objects.filter(name="Xã Tả Lủng").latest("pk")
    assert field.clean(str(twin.pk)) == twin
    coded = AreaField(coded=True)
    assert [lines(coded)[2][1][2], lines(coded)[0]] == [f"Xã Tả Lủng ({twin.code})", ("", coded.empty_label)]


def test_a_commune_stands_under_the_district_of_today_or_its_last(province: Area) -> None:
    moved, over = Area.objects.get(name="Xã Lũng Cú"), Area.objects.get(name="Xã Sủng Máng")
    AreaEdge.objects.filter(child__in=(moved, over)).update(until=date(2020, 1, 1))
    AreaEdge.objects.create(child=moved, parent=Area.objects.get(name="Huyện Mèo Vạc"), since=date(2020, 1, 1))
    assert dict(lines(AreaField()))["Huyện Mèo Vạc"][1:3] == ["Xã Lũng Cú", "Xã Sủng Máng"]


def test_bodies_of_one_name_say_where_they_are(province: Area) -> None:
    called = [name for _key, name in lines(BodyField(empty_label=None))]
    assert called[2:] == ["Ủy ban nhân dân Xã Tả Lủng (Huyện Mèo Vạc)", "Ủy ban nhân dân Xã Tả Lủng (Huyện Đồng Văn)"]
    filtered = [name for _key, name in lines(Offered(queryset=Body.objects.order_by("folded", "pk"), empty_label=None))]
    assert sorted(filtered) == sorted(called)


def test_what_stays_alike_says_its_code_or_key(province: Area) -> None:
    beside = [a_body("Văn phòng", key="van-phong-a"), a_body("Văn phòng", key="van-phong-b")]
    twice = an_area("Xã Lũng Cú", kind=AreaKind.COMMUNE, parent=Area.objects.get(name="Huyện Đồng Văn"))
    assert list(names(beside).values()) == ["Văn phòng (van-phong-a)", "Văn phòng (van-phong-b)"]
    called = names(Area.objects.all())
    assert called[twice.pk] == f"Xã Lũng Cú (Huyện Đồng Văn) ({twice.code})" and len(set(called.values())) == len(called)


def test_nothing_is_asked_while_all_names_differ(province: Area) -> None:
    rows = list(Area.objects.exclude(name="Xã Tả Lủng"))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        names(rows)
    assert len(asked) == 0


@pytest.mark.django_db
def test_names_to_choose_from_stand_in_the_order_of_the_vietnamese_alphabet() -> None:
    called = ["Ăn toàn", "Ban A", "Đài huyện", "Tên miền", "Tết", "Ủy ban", "Văn phòng"]
    for name in reversed(called):
        a_body(name)
    rows = Body.objects.filter(name__in=called)
    assert [str(label) for _key, label in InOrder(RowField(rows.order_by("name"), empty_label=None))] == called
    assert [row.name for row in Offered(rows.order_by("folded")).offered.values()] == called
    by_key = [row.name for row in rows.order_by("-pk")]
    assert [row.name for row in Offered(rows.order_by("-pk")).offered.values()] == by_key  # an order of their own is kept


def test_choosers_of_many_stand_by_the_kept_places_and_work_no_name_out_anew() -> None:
    district = an_area("Đồng Văn", kind=AreaKind.DISTRICT)
    last, first = (an_area(name, kind=AreaKind.COMMUNE, parent=district) for name in ("Sà Phìn", "Lũng Cú"))
    Area.objects.filter(pk=last.pk).update(collated=b"\x01")
    ((_head, lines),) = list(Grouped(AreaField()))[1:]
    assert [key for key, _label in lines] == [district.pk, last.pk, first.pk]
    people = [a_person(name=name) for name in ("An", "Ý")]
    Person.objects.filter(pk=people[1].pk).update(collated=b"\x01")
    rows = Person.objects.filter(pk__in=[one.pk for one in people])
    offered = [str(label) for _key, label in InOrder(RowField(rows.order_by("full_name"), empty_label=None))]
    assert offered == ["Ý", "An"]


class Placed(forms.Form):
    area = AreaField(label="Địa bàn")


def test_a_dropdown_of_places_is_whole_without_a_script_and_searched_with_one(province: Area) -> None:
    with translation.override("vi"):
        shown = str(Placed()["area"])
    assert "Xã Lũng Cú" in shown and 'data-find="Gõ vài chữ của tên, có dấu hay không"' in shown
    assert "desk/finding.js" in str(Placed().media)
