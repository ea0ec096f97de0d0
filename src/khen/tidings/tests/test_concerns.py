"""Whom reports, returns, opinions and remarks concern; and that no other body hears of them."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from khen.atoms import clock
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.domains.newsroom import acts
from khen.domains.newsroom.models import Bulletin
from khen.domains.newsroom.tests.makers import Newsroom
from khen.domains.returns import acts as returns
from khen.domains.returns.tests.makers import a_clerk, a_division, a_leader, an_entered, an_item
from khen.reports import acts as reports
from khen.reports.models import Report
from khen.reports.outline import outline
from khen.reports.tests.makers import DAY, OUTLINE, PERIOD, House, an_approved
from khen.tidings.models import Notice
from khen.tidings.reading import NEAR, follow, remind
from khen.tidings.terms import Told

pytestmark = pytest.mark.django_db
HERE = "/quan-tri/thong-bao/"


def told(person: Person) -> list[str]:
    """What a person was told, the oldest first."""
    follow()
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("told", flat=True))


def opened(person: Person, sort: Told) -> tuple[int, str]:
    """What comes of opening the notice of this sort: status and page."""
    client, notice = Client(), Notice.objects.get(person=person, told=sort)
    client.force_login(person)
    answer = client.post(HERE, {"mo": notice.pk}, follow=True)
    return answer.status_code, answer.content.decode()


def page(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.get(HERE).content.decode()


def a_text(room: Newsroom) -> Bulletin:
    today = clock.today()
    made = acts.write(
        by=room.author, body=room.body, on=today, topic="khac", title="Chợ phiên", body_html="<p>Họp ngày chủ nhật.</p>"
    )
    return acts.submit(made, by=room.author, on=today)


def test_whoever_is_asked_for_an_opinion_is_told_and_reads_just_that_and_the_asker_hears_the_answer() -> None:
    room, asked, other, today = Newsroom(), Newsroom("Phòng Văn hóa"), Newsroom("Khác"), clock.today()
    text = a_text(room)
    acts.ask_opinions(text, by=room.approver, on=today, until=today, bodies=[asked.body], question="Có đúng ngày không?")
    assert told(asked.publisher) == [Told.OPINION] and not told(other.publisher)
    status, shown = opened(asked.publisher, Told.OPINION)
    assert status == 200 and "Họp ngày chủ nhật" in shown and "Bạn được xin ý kiến: Chợ phiên" in page(asked.publisher)
    opinion = text.opinions.get()
    acts.say_opinion(opinion, by=asked.approver, on=today, answer="agreed")
    assert told(room.approver) == [Told.TO_APPROVE, Told.OPINION_SAID] and told(room.author) == [Told.OPINION_SAID]
    assert opened(room.author, Told.OPINION_SAID)[0] == 200


def test_an_opinion_that_is_no_longer_asked_for_is_not_named_any_more() -> None:
    room, asked, today = Newsroom(), Newsroom("Phòng Văn hóa"), clock.today()
    text = a_text(room)
    acts.ask_opinions(text, by=room.approver, on=today, until=today, people=[asked.author])
    assert told(asked.author) == [Told.OPINION] and not told(asked.approver)
    acts.end_asking(text, by=room.approver, on=today)
    shown = page(asked.author)
    assert "không còn được xem" in shown and "Chợ phiên" not in shown and str(room.body) not in shown
    assert opened(asked.author, Told.OPINION)[0] == 404


def test_a_remark_is_told_to_the_author_and_its_answer_to_whoever_made_it() -> None:
    room, today = Newsroom(), clock.today()
    text = a_text(room)
    remark = acts.remark(text, by=room.approver, on=today, text="Chủ nhật hay thứ bảy?")
    assert told(room.author) == [Told.REMARKED] and not told(room.publisher)
    acts.answer_remark(text, by=room.author, on=today, remark=remark, text="Chủ nhật.")
    assert told(room.approver) == [Told.TO_APPROVE, Told.REMARKED] and told(room.author) == [Told.REMARKED]


def test_a_sheet_is_asked_of_whoever_declares_and_a_figure_waits_for_whoever_accepts() -> None:
    body, elsewhere, today = a_division(), a_division(), clock.today()
    clerk, leader, stranger = a_clerk(body), a_leader(body), a_clerk(elsewhere)
    form, period = an_item("licences.granted").form, f"{today:%Y}-H{1 if today.month < 7 else 2}"
    returns.ask(form, by=leader, body=body, on=today, period=period, due=today + timedelta(days=30))
    assert told(clerk) == [Told.ASKED] and opened(clerk, Told.ASKED)[0] == 200
    returns.submit(an_entered(body=body), by=clerk, on=today)
    assert Told.TO_ACCEPT in told(leader) and not told(stranger)
    assert opened(leader, Told.TO_ACCEPT)[0] == 200


def an_open_report(house: House, days: int = 30) -> Report:
    today = clock.today()
    given: dict[str, Any] = {"body": house.department, "period": PERIOD, "outline": outline(OUTLINE)}
    return reports.open_report(by=house.clerk, on=today, due=today + timedelta(days=days), **given)


@pytest.fixture
def cast() -> SimpleNamespace:
    house = House()
    report = an_open_report(house)
    first = report.blocks.exclude(text="").select_related("division").order_by("position")[0]
    return SimpleNamespace(house=house, report=report, first=first, writer=house.writer(first))


def test_a_division_is_told_that_its_part_is_asked_and_is_led_to_it(cast: SimpleNamespace) -> None:
    stranger = a_person(Role.CLERK, body=House.elsewhere("Tỉnh khác"))
    assert told(cast.writer) == [Told.PART] and not told(stranger) and not told(cast.house.viewer())
    status, shown = opened(cast.writer, Told.PART)
    assert status == 200 and cast.first.title in shown


def test_a_part_that_is_due_is_told_to_its_writers_alone_and_once(cast: SimpleNamespace) -> None:
    day = cast.first.due - NEAR
    follow()
    remind(day)
    remind(day)
    due = Notice.objects.filter(told=Told.PART_DUE)
    assert cast.writer.pk in due.values_list("person", flat=True) and due.filter(person=cast.writer).count() == 1
    bodies = {cast.house.department.pk, *cast.report.blocks.exclude(text="").values_list("division", flat=True)}
    assert {body for one in due for body in one.person.posts.values_list("body", flat=True)} <= bodies


def test_a_report_with_all_its_parts_waits_for_the_leaders_and_its_end_is_told(cast: SimpleNamespace) -> None:
    house, today = cast.house, clock.today()
    for block in cast.report.blocks.select_related("division"):
        reports.edit_block(block, by=house.clerk, text="" if block.pk != cast.first.pk else "Đã xong.", on=today)
    assert Told.TO_SIGN not in told(house.leader)
    cast.first.refresh_from_db()
    reports.confirm_block(cast.first, by=cast.writer, on=today)
    assert Told.TO_SIGN in told(house.leader) and opened(house.leader, Told.TO_SIGN)[0] == 200
    reports.call_off(cast.report, by=house.leader, reason="Lập lại theo mẫu mới.", on=today)
    assert Told.REPORT_OFF in told(cast.writer)


def test_an_approved_report_is_told_to_whoever_numbers_it_and_to_whoever_wrote_it_and_to_no_one_elsewhere() -> None:
    with clock.held(clock.midnight(DAY)):
        house = House()
        stranger = a_person(Role.CLERK, body=House.elsewhere("Tỉnh khác"))
        report = an_approved(house)
        assert Told.REPORTED in told(house.clerk) and Told.REPORTED not in told(house.leader) and not told(stranger)
        reported = Notice.objects.filter(told=Told.REPORTED)
        writers = set(reported.filter(about="reports.block").values_list("person__posts__body", flat=True))
        assert writers == set(report.blocks.exclude(text="").values_list("division", flat=True))
        assert opened(house.clerk, Told.REPORTED)[0] == 200


def test_an_opinion_asked_of_ones_own_body_is_told_neither_to_the_author_nor_to_the_asker() -> None:
    room, today = Newsroom(), clock.today()
    acts.ask_opinions(a_text(room), by=room.approver, on=today, until=today, bodies=[room.body])
    assert told(room.publisher) == [Told.OPINION] and not told(room.author) and Told.OPINION not in told(room.approver)
