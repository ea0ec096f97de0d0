"""The history of a report says which warning was let pass, and which number and day gave way to which."""

import pytest
from django.test import Client

from khen.book.models import Entry
from khen.reports import acts, showing
from khen.reports.findings import Found, findings
from khen.reports.models import Report
from khen.reports.tests.makers import DAY, REASON, House, a_confirmed, an_open, block_of

pytestmark = pytest.mark.django_db


def the_second_iii(report: Report) -> Found:
    (found,) = [one for one in findings(report) if one.finding.rule == "outline.duplicated"]
    return found


def history_of(house: House, report: Report) -> str:
    client = Client()
    client.force_login(house.viewer())
    page = client.get(f"/quan-tri/bao-cao/{report.pk}/").content.decode()
    return page[page.index("desk-history") :]


def test_the_history_names_the_warning_that_was_let_pass_in_the_words_that_the_leader_read() -> None:
    house = House()
    report = a_confirmed(house)
    warning = the_second_iii(report)
    acts.pass_warnings(report, by=house.leader, findings=[warning.key], reason=REASON, on=DAY)
    entry = Entry.objects.get(kind="reports.warning_passed")
    assert (entry.version, entry.payload["warnings"]) == (3, [warning.finding.message])
    assert f"<span>{warning.finding.message}</span><q>{REASON}</q>" in history_of(house, report)
    client = Client()
    client.force_login(house.leader)
    assert warning.finding.message in client.get(f"/quan-tri/viec-da-lam/{entry.seq}/").content.decode()


def test_it_goes_on_naming_a_warning_whose_part_was_rewritten_since() -> None:
    house = House()
    report = an_open(house, {"II.3": "Sở cấp 41 giấy phép."})
    (typed,) = [one for one in findings(report) if one.finding.rule == "narrative.unsourced"]
    acts.pass_warnings(report, by=house.leader, findings=[typed.key], reason=REASON, on=DAY)
    block = block_of(report, "II.3")
    acts.edit_block(block, by=house.writer(block), text="Sở cấp giấy phép.", on=DAY)
    assert typed.key not in {one.key for one in findings(report)}
    assert f"<span>{typed.finding.message}</span>" in history_of(house, report)


def test_an_entry_of_old_without_the_words_names_the_warning_that_still_stands_or_else_its_place() -> None:
    house = House()
    report = a_confirmed(house)
    warning = the_second_iii(report)
    assert showing.warning_of(report, {"finding": warning.key, "warning": "Như lời khi ấy."}) == "Như lời khi ấy."  # shape 2
    old = {"report": report.pk, "finding": warning.key, "reason": REASON}
    assert showing.warning_of(report, old) == warning.finding.message
    gone = {**old, "finding": "share.over_100:it.internet.district:0123456789ab"}
    assert showing.warning_of(report, gone) == "Tỷ lệ máy tính kết nối Internet cấp huyện"
    assert showing.warning_of(report, {**old, "finding": "narrative.unsourced:II.3. Thông tin: báo chí:0123456789ab"}) == (
        "II.3. Thông tin: báo chí"
    )
