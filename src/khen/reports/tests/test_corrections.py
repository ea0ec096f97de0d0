"""What was done by mistake is put right by a later act with its reason; what stood before is kept beside it."""

from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from khen.atoms.refusal import Refusal
from khen.atoms.tests.papers import a_pdf
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.reports import acts, fingerprints, layouts, writing
from khen.reports.findings import findings
from khen.reports.models import Paper, Report
from khen.reports.terms import Standing
from khen.reports.tests.conftest import Made
from khen.reports.tests.makers import (
    DAY,
    NUMBERED,
    PLAIN,
    REASON,
    SCAN,
    House,
    a_confirmed,
    an_approved,
    an_open,
)
from khen.reports.tests.test_history import history_of

pytestmark = pytest.mark.django_db
RIGHT, LATER = a_pdf("ban quet dung"), date(2020, 6, 18)
WHY = "Ghi nhầm sang số của văn bản khác."


def entered(kind: str) -> list[Entry]:
    return list(Entry.objects.filter(kind=f"reports.{kind}").order_by("seq"))


def papers(report: Report) -> list[tuple[str, str, int]]:
    return list(report.papers.order_by("pk").values_list("stage", "format", "round"))


def a_corrected(numbered: Made) -> Report:
    house, report = numbered
    return acts.correct_number(report, by=house.clerk, number=61, signed_on=NUMBERED, reason=f"  {WHY} ", on=LATER)


def scanned(numbered: Made) -> Report:
    house, report = numbered
    return acts.enter_scan(report, by=house.clerk, data=SCAN, on=NUMBERED)


