"""What the green bar says once figures were kept, sent, accepted or asked for."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from khen.atoms import clock
from khen.bodies.models import Body, Person
from khen.domains.returns import acts, reads
from khen.domains.returns.models import Item, Return
from khen.domains.returns.tests.makers import DAY, PERIOD, a_clerk, a_division, a_leader, an_item

pytestmark = pytest.mark.django_db
HERE = "/quan-tri/so-lieu-khai/"


def told(person: Person, address: str, given: dict[str, str]) -> str:
    client = Client()
    client.force_login(person)
    return str(client.post(HERE + address, given, follow=True).content.decode())


def a_sheet(body: Body, leader: Person) -> tuple[str, int]:
    """Its address, and how many lines it has."""
    ask = acts.ask(an_item("licences.granted").form, by=leader, body=body, on=DAY, period=PERIOD, due=date(2020, 6, 14))
    return f"phieu/{ask.pk}/", reads.items_for(ask.form, ask.period).count()


def filled(*keys: str) -> dict[str, str]:
    lines = {f"i{an_item(key).pk}": key for key in keys}
    said = {"answer": "value", "value": "40", "source": "Sổ cấp phép"}
    return {f"{line}-{name}": value for line in lines for name, value in said.items()}


def test_keeping_a_sheet_and_sending_it_are_told_apart_and_what_is_missing_is_counted() -> None:
    body = a_division()
    clerk, leader = a_clerk(body), a_leader(body)
    sheet, lines = a_sheet(body, leader)
    kept = told(clerk, sheet, filled("licences.granted"))
    assert "Đã lưu nháp 1 mục. Chưa gửi đi" in kept and f"Còn {lines - 1} mục chưa điền; hạn gửi 14/06/2020." in kept
    sent = told(clerk, sheet, filled("licences.granted", "licences.books") | {"send": "1"})
    assert f"Đã gửi 2 mục. Chờ chấp nhận; người có quyền chấp nhận: {leader}." in sent
    assert f"Còn {lines - 2} mục chưa điền; hạn gửi 14/06/2020." in sent


def test_whoever_accepts_a_figure_is_told_so_in_its_own_words() -> None:
    body = a_division()
    clerk, leader = a_clerk(body), a_leader(body)
    sheet, _lines = a_sheet(body, leader)
    told(clerk, sheet, filled("licences.granted") | {"send": "1"})
    answer = told(leader, f"{Return.objects.get().pk}/chap-nhan/", {"seen": "1"})
    assert "Đã chấp nhận số liệu" in answer and "Đã xong." not in answer


def test_figures_are_asked_for_the_half_year_that_runs_unless_another_is_chosen() -> None:
    leader = a_leader(a_division())
    an_item("licences.granted")
    with clock.held(datetime(2026, 11, 27, 5, tzinfo=UTC)):
        client = Client()
        client.force_login(leader)
        page = client.get("/quan-tri/yeu-cau-so-lieu/yeu-cau/").content.decode()
    assert '<option value="2026-H2" selected>' in page


def test_a_sheet_that_is_only_read_does_not_say_how_to_fill_it_in() -> None:
    body = a_division()
    clerk, leader = a_clerk(body), a_leader(body)
    sheet, _lines = a_sheet(body, leader)
    pages = []
    for person in (clerk, leader):
        client = Client()
        client.force_login(person)
        pages.append(client.get(HERE + sheet).content.decode())
    assert "để trống" in pages[0] and "Hạn gửi: 14/06/2020" in pages[0]
    assert "để trống" not in pages[1] and "Hạn gửi: 14/06/2020" in pages[1]


def test_a_sheet_offers_only_the_answers_that_the_level_of_the_body_can_give() -> None:
    body = a_division()
    clerk, leader = a_clerk(body), a_leader(body)
    Item.objects.filter(pk=an_item("licences.books").pk).update(levels=["commune"])
    sheet, _lines = a_sheet(body, leader)
    client = Client()
    client.force_login(clerk)
    lines = {line.item.key: line for line in client.get(HERE + sheet).context["lines"]}
    offered = {key: set(re.findall(r'<option value="([a-z_]+)"', str(line.form["answer"]))) for key, line in lines.items()}
    assert offered.pop("licences.books") == {"value", "not_applicable"}  # an untouched line says "value" and nothing else
    assert all(answers == {"value", "nothing"} for answers in offered.values())
    forged = {**filled("licences.granted"), f"i{an_item('licences.granted').pk}-answer": "not_applicable"}
    assert "hãy chọn “không phát sinh”" in told(clerk, sheet, forged) and not Return.objects.exists()
