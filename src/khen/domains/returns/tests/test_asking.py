"""Whoever asks for figures means the bodies that fill in the chosen form: names, folds and numbers are of them alone."""

from typing import Any

import pytest

from khen.bodies.terms import AreaKind, BodyKind, Role
from khen.bodies.tests.makers import a_body, a_person, an_area
from khen.book.comparing import How, differing
from khen.domains.returns.models import Ask, Form
from khen.domains.returns.reads import ASKS
from khen.domains.returns.tests.makers import PERIOD, a_district_office, an_item
from khen.domains.returns.tests.test_screens import ASKED_AT, as_

pytestmark = pytest.mark.django_db


class Province:
    """Offices of two districts fill in the half-year's form; a commune's committee and a division another."""

    def __init__(self) -> None:
        self.area = an_area()
        self.offices = [a_district_office(name, self.area) for name in ("Mèo Vạc", "Đồng Văn")]
        commune = an_area("Lũng Cú", kind=AreaKind.COMMUNE, parent=self.offices[1].area)
        self.commune = a_body("Ủy ban nhân dân xã Lũng Cú", kind=BodyKind.PEOPLE_COMMITTEE, area=commune)
        self.division = a_body("Phòng Thông tin Mèo Vạc", kind=BodyKind.DIVISION, area=self.area)
        self.form = an_item("district.half_year_return").form
        others = Form.objects.exclude(pk=self.form.pk).filter(items__key="licences.granted")
        others.update(kinds=[BodyKind.DIVISION, BodyKind.PEOPLE_COMMITTEE])
        self.leader = as_(a_person(Role.LEADER, body=a_body(area=self.area), area=self.area))

    def asks(self, **given: Any) -> str:
        told = {"form": self.form.pk, "period": PERIOD, "due": "2020-07-05", **given}
        answer = self.leader.post(ASKED_AT, told, follow=True)
        return " ".join(answer.content.decode().split())


def test_part_of_a_name_is_looked_up_among_those_that_fill_in_the_chosen_form() -> None:
    place = Province()
    assert "05/07/2020" in place.asks(named="meo vac, dong van")
    assert {ask.body for ask in Ask.objects.all()} == set(place.offices)


def test_a_name_of_others_alone_is_said_to_be_theirs_and_nobody_is_asked() -> None:
    place = Province()
    page = place.asks(named="lung cu")
    assert "Ủy ban nhân dân xã Lũng Cú" in page and "không báo cáo biểu này" in page
    assert not Ask.objects.exists()


def test_a_form_chosen_beforehand_shows_its_bodies_alone_and_an_example_that_it_takes() -> None:
    place = Province()
    everybody = place.leader.get(ASKED_AT).content.decode()
    assert all(body.name in everybody for body in (*place.offices, place.commune, place.division))
    assert f'href="?bieu={place.form.pk}"' in everybody and "Chọn biểu trước" in everybody
    page = place.leader.get(f"{ASKED_AT}?bieu={place.form.pk}&ky={PERIOD}").content.decode()
    assert all(body.name in page for body in place.offices) and place.commune.name not in page
    assert "(2)</summary>" in page and f'<option value="{place.form.pk}" selected>' in page
    assert f'<option value="{PERIOD}" selected>' in page
    example = page.partition("chẳng hạn: ")[2].partition(".")[0]
    place.asks(named=example)
    assert {ask.body for ask in Ask.objects.all()} == set(place.offices)


def test_bodies_ticked_before_another_form_was_chosen_are_named_and_no_longer_ticked() -> None:
    place = Province()
    page = place.asks(bodies=[place.offices[0].pk, place.commune.pk, place.division.pk])
    assert not Ask.objects.exists()
    said = page.partition('class="desk-errors"')[2].partition("</div>")[0]
    assert place.commune.name in said and place.division.name in said and place.offices[0].name not in said
    boxes = page.partition('id="id_bodies"')[2]
    assert "(2)</summary>" in boxes and boxes.count(" checked") == 1 and place.commune.name not in boxes


@pytest.mark.parametrize("wrong", ["0", "x", "9" * 30, "-1", "²"])
def test_a_form_that_is_none_is_as_if_none_was_chosen(wrong: str) -> None:
    place = Province()
    assert place.commune.name in place.leader.get(ASKED_AT, {"bieu": wrong, "ky": wrong}).content.decode()


def test_who_is_asked_by_which_day_stands_as_the_journal_tells() -> None:
    place = Province()
    place.asks(bodies=[one.pk for one in place.offices])
    assert Ask.objects.count() == 2 and list(differing(ASKS)) == []
    first, second = Ask.objects.order_by("pk")
    Ask.objects.filter(pk=first.pk).update(due="2020-08-01")
    second.delete()
    made_up = Ask.objects.create(form=place.form, body=place.offices[0], period="2020", due="2020-08-01")
    found = [(one.record, one.how, one.names) for one in differing(ASKS)]
    assert found[:2] == [(first.pk, How.CHANGED, ("due",)), (first.pk + 1, How.GONE, ())]
    assert found[2:] == [(made_up.pk, How.MADE_UP, ())]