class TestOfANumberedReport:
    """What was done by mistake with a number or a signed copy."""

    def test_a_wrong_number_gives_way_and_both_prints_are_kept(self, numbered: Made) -> None:
        report = a_corrected(numbered)
        assert (report.number, report.signed_on, report.standing) == (61, NUMBERED, Standing.NUMBERED)
        both = [("numbered", "docx", 1), ("numbered", "pdf", 1), ("numbered", "docx", 2), ("numbered", "pdf", 2)]
        assert papers(report)[2:] == both
        first, second = report.papers.filter(stage="numbered", format="docx").order_by("round")
        assert first.sha256 != second.sha256
        (entry,) = entered("number_corrected")
        told = {name: entry.payload[name] for name in ("number", "number_before", "signed_before", "reason")}
        assert told == {"number": 61, "number_before": 58, "signed_before": "2020-06-15", "reason": WHY}
        assert entry.payload["papers"]["docx"] == second.sha256
        assert writing.papers_of(report)["docx"] == bytes(second.data)
        assert not fingerprints.altered(report)

    def test_the_history_says_which_number_and_day_gave_way_to_which(self, numbered: Made) -> None:
        house, report = numbered
        report = acts.correct_number(report, by=house.clerk, number=85, signed_on=LATER, reason=REASON, on=LATER)
        said = "Số 58 ngày 15/06/2020 thành số 85 ngày 18/06/2020"
        assert f"<span>{said}</span><q>{REASON}</q>" in history_of(house, report)

    def test_the_history_writes_a_small_number_as_the_paper_does(self, numbered: Made) -> None:
        house, report = numbered
        for number in (7, 8):
            report = acts.correct_number(report, by=house.clerk, number=number, signed_on=LATER, reason=REASON, on=LATER)
        history = history_of(house, report)
        assert "thành số 07 ngày" in history and "Số 07 ngày 18/06/2020 thành số 08 ngày" in history

    def test_a_wrong_number_is_found_out_after_the_signed_copy_too(self, numbered: Made) -> None:
        house = numbered[0]
        report = acts.correct_number(scanned(numbered), by=house.clerk, number=61, signed_on=LATER, reason=WHY, on=LATER)
        assert (report.number, report.signed_on, report.standing) == (61, LATER, Standing.SIGNED)
        assert not fingerprints.altered(report)

    def test_a_number_is_given_once_a_year_and_one_that_was_given_up_is_free_again(self, numbered: Made) -> None:
        house, report = numbered
        other = an_approved(house, {}, period="2019-H2")
        with pytest.raises(Refusal):
            acts.number(other, by=house.clerk, number=58, signed_on=NUMBERED, on=NUMBERED)
        with transaction.atomic():
            assert acts.number(other, by=house.clerk, number=57, signed_on=NUMBERED, on=NUMBERED).number == 57
            transaction.set_rollback(True)
        assert report.number == 58
        report = a_corrected(numbered)
        assert acts.number(other, by=house.clerk, number=58, signed_on=LATER, on=LATER).number == 58
        with pytest.raises(Refusal):
            acts.correct_number(report, by=house.clerk, number=58, signed_on=NUMBERED, reason=WHY, on=LATER)

    def test_a_wrong_scan_is_replaced_and_both_are_kept(self, numbered: Made) -> None:
        house = numbered[0]
        report = acts.replace_scan(scanned(numbered), by=house.clerk, data=RIGHT, reason=WHY, on=LATER)
        kept = report.papers.filter(stage="signed").order_by("round")
        assert [(one.round, bytes(one.data)) for one in kept] == [(1, SCAN), (2, RIGHT)]
        (entry,) = entered("signed_scan_replaced")
        assert (entry.payload["sha256"], entry.payload["reason"]) == (kept[1].sha256, WHY)
        assert not fingerprints.altered(report)
        Paper.objects.filter(pk=kept[0].pk).update(data=RIGHT)
        assert [one.key for one in fingerprints.altered(report)] == ["signed.pdf"]

    def test_a_scan_is_replaced_by_the_clerk_and_by_another_whole_pdf(self, numbered: Made) -> None:
        house, report = numbered
        with pytest.raises(Refusal):
            acts.replace_scan(report, by=house.clerk, data=RIGHT, reason=WHY, on=LATER)
        report = acts.enter_scan(report, by=house.clerk, data=SCAN, on=NUMBERED)
        people = [
            (house.leader, RIGHT, WHY),
            (a_stranger(), RIGHT, WHY),
            (house.clerk, SCAN, WHY),
            (house.clerk, RIGHT[:-8], WHY),
            (house.clerk, b"", WHY),
            (house.clerk, RIGHT, ""),
        ]
        for person, data, reason in people:
            with pytest.raises(Refusal):
                acts.replace_scan(report, by=person, data=data, reason=reason, on=LATER)
        assert report.papers.filter(stage="signed").count() == 1

    def test_a_scan_that_was_right_after_all_comes_back_as_a_round_of_its_own(self, numbered: Made) -> None:
        house, report = numbered[0], scanned(numbered)
        for data in (RIGHT, SCAN):
            acts.replace_scan(report, by=house.clerk, data=data, reason=WHY, on=LATER)
        with pytest.raises(Refusal):
            acts.replace_scan(report, by=house.clerk, data=SCAN, reason=WHY, on=LATER)
        kept = report.papers.filter(stage="signed").order_by("round")
        assert [(one.round, bytes(one.data)) for one in kept] == [(1, SCAN), (2, RIGHT), (3, SCAN)]
        assert not fingerprints.altered(report)

    def test_of_the_layout_only_the_papers_that_stand_are_spoken_of(self, numbered: Made) -> None:
        report = a_corrected(numbered)
        assert [stage for stage, _broken in layouts.of_kept(report)] == ["Bản đã duyệt", "Bản đã vào số"]

    def test_the_page_offers_each_print_and_says_which_gave_way(self, client: Client, numbered: Made) -> None:
        house = numbered[0]
        report = acts.enter_scan(a_corrected(numbered), by=house.clerk, data=SCAN, on=LATER)
        report = acts.replace_scan(report, by=house.clerk, data=RIGHT, reason=WHY, on=LATER)
        page = seen(client, house.clerk, f"/quan-tri/bao-cao/{report.pk}/")
        assert page.count("đã thay bằng bản sau") == 3
        place = f"/quan-tri/bao-cao/{report.pk}/ban/signed.pdf"
        assert f'"{place}?lan=1"' in page and f'"{place}"' in page
        for address, data in ((place, RIGHT), (f"{place}?lan=1", SCAN), (f"{place}?lan=2", RIGHT)):
            assert client.get(address).content == data
        for wrong in ("3", "0", "-1", "x", "1" * 40, "²", "1\r\nX: y"):
            assert client.get(place, {"lan": wrong}).status_code == 404
        word = client.get(place.replace("signed.pdf", "numbered.docx"))
        assert word.headers["Content-Disposition"].count("lan") == 0

    def test_on_the_screen_the_clerk_corrects_the_number_with_a_reason(self, client: Client, numbered: Made) -> None:
        house, report = numbered
        place = f"/quan-tri/bao-cao/{report.pk}/sua-so/"
        form = seen(client, house.clerk, place)
        assert 'value="58"' in form
        refused = client.post(place, {"number": "61", "signed_on": "15/06/2020", "reason": "nhầm"})
        assert "mười ký tự" in refused.content.decode()
        done = client.post(place, {"number": "61", "signed_on": "15/06/2020", "reason": WHY})
        assert done.status_code == 302
        report.refresh_from_db()
        assert report.number == 61
        assert timezone.localdate() >= entered("number_corrected")[0].on


