"""Several warnings of one kind stand for one signed reason; a form that nobody was asked for is said to be so."""

import pytest

from khen.atoms.refusal import Refusal
from khen.book.models import Entry
from khen.domains.returns.tests.makers import an_item, asked
from khen.reports import acts, completing, showing, waiving
from khen.reports.checks import kinds
from khen.reports.findings import Found, findings
from khen.reports.models import Report
from khen.reports.tests.makers import DAY, PERIOD, REASON, House, a_confirmed, an_open
from khen.reports.tests.test_screens import REPORTS, as_, body_of
from khen.reports.tests.test_signing import main_of, told

pytestmark = pytest.mark.django_db
TEXTS = {"II.3": "Sở cấp {licences.granted} giấy phép cho {licences.agencies} cơ quan."}
ASK = "/quan-tri/yeu-cau-so-lieu/yeu-cau/"
UNASKED = "chưa yêu cầu ai khai biểu “Thông tin - Báo chí - Xuất bản”"


def of_rule(report: Report, rule: str) -> list[Found]:
    return [one for one in findings(report) if one.finding.rule == rule]


def test_a_leader_lets_several_of_one_kind_pass_with_one_reason_and_one_entry_names_each() -> None:
    house = House()
    report = a_confirmed(house, TEXTS)
    leader, address = as_(house.leader), f"{REPORTS}{report.pk}/cho-qua/"
    page = main_of(leader.get(address))
    assert page.count("<details") - page.count("</summary>") == 0 and " checked" not in page
    assert "Số liệu chưa yêu cầu ai báo (2)" in page and "Đề mục trùng số (1)" in page
    warnings = of_rule(report, "figure.unasked")
    said = told(leader, address, {"findings": [one.key for one in warnings], "reason": REASON})
    assert "Còn 1 cảnh báo" in said
    (entry,) = Entry.objects.filter(kind="reports.warning_passed")
    assert entry.payload["warnings"] == [one.finding.message for one in warnings]
    assert {(one.finding, one.reason) for one in report.passed.all()} == {(one.key, REASON) for one in warnings}
    history = body_of(leader.get(f"{REPORTS}{report.pk}/")).partition('class="desk-history"')[2]
    assert all(one.finding.message in history for one in warnings)
    many = {"findings": [f"{one.key}{at}" for one in warnings for at in "ab"], "warnings": ["Chưa có số liệu."] * 4}
    assert showing.warning_of(report, many) == "4 cảnh báo cùng loại: Số liệu chưa yêu cầu ai báo"


def test_the_paper_prints_each_and_leaves_out_what_was_mended_after_all() -> None:
    house = House()
    report = a_confirmed(house, TEXTS)
    asked(an_item("licences.agencies"), house.divisions["so-tttt-bcxb"], PERIOD)
    first, second = of_rule(report, "figure.unknown")
    acts.pass_warnings(report, by=house.leader, findings=[first.key, second.key], reason=REASON, on=DAY)
    assert [(one.warning, one.reason) for one in waiving.waived(report)] == [
        (one.finding.message, REASON) for one in (first, second)
    ]
    house.declared("31")  # licences.agencies, of which the second spoke
    for one in findings(report):
        if one.warns:
            acts.pass_warnings(report, by=house.leader, findings=[one.key], reason=REASON, on=DAY)
    acts.approve(report, by=house.leader, on=DAY)
    report.refresh_from_db()
    printed = [one.warning for one in waiving.waived(report)]
    assert first.finding.message in printed and second.finding.message not in printed
    payload = Entry.objects.get(kind="reports.approved").payload
    assert first.key in payload["stood"] and second.key not in payload["stood"]


def test_warnings_of_two_kinds_none_and_one_that_is_gone_are_refused_and_nothing_is_written() -> None:
    house = House()
    report = a_confirmed(house, TEXTS)
    warnings, (iii,) = of_rule(report, "figure.unasked"), of_rule(report, "outline.duplicated")
    for wrong in ([warnings[0].key, iii.key], [], [warnings[0].key, "figure.unasked:licences.lost:0123456789ab"]):
        with pytest.raises(Refusal):
            acts.pass_warnings(report, by=house.leader, findings=wrong, reason=REASON, on=DAY)
    page = as_(house.leader).post(f"{REPORTS}{report.pk}/cho-qua/", {"findings": [warnings[0].key, iii.key], "reason": REASON})
    assert "cùng một loại" in body_of(page)
    assert not report.passed.exists() and not Entry.objects.filter(kind="reports.warning_passed").exists()


def test_a_form_that_nobody_was_asked_for_is_said_to_be_so_with_the_way_to_ask() -> None:
    house = House()
    report = an_open(house, TEXTS)
    assert [UNASKED in one.finding.message for one in of_rule(report, "figure.unasked")] == [True, True]
    (form,) = completing.completeness(report, completing.progress(report))
    line = "Thông tin - Báo chí - Xuất bản: chưa yêu cầu cơ quan nào báo biểu này."
    assert (str(form), form.is_whole) == (line, False)
    page = main_of(as_(house.leader).get(f"{REPORTS}{report.pk}/"))
    way = f'<a href="{ASK}?bieu={form.number}&ky={PERIOD}">'
    assert f"<li>{line} {way}" in page and page.count(way) == 3  # beside each warning, and among who has sent
    assert f'<option value="{PERIOD}" selected>' in body_of(as_(house.leader).get(f"{ASK}?bieu={form.number}&ky={PERIOD}"))
    assert way in main_of(as_(house.leader).get(f"{REPORTS}{report.pk}/cho-qua/"))
    viewer = main_of(as_(house.viewer()).get(f"{REPORTS}{report.pk}/"))
    assert line in viewer and ASK not in viewer
    asked(an_item("licences.agencies"), house.divisions["so-tttt-bcxb"], PERIOD)
    assert not of_rule(report, "figure.unasked") and len(of_rule(report, "figure.unknown")) == 2
    assert "0/1 cơ quan đã gửi" in str(completing.completeness(report, completing.progress(report))[0])


def test_every_kind_of_warning_has_words() -> None:
    assert kinds.called("layout.44") == "Thể thức, quy tắc 44 theo Nghị định 30/2020/NĐ-CP"
    assert {rule: str(words) for rule, words in kinds.KINDS.items() if str(words).isascii()} == {}
