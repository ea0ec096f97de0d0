"""Who approves a report approves what stood before them: figures and words that changed since are named and looked at first."""

from typing import Any

import pytest

from khen.domains.returns import acts as returns
from khen.domains.returns.tests.makers import a_leader, an_accepted, an_item
from khen.reports import acts, marks
from khen.reports.findings import look
from khen.reports.models import FrozenFigure, Report
from khen.reports.terms import Standing
from khen.reports.tests.makers import DAY, PERIOD, House, a_passed, an_open, block_of, corrected
from khen.reports.tests.test_screens import REPORTS, as_, body_of

pytestmark = pytest.mark.django_db


def mark(answer: Any) -> dict[str, str]:
    return {"seen": answer.context["form"].initial["seen"]}


def test_a_figure_that_changed_since_the_page_was_opened_is_named_and_not_approved() -> None:
    house = House()
    record = house.declared("31")
    report = a_passed(house)
    leader, place = as_(house.leader), f"{REPORTS}{report.pk}/duyet/"
    seen = mark(leader.get(place))
    corrected(record, "1040")
    late = leader.post(place, seen)
    assert late.status_code == 200
    assert "Từ khi bạn mở trang" in body_of(late) and "(31 → 1.040)" in body_of(late)
    assert leader.post(place, {}).status_code == 200 and not FrozenFigure.objects.exists()
    assert leader.post(place, {"seen": "không phải dấu nào"}).status_code == 200
    report.refresh_from_db()
    assert (report.standing, report.as_of) == (Standing.OPEN, None)
    assert leader.post(place, mark(leader.get(place))).status_code == 302
    assert [str(one.value) for one in FrozenFigure.objects.all()] == ["1040.0000"]


def test_words_that_a_division_wrote_anew_since_are_named_and_not_approved() -> None:
    house = House()
    house.declared("31")
    report = a_passed(house)
    leader, place = as_(house.leader), f"{REPORTS}{report.pk}/duyet/"
    seen, block = mark(leader.get(place)), block_of(report, "I")
    acts.edit_block(block, by=house.writer(block), text="Dịch bệnh đã được khống chế.", on=DAY)
    acts.confirm_block(block_of(report, "I"), by=house.writer(block), on=DAY)
    late = body_of(leader.post(place, seen))
    assert f"Nội dung mục {block.called}" in late and "→" not in late.partition("<main")[2]
    assert Report.objects.get().standing == Standing.OPEN


def test_what_stood_a_year_before_is_part_of_what_was_seen() -> None:
    house = House()
    record = house.declared("40")
    house.declared("44", period="2021-H1")
    report = an_open(house, {"II.3": "{licences.agencies}"}, period="2021-H1")
    seen = marks.mark(report, look(report).values, by=house.leader, on=DAY)
    assert marks.changed(seen, report, look(report).values, by=house.leader, on=DAY) == []
    corrected(record, "41")
    (told,) = marks.changed(seen, report, look(report).values, by=house.leader, on=DAY)
    assert "cùng kỳ năm trước" in told and "(40 → 41)" in told


def test_how_many_have_sent_and_until_when_is_part_of_what_was_seen() -> None:
    house = House()
    house.declared("31")
    late, last = house.asked_districts(2)
    report = a_passed(house)
    leader, place = as_(house.leader), f"{REPORTS}{report.pk}/duyet/"
    seen = mark(leader.get(place))
    an_accepted("1", key="district.half_year_return", body=late)
    told = body_of(leader.post(place, seen))
    assert "(0/2 huyện, thành phố đã gửi → 1/2 huyện, thành phố đã gửi)" in told
    seen = mark(leader.get(place))
    returns.ask(an_item("district.half_year_return").form, by=a_leader(last), body=last, on=DAY, period=PERIOD, due=DAY)
    told = body_of(leader.post(place, seen))
    assert "Từ khi bạn mở trang" in told and "đã gửi →" not in told
    assert Report.objects.get().standing == Standing.OPEN
    assert leader.post(place, mark(leader.get(place))).status_code == 302
