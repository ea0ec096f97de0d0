"""Whoever approves or numbers a report reads what they sign; and each act answers with what happened and what is next."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from khen.atoms.tests.papers import a_pdf
from khen.reports import acts, chips, reads
from khen.reports.findings import findings
from khen.reports.models import Report
from khen.reports.tests.conftest import Made
from khen.reports.tests.makers import (
    DAY,
    NUMBERED,
    OUTLINE,
    PERIOD,
    PLAIN,
    REASON,
    SCAN,
    House,
    a_confirmed,
    a_passed,
    an_approved,
    an_open,
    block_of,
    corrected,
)
from khen.reports.tests.test_screens import PARTS, REPORTS, as_, body_of

pytestmark = pytest.mark.django_db
WHY = "Ghi nhầm sang số của văn bản khác."
TEXTS = {**PLAIN, "II.4": "Trang OCOP đăng {portal.ocop.posts} tin; Sở cấp {licences.books} giấy phép sách."}


def main_of(answer: Any) -> str:
    return " ".join(body_of(answer).partition("<main")[2].split())


def test_whoever_approves_reads_what_they_sign() -> None:
    house = House()
    house.declared("31")
    report = a_passed(house, TEXTS)
    page = main_of(as_(house.leader).get(f"{REPORTS}{report.pk}/duyet/"))
    assert str(report) in page and "6 tháng đầu năm 2020" in page and house.department.name in page
    assert "3 số liệu: 1 từ hồ sơ, 2 do đơn vị khai" in page
    # nobody has declared the books, and this house has counted nothing yet
    assert "2 số liệu chưa có, văn bản sẽ in “chưa có”" in page
    for found in findings(report):
        assert found.finding.message in page
    assert page.count(f"<q>{REASON}</q>") == report.passed.count() > 0
    assert f"{house.leader.full_name} · 12/06/2020" in page
    for form in ("docx", "pdf"):
        assert f'href="{REPORTS}{report.pk}/ban/nay.{form}"' in page
    assert "chốt vĩnh viễn" in page and "Thay đổi sau khi duyệt" in page


def test_whoever_lets_a_warning_pass_reads_of_which_report_and_what_was_let_pass_before() -> None:
    house = House()
    report = a_confirmed(house)
    first, _second = [one for one in findings(report) if one.warns]
    acts.pass_warnings(report, by=house.leader, findings=[first.key], reason=REASON, on=DAY)
    page = main_of(as_(house.leader).get(f"{REPORTS}{report.pk}/cho-qua/"))
    assert str(report) in page and f"<q>{REASON}</q>" in page
    assert "in trong phụ lục" in page


def test_whoever_numbers_reads_what_was_approved_and_finds_its_papers() -> None:
    house = House()
    report = an_approved(house)
    page = main_of(as_(house.clerk).get(f"{REPORTS}{report.pk}/vao-so/"))
    assert str(report) in page and "1 số liệu: 0 từ hồ sơ, 1 do đơn vị khai" in page
    assert page.count(f"<q>{REASON}</q>") == report.passed.count()
    for form in ("docx", "pdf"):
        assert f'href="{REPORTS}{report.pk}/ban/approved.{form}"' in page


def test_a_report_without_waived_warnings_says_so() -> None:
    house = House()
    report = a_confirmed(house)
    page = main_of(as_(house.leader).get(f"{REPORTS}{report.pk}/cho-qua/"))
    assert "Không có cảnh báo nào được cho qua." in page


def told(client: Client, address: str, given: dict[str, Any] | None = None) -> str:
    """What the screen says once the act is done."""
    return " ".join(str(one) for one in client.post(address, given or {}, follow=True).context["messages"])


def test_each_act_on_the_road_says_what_happened_and_what_is_next() -> None:
    house = House()
    clerk, leader = as_(house.clerk), as_(house.leader)
    opened = {"body": house.department.pk, "period": PERIOD, "outline": OUTLINE, "due": "2020-06-12"}
    said = told(clerk, f"{REPORTS}mo/", opened)
    assert "Đã mở báo cáo 6 tháng đầu năm 2020" in said and "các phòng" in said and "12/06/2020" in said
    report = Report.objects.get()
    words = {**PLAIN, "II.3": f"{PLAIN['II.3']} Có 12 cơ quan xin cấp."}
    for block in report.blocks.all():
        acts.edit_block(block, by=house.clerk, text=words.get(block.key, ""), on=DAY)
    for key, left in (("I", "Còn 1 phần"), ("II.3", "Mọi phần đã xác nhận")):
        block = block_of(report, key)
        seen = {"seen": chips.mark(block.text)}
        assert "xác nhận" in told(clerk, f"{PARTS}{block.pk}/sua/", {**seen, "text": block.text})
        assert left in told(clerk, f"{PARTS}{block.pk}/xac-nhan/", seen)
    warnings = [one.key for one in findings(report) if one.warns]
    for key, left in zip(warnings, ("Còn 1 cảnh báo", "Không còn cảnh báo nào"), strict=True):
        assert left in told(leader, f"{REPORTS}{report.pk}/cho-qua/", {"findings": key, "reason": REASON})
    seen = leader.get(f"{REPORTS}{report.pk}/duyet/").context["form"].initial
    said = told(leader, f"{REPORTS}{report.pk}/duyet/", seen)
    assert "đã chốt" in said and "văn thư vào số" in said
    numbered = {"number": "58", "signed_on": str(Report.objects.get().approved_on)}
    said = told(clerk, f"{REPORTS}{report.pk}/vao-so/", numbered)
    assert "Đã vào số 58/BC-STTTT" in said and "nhập bản ký" in said
    assert "Đã lưu bản ký" in told(clerk, f"{REPORTS}{report.pk}/ban-ky/", {"file": SimpleUploadedFile("a.pdf", SCAN)})


class TestOfASignedReport:
    """What is said of a signed copy after a correction."""

    def test_each_correction_says_what_became_of_what_stood_before(self, signed: Made) -> None:
        house, report = signed
        clerk = as_(house.clerk)
        given = {"number": "61", "signed_on": str(NUMBERED), "reason": WHY}
        said = told(clerk, f"{REPORTS}{report.pk}/sua-so/", given)
        assert "Đã sửa thành số 61/BC-STTTT" in said and "Bản ký" in said and "số cũ" in said
        right = {"file": SimpleUploadedFile("b.pdf", a_pdf("dung")), "reason": WHY}
        assert "bản cũ vẫn được giữ" in told(clerk, f"{REPORTS}{report.pk}/thay-ban-ky/", right)

    def test_after_a_corrected_number_the_page_doubts_the_signed_copy_until_it_is_replaced(self, signed: Made) -> None:
        house, report = signed
        assert reads.older_than_its_number(report) is None
        report = acts.correct_number(report, by=house.clerk, number=61, signed_on=NUMBERED, reason=WHY, on=NUMBERED)
        head = head_of(house, report)
        assert "mang số 58 ngày 15/06/2020, nay là số 61 ngày 15/06/2020" in head
        assert f'href="{REPORTS}{report.pk}/thay-ban-ky/"' in head
        assert (
            main_of(as_(house.clerk).get(f"{REPORTS}{report.pk}/")).count("có thể còn ghi số cũ") == 2
        )  # at the head, at the copy
        viewer = main_of(as_(house.viewer()).get(f"{REPORTS}{report.pk}/"))
        assert "mang số 58" in viewer and "thay-ban-ky" not in viewer.partition('<section class="desk-now"')[0]
        report = acts.replace_scan(report, by=house.clerk, data=a_pdf("dung"), reason=WHY, on=NUMBERED)
        assert reads.older_than_its_number(report) is None and "report-notices" not in head_of(house, report)

    def test_a_number_that_came_back_to_what_the_copy_bears_is_not_doubted(self, signed: Made) -> None:
        house, report = signed
        for number in (61, 58):
            report = acts.correct_number(report, by=house.clerk, number=number, signed_on=NUMBERED, reason=WHY, on=NUMBERED)
        assert reads.older_than_its_number(report) is None


class TestOfANumberedReport:
    """What is said of it before a signed copy was entered."""

    def test_a_corrected_number_without_a_scan_leads_on_to_the_signature_and_a_called_off_report_to_a_new_one(
        self, numbered: Made
    ) -> None:
        house, report = numbered
        clerk = as_(house.clerk)
        said = told(clerk, f"{REPORTS}{report.pk}/sua-so/", {"number": "61", "signed_on": str(NUMBERED), "reason": WHY})
        assert "nhập bản ký" in said and "số cũ" not in said
        other = an_open(house, PLAIN, period="2019-H2")
        assert "mở báo cáo mới" in told(clerk, f"{REPORTS}{other.pk}/huy/", {"reason": WHY})

    def test_a_report_whose_figures_have_moved_says_so_at_its_head_with_a_count_and_a_way_there(self, numbered: Made) -> None:
        house, report = numbered
        assert "report-notices" not in head_of(house, report)
        corrected(house.declared("31"), "44")
        head = head_of(house, report)
        assert '<a href="#drift">1 số liệu đã thay đổi sau khi duyệt</a>' in head
        page = main_of(as_(house.clerk).get(f"{REPORTS}{report.pk}/"))
        assert page.index('id="drift"') < page.index('id="findings"')

    def test_a_number_corrected_before_the_copy_was_entered_casts_no_doubt_on_it(self, numbered: Made) -> None:
        house, report = numbered
        report = acts.correct_number(report, by=house.clerk, number=61, signed_on=NUMBERED, reason=WHY, on=NUMBERED)
        assert reads.older_than_its_number(report) is None
        assert reads.older_than_its_number(acts.enter_scan(report, by=house.clerk, data=SCAN, on=NUMBERED)) is None


def head_of(house: House, report: Report) -> str:
    """What stands at the head of the report's page, before what may be done."""
    return main_of(as_(house.clerk).get(f"{REPORTS}{report.pk}/")).partition('<section class="desk-now"')[0]