class TestOfAnApprovedReport:
    """What is still put right of it, and what no longer."""

    make = an_approved

    def test_a_number_is_corrected_by_the_clerk_to_what_may_stand_there_and_to_something_else(self, made: Made) -> None:
        house, report = made
        with pytest.raises(Refusal):
            acts.correct_number(report, by=house.clerk, number=61, signed_on=NUMBERED, reason=WHY, on=LATER)
        report = acts.number(report, by=house.clerk, number=58, signed_on=NUMBERED, on=NUMBERED)
        people: list[tuple[Person, int, date, str]] = [
            (house.leader, 61, NUMBERED, WHY),
            (a_stranger(), 61, NUMBERED, WHY),
            (house.clerk, 58, NUMBERED, WHY),
            (house.clerk, 0, NUMBERED, WHY),
            (house.clerk, 61, date(2020, 6, 11), WHY),
            (house.clerk, 61, date(2020, 6, 19), WHY),
            (house.clerk, 61, NUMBERED, " " * 20),
        ]
        for person, number, day, reason in people:
            with pytest.raises(Refusal):
                acts.correct_number(report, by=person, number=number, signed_on=day, reason=reason, on=LATER)
        assert not entered("number_corrected") and Paper.objects.count() == 4

    def test_what_was_approved_is_not_called_off(self, made: Made) -> None:
        house, report = made
        with pytest.raises(Refusal):
            acts.call_off(report, by=house.clerk, reason=WHY, on=DAY)


def a_stranger() -> Person:
    return a_person(*Role.values, body=a_body("Cơ quan khác"))


def test_no_division_meets_the_parts_of_a_report_that_was_called_off_in_its_list(client: Client) -> None:
    house = House()
    report = an_open(house, PLAIN)
    assert "Tình hình chung" in seen(client, house.clerk, "/quan-tri/phan-bao-cao/")
    acts.call_off(report, by=house.clerk, reason=WHY, on=DAY)
    assert "Tình hình chung" not in seen(client, house.clerk, "/quan-tri/phan-bao-cao/")
    assert "Dịch bệnh chi phối mọi hoạt động." in seen(client, house.clerk, f"/quan-tri/bao-cao/{report.pk}/")


def test_a_report_opened_by_mistake_is_called_off_and_its_period_opened_anew() -> None:
    house = House()
    report = acts.call_off(an_open(house, PLAIN), by=house.clerk, reason=WHY, on=DAY)
    assert (report.standing, report.as_of) == (Standing.CALLED_OFF, None)
    with pytest.raises(Refusal):
        acts.call_off(report, by=house.clerk, reason=WHY, on=DAY)
    block = report.blocks.select_related("division", "report").get(key="I")
    for attempt in (
        lambda: acts.edit_block(block, by=house.writer(block), text="Sửa sau khi hủy.", on=DAY),
        lambda: acts.confirm_block(block, by=house.writer(block), on=DAY),
        lambda: acts.approve(report, by=house.leader, on=DAY),
        lambda: acts.number(report, by=house.clerk, number=58, signed_on=DAY, on=DAY),
    ):
        with pytest.raises(Refusal):
            attempt()
    again = an_open(house)
    assert again.pk != report.pk and Report.objects.count() == 2
    with pytest.raises(Refusal):
        an_open(house)


def test_a_stranger_calls_nothing_off_nor_does_anybody_without_a_reason() -> None:
    house = House()
    report = an_open(house, PLAIN)
    for person, reason in ((a_stranger(), WHY), (house.viewer(), WHY), (house.clerk, "nhầm")):
        with pytest.raises(Refusal):
            acts.call_off(report, by=person, reason=reason, on=DAY)
    assert Report.objects.get().standing == Standing.OPEN


def test_the_history_names_the_warning_that_was_let_pass(client: Client) -> None:
    house = House()
    report = a_confirmed(house)
    (warning,) = [one for one in findings(report) if one.finding.rule == "outline.duplicated"]
    acts.pass_warnings(report, by=house.leader, findings=[warning.key], reason=REASON, on=DAY)
    (entry,) = entered("warning_passed")
    assert entry.payload["warnings"] == [str(warning.finding.message)]
    acts.call_off(report, by=house.clerk, reason=WHY, on=DAY)
    page = seen(client, house.clerk, f"/quan-tri/bao-cao/{report.pk}/")
    history = page[page.index('class="desk-history"') :]
    assert str(warning.finding.message)[:40] in history and WHY in history
    assert "đã hủy" in seen(client, house.clerk, "/quan-tri/bao-cao/").lower()


def seen(client: Client, person: Person, address: str) -> str:
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()
