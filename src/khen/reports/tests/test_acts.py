"""The road of a report: opened, written, confirmed, warned of, approved, numbered, signed; and who may not walk it."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.terms import BodyKind, Role
from khen.bodies.tests.makers import a_body, a_person
from khen.book.models import Entry
from khen.domains.returns import acts as returns
from khen.domains.returns.tests.makers import a_clerk, a_leader, an_entered
from khen.figures.tests.makers import posted, taken_in
from khen.reports import acts, chips, freezing, rules
from khen.reports.findings import findings
from khen.reports.models import FrozenFigure, Paper, PassedWarning, Report
from khen.reports.outline import outline
from khen.reports.terms import Standing
from khen.reports.tests.conftest import Made
from khen.reports.tests.makers import (
    DAY,
    DUE,
    NUMBERED,
    OPENED,
    OUTLINE,
    PERIOD,
    PLAIN,
    REASON,
    SCAN,
    House,
    a_confirmed,
    a_passed,
    a_signed,
    an_approved,
    an_open,
    block_of,
)

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return list(Entry.objects.filter(kind__startswith="reports.").order_by("seq").values_list("kind", flat=True))


def opening(house: House, **changes: Any) -> Report:
    told = {"by": house.clerk, "body": house.department, "period": PERIOD, "outline": outline(OUTLINE), "due": DUE, "on": OPENED}
    return acts.open_report(**{**told, **changes})


def test_the_whole_road_is_written_in_the_journal() -> None:
    house = House()
    report = a_signed(house)
    assert (report.standing, report.number, report.approved_by) == (Standing.SIGNED, 58, house.leader)
    told = kinds()
    assert told[0] == "reports.opened"
    assert (told.count("reports.block_edited"), told.count("reports.block_confirmed")) == (13, 2)
    assert told[-4:] == ["reports.warning_passed", "reports.approved", "reports.numbered", "reports.signed_scan_entered"]
    assert list(report.papers.order_by("pk").values_list("stage", "format")) == [
        ("approved", "docx"),
        ("approved", "pdf"),
        ("numbered", "docx"),
        ("numbered", "pdf"),
        ("signed", "pdf"),
    ]


def test_each_part_belongs_to_a_division_and_has_a_day_before_the_reports_own() -> None:
    house = House()
    report = opening(house)
    assert [block.key for block in report.blocks.all()] == [part.key for part in outline(OUTLINE).parts]
    radio = block_of(report, "II.4")
    assert (radio.division, radio.due) == (house.divisions["so-tttt-ttcntt"], date(2020, 6, 9))
    assert {block.confirmed_by for block in report.blocks.all()} == {None}


@pytest.mark.parametrize(
    "changes",
    [{"period": period} for period in ("2020", "2020-03", "2020-H3", "nửa đầu năm", "")] + [{"due": date(2019, 6, 12)}],
)
def test_a_wrong_period_or_day_opens_nothing(changes: dict[str, Any]) -> None:
    house = House()
    with pytest.raises(Refusal):
        opening(house, **changes)
    assert not Report.objects.exists()
    assert not kinds()


def test_a_report_is_opened_once_and_only_by_who_composes_it() -> None:
    house = House()
    opening(house)
    with pytest.raises(Refusal):
        opening(house)
    for role in set(Role.values) - {Role.CLERK, Role.LEADER}:
        with pytest.raises(Refusal):
            opening(house, by=a_person(role, body=house.department), period="2020-H2")
    assert Report.objects.count() == 1


def test_a_body_without_the_outlines_divisions_is_refused_in_words() -> None:
    house, other = House(), a_body("Sở Văn hóa, Thể thao và Du lịch", kind=BodyKind.DEPARTMENT)
    with pytest.raises(Refusal, match="so-tttt-vp"):
        opening(house, by=a_person(Role.CLERK, body=other), body=other)
    assert not Report.objects.exists()


def test_a_change_takes_the_confirmation_away() -> None:
    house = House()
    report = a_confirmed(house)
    block = block_of(report, "I")
    acts.edit_block(block, by=house.writer(block), text="Lời khác.\r\nDòng hai.", on=DAY)
    block.refresh_from_db()
    assert (block.text, block.confirmed_by) == ("Lời khác.\nDòng hai.", None)
    with pytest.raises(Refusal, match="I. Tình hình chung"):
        acts.approve(a_passed_as_is(report, house), by=house.leader, on=DAY)


def a_passed_as_is(report: Report, house: House) -> Report:
    for found in findings(report):
        if found.warns:
            acts.pass_warnings(report, by=house.leader, findings=[found.key], reason=REASON, on=DAY)
    return report


@pytest.mark.parametrize(
    "text",
    [
        "Sở cấp {licences.lost} giấy phép.",
        "Sở cấp {licences.granted giấy phép.",
        "Sở cấp {Licences.Granted} giấy phép.",
        "Sở cấp {licences.granted:03} giấy phép.",
        "Sở cấp {{licences.granted}} giấy phép.",
        "{% load i18n %}",
        "x" * (rules.LONGEST_BLOCK + 1),
    ],
)
def test_what_cannot_be_printed_is_refused(text: str) -> None:
    house = House()
    report = an_open(house)
    block = block_of(report, "II.3")
    with pytest.raises(Refusal):
        acts.edit_block(block, by=house.writer(block), text=text, on=DAY)
    assert block_of(report, "II.3").text == block.text


def test_of_two_editors_the_second_is_told_and_overwrites_nothing() -> None:
    house = House()
    block = block_of(an_open(house), "I")
    seen = chips.mark(block.text)
    acts.edit_block(block, by=house.writer(block), text="Người thứ nhất.", on=DAY, seen=seen)
    with pytest.raises(Refusal):
        acts.edit_block(block, by=house.writer(block), text="Người thứ hai.", on=DAY, seen=seen)
    with pytest.raises(Refusal):
        acts.confirm_block(block, by=house.writer(block), on=DAY, seen=seen)
    block.refresh_from_db()
    assert (block.text, block.confirmed_by) == ("Người thứ nhất.", None)
    acts.confirm_block(block, by=house.writer(block), on=DAY, seen=chips.mark(block.text))


def test_a_part_is_confirmed_once_and_never_empty() -> None:
    house = House()
    report = an_open(house)
    block, heading = block_of(report, "II.1"), block_of(report, "II")
    acts.confirm_block(block, by=house.writer(block), on=DAY)
    for one in (block, heading):
        with pytest.raises(Refusal):
            acts.confirm_block(one, by=house.writer(one), on=DAY)
    assert kinds().count("reports.block_confirmed") == 1


def test_a_division_writes_its_own_part_alone() -> None:
    house = House()
    report = an_open(house)
    press, radio = block_of(report, "II.3"), block_of(report, "II.4")
    with pytest.raises(Refusal):
        acts.edit_block(radio, by=house.writer(press), text="Của phòng khác.", on=DAY)
    with pytest.raises(Refusal):
        acts.confirm_block(radio, by=house.writer(press), on=DAY)


def test_a_warning_is_let_pass_by_a_leader_with_a_reason_once() -> None:
    house = House()
    report = a_confirmed(house)
    (warning,) = [one for one in findings(report) if one.finding.rule == "outline.duplicated"]
    for person, reason in ((house.clerk, REASON), (house.leader, "vì thế"), (house.leader, " " * 20), (house.leader, "x" * 501)):
        with pytest.raises(Refusal):
            acts.pass_warnings(report, by=person, findings=[warning.key], reason=reason, on=DAY)
    (passed,) = acts.pass_warnings(report, by=house.leader, findings=[warning.key], reason=f"  {REASON} ", on=DAY)
    assert (passed.reason, passed.by) == (REASON, house.leader)
    for key in (warning.key, "outline.duplicated", ""):
        with pytest.raises(Refusal):
            acts.pass_warnings(report, by=house.leader, findings=[key], reason=REASON, on=DAY)
    assert PassedWarning.objects.count() == 1


def test_a_warning_that_says_something_else_has_not_been_let_pass() -> None:
    house = House()
    report = an_open(house, {"II.3": "Sở cấp 41 giấy phép. Có 12 cơ quan xin cấp."})
    first, second = (one for one in findings(report) if one.finding.rule == "narrative.unsourced")
    acts.pass_warnings(report, by=house.leader, findings=[first.key], reason=REASON, on=DAY)
    assert [one.passed is None for one in findings(report) if one.key in {first.key, second.key}] == [False, True]
    block = block_of(report, "II.3")
    acts.edit_block(block, by=house.writer(block), text="Sở cấp 42 giấy phép. Có 12 cơ quan xin cấp.", on=DAY)
    assert all(one.passed is None for one in findings(report) if one.finding.rule == "narrative.unsourced")


class TestOfAReportWhoseWarningsWereLetPass:
    """What stops its approval, who approves and numbers it, and when."""

    make = a_passed

    def test_what_blocks_is_not_let_pass_and_stops_the_approval(self, made: Made) -> None:
        house, report = made
        clerk = a_clerk(house.divisions["so-tttt-bcxb"])
        waiting = returns.submit(an_entered("40", body=house.divisions["so-tttt-bcxb"]), by=clerk, on=DAY)
        (blocking,) = [one for one in findings(report) if one.blocks]
        assert (blocking.finding.rule, blocking.finding.where) == ("return.unaccepted", waiting.body.name)
        with pytest.raises(Refusal):
            acts.pass_warnings(report, by=house.leader, findings=[blocking.key], reason=REASON, on=DAY)
        with pytest.raises(Refusal):
            acts.approve(report, by=house.leader, on=DAY)
        report.refresh_from_db()
        assert (report.standing, report.as_of) == (Standing.OPEN, None)
        assert not FrozenFigure.objects.exists()
        returns.send_back(waiting, by=a_leader(waiting.body), on=DAY, reason="Chưa có nguồn")
        assert [one.finding.rule for one in findings(report) if one.blocks] == ["return.unaccepted"]

    def test_only_a_leader_approves_and_only_a_clerk_numbers(self, made: Made) -> None:
        house, report = made
        for role in set(Role.values) - {Role.LEADER}:
            with pytest.raises(Refusal):
                acts.approve(report, by=a_person(role, body=house.department), on=DAY)
        with pytest.raises(Refusal):
            acts.approve(report, by=a_stranger(), on=DAY)
        report = acts.approve(report, by=house.leader, on=DAY)
        for person in (house.leader, a_stranger()):
            with pytest.raises(Refusal):
                acts.number(report, by=person, number=58, signed_on=DAY, on=DAY)

    def test_number_and_day_are_given_once_after_approval(self, made: Made) -> None:
        house, report = made
        with pytest.raises(Refusal):
            acts.number(report, by=house.clerk, number=58, signed_on=NUMBERED, on=NUMBERED)
        report = acts.approve(report, by=house.leader, on=DAY)
        for number, day in ((0, NUMBERED), (100_000, NUMBERED), (58, date(2020, 6, 11)), (58, date(2020, 6, 16))):
            with pytest.raises(Refusal):
                acts.number(report, by=house.clerk, number=number, signed_on=day, on=NUMBERED)
        report = acts.number(report, by=house.clerk, number=58, signed_on=NUMBERED, on=NUMBERED)
        with pytest.raises(Refusal):
            acts.number(report, by=house.clerk, number=59, signed_on=NUMBERED, on=NUMBERED)
        report.refresh_from_db()
        assert (report.number, report.signed_on) == (58, NUMBERED)

    def test_a_report_is_not_approved_before_its_half_year_may_be_closed(self, made: Made) -> None:
        house, report = made
        with pytest.raises(Refusal, match="01/06/2020"):
            acts.approve(report, by=house.leader, on=date(2020, 5, 31))
        assert acts.approve(report, by=house.leader, on=date(2020, 6, 1)).standing == Standing.APPROVED


def test_warnings_and_unconfirmed_parts_stop_the_approval() -> None:
    house = House()
    report = a_confirmed(house)
    with pytest.raises(Refusal):
        acts.approve(report, by=house.leader, on=DAY)
    report = a_passed_as_is(report, house)
    block = block_of(report, "I")
    acts.edit_block(block, by=house.writer(block), text="Viết lại.", on=DAY)
    with pytest.raises(Refusal):
        acts.approve(report, by=house.leader, on=DAY)
    assert not Paper.objects.exists()


def test_nobody_approves_what_they_confirmed_themselves() -> None:
    house = House()
    report = an_open(house, PLAIN)
    for block in report.blocks.exclude(text=""):
        acts.confirm_block(block, by=house.leader, on=DAY)
    a_passed_as_is(report, house)
    with pytest.raises(Refusal, match="I. Tình hình chung"):
        acts.approve(report, by=house.leader, on=DAY)
    assert acts.approve(report, by=house.other_leader, on=DAY).standing == Standing.APPROVED


def test_a_report_is_approved_once_and_then_changes_no_more() -> None:
    house = House()
    report = an_approved(house)
    papers = list(Paper.objects.order_by("pk").values_list("pk", "sha256"))
    for leader in (house.leader, house.other_leader):
        with pytest.raises(Refusal):
            acts.approve(report, by=leader, on=DAY)
    block = block_of(report, "I")
    for attempt in (
        lambda: acts.edit_block(block, by=house.writer(block), text="Sửa sau duyệt.", on=DAY),
        lambda: acts.confirm_block(block, by=house.writer(block), on=DAY),
        lambda: acts.pass_warnings(report, by=house.leader, findings=["x"], reason=REASON, on=DAY),
    ):
        with pytest.raises(Refusal):
            attempt()
    assert list(Paper.objects.order_by("pk").values_list("pk", "sha256")) == papers
    assert kinds().count("reports.approved") == 1


def a_stranger() -> Person:
    return a_person(*Role.values, body=a_body("Cơ quan khác"))


@pytest.mark.parametrize("data", [b"", b"MZ\x90\x00", b"<html></html>", SCAN[:-8], b"PK\x03\x04 bao cao.docx"])
def test_a_signed_copy_that_is_no_pdf_is_not_kept(data: bytes) -> None:
    house = House()
    report = as_numbered(an_open(house))
    with pytest.raises(Refusal):
        acts.enter_scan(report, by=house.clerk, data=data, on=NUMBERED)
    assert not report.papers.exists()


def as_numbered(report: Report) -> Report:
    """A report that stands as numbered, without its papers: enough for what comes after."""
    fields = {"standing": Standing.NUMBERED, "as_of": 1, "number": 58, "signed_on": NUMBERED}
    Report.objects.filter(pk=report.pk).update(**fields)
    report.refresh_from_db()
    return report


def test_a_signed_copy_is_kept_once_and_is_not_huge() -> None:
    house = House()
    report = as_numbered(an_open(house))
    with pytest.raises(Refusal):
        acts.enter_scan(report, by=house.clerk, data=SCAN + b"\0" * acts.LARGEST_SCAN, on=NUMBERED)
    with pytest.raises(Refusal):
        acts.enter_scan(report, by=house.leader, data=SCAN, on=NUMBERED)
    acts.enter_scan(report, by=house.clerk, data=SCAN, on=NUMBERED)
    with pytest.raises(Refusal):
        acts.enter_scan(report, by=house.clerk, data=SCAN, on=NUMBERED)
    assert [bytes(paper.data) for paper in report.papers.all()] == [SCAN]


def test_the_database_refuses_what_the_rules_refuse() -> None:
    report = an_open(House())
    for changes in ({"as_of": 3}, {"standing": "approved"}, {"standing": "numbered", "as_of": 3}, {"number": 5}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(**changes)


@pytest.mark.parametrize(
    ("period", "last"), [("2020-H2", date(2020, 11, 30)), ("2027-H2", DAY), ("2020-H1@15", date(2020, 5, 31))]
)
def test_a_period_to_come_is_not_closed(period: str, last: date) -> None:
    assert list(rules.reasons_not_to_close_yet(period=period, on=last))
    assert not list(rules.reasons_not_to_close_yet(period=period, on=last.replace(year=int(period[:4]), month=12, day=31)))


def test_a_time_before_the_house_kept_records_prints_that_nothing_is_known() -> None:
    house = House()
    taken_in(house.department, posted(house.department))
    report = an_open(house, {"II.4": "{facebook.posts} {portal.ocop.posts}"}, period="2015-H1")
    assert {key: one.value for key, one in freezing.values_of(report).items()} == {
        "facebook.posts": None,
        "portal.ocop.posts": None,
    }
    assert "figure.unknown" in {one.finding.rule for one in findings(report)}


@pytest.mark.parametrize(("period", "title"), [("2020-H1", "sáu tháng cuối năm"), ("2026-H2", "sáu tháng đầu năm 2027")])
def test_headings_name_the_half_year_that_follows_the_reports_own(period: str, title: str) -> None:
    report = an_open(House(), period=period)
    assert block_of(report, "III").title == f"Phương hướng, nhiệm vụ {title}"


def test_what_a_paper_prints_is_what_was_checked_and_nothing_unseen_turns_it_round() -> None:
    house = House()
    report = an_open(house, {"II.3": "Sở cấp 41 giấy phép. Có 12 cơ quan xin cấp."})
    block = block_of(report, "II.3")
    acts.edit_block(block, by=house.writer(block), text="Zalo \u202e321\u202c bài; 1\u200b23 bài", on=DAY)
    block.refresh_from_db()
    assert block.text == "Zalo 321 bài; 123 bài"
    found = next(one for one in findings(report) if one.warns)
    (passed,) = acts.pass_warnings(report, by=house.leader, findings=[found.key], reason=f"{REASON} \u202e321\u202c", on=DAY)
    assert passed.reason == f"{REASON} 321"
    with pytest.raises(Refusal):
        acts.call_off(report, by=house.writer(block), reason="\u200b" * 20, on=DAY)
