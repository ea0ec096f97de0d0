"""What a report was approved with stays on its page as it was: what was let pass, by whom, why; today's checks change nothing."""

from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from khen.atoms.payload import Payload
from khen.bodies.models import Person
from khen.book import journal
from khen.book.journal import act
from khen.domains.returns.tests.makers import an_accepted
from khen.facts.gather import gather
from khen.reports import acts, waiving
from khen.reports.findings import Found, findings
from khen.reports.models import Report
from khen.reports.terms import ReportApproved
from khen.reports.tests.conftest import Made
from khen.reports.tests.makers import DAY, PERIOD, PLAIN, REASON, House, a_passed, an_approved
from khen.reports.tests.test_screens import REPORTS, as_
from khen.reports.tests.test_signing import main_of

pytestmark = pytest.mark.django_db
TEXTS = {**PLAIN, "II.1": "Văn bản ký số đạt {documents.signed_share}."}


def page_of(house: House, report: Report) -> str:
    """The section of what was let pass on the page that everybody reads."""
    page = main_of(as_(house.viewer()).get(f"{REPORTS}{report.pk}/"))
    return page[page.index('id="findings"') :].partition("</section>")[0]


def passed_in(report: Report) -> list[str]:
    return [one.finding.message for one in findings(report) if one.passed]


def the_missing_return(report: Report) -> Found:
    (found,) = [one for one in findings(report) if one.finding.rule == "return.missing"]
    return found


def test_a_warning_that_was_let_pass_stands_there_though_the_checks_of_today_no_longer_know_it() -> None:
    house = House()
    (district,) = house.asked_districts(1)
    report = a_passed(house)
    stood = passed_in(report)
    missing = the_missing_return(report).finding.message
    assert missing in stood
    report = acts.approve(report, by=house.leader, on=DAY)
    an_accepted("1", key="district.half_year_return", body=district, period=PERIOD)
    gather()
    assert missing not in passed_in(report)
    page = page_of(house, report)
    assert all(message in page for message in stood)
    assert page.count(f"<q>{REASON}</q>") == len(stood) == page.count(f"{house.leader.full_name} · 12/06/2020")
    numbering = main_of(as_(house.clerk).get(f"{REPORTS}{report.pk}/vao-so/"))
    assert f"{len(stood)} cảnh báo đã cho qua" in numbering and missing in numbering


class TestOfAnApprovedReport:
    """What its page says of what was let pass."""

    make = an_approved

    def test_reason_name_and_day_are_those_of_the_journal_and_not_of_a_row_that_was_changed(self, made: Made) -> None:
        house, report = made
        report.passed.update(reason="Viết lại sau khi duyệt.", by=house.other_leader)
        page = page_of(house, report)
        assert "Viết lại" not in page and house.other_leader.full_name not in page and page.count(REASON) == report.passed.count()

    def test_the_page_of_an_approved_report_runs_no_checks(self, made: Made) -> None:
        house, report = made
        client, address = as_(house.viewer()), f"{REPORTS}{report.pk}/"
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address)
        assert "look" not in page.context["record"].__dict__ and len(asked) <= 60


def test_each_leads_on_to_its_part_and_to_the_figure_as_it_was_counted_then() -> None:
    house = House()
    house.declared("120", key="documents.signed_share")
    report = a_passed(house, TEXTS)
    report.blocks.update(id=F("id") + 1000)  # whose number is read with a dot by people alone
    report = acts.approve(report, by=house.leader, on=DAY)
    part = report.blocks.get(key="II.1")
    page = page_of(house, report)
    assert "120%" in page and f'href="#phan-{part.pk}"' in page
    assert "/quan-tri/so-lieu/documents.signed_share/?" in page and f"={report.as_of}" in page


@dataclass(frozen=True, kw_only=True)
class ApprovedOfOld(Payload):
    """What approvals wrote before they listed what was let pass (shape 2), as far as it matters here."""

    kind: ClassVar[str] = ReportApproved.kind
    shape: ClassVar[int] = 2
    report: int


@act
def approve_as_of_old(report: Report, by: Person) -> None:
    journal.write(ApprovedOfOld(report=report.pk), by=by, body=report.body, on=DAY, about=report)


def test_an_approval_of_old_that_did_not_list_them_names_those_that_were_let_pass_before_it() -> None:
    house = House()
    report = a_passed(house)
    stood = passed_in(report)
    approve_as_of_old(report, house.leader)
    report.passed.all().delete()
    assert [one.warning for one in waiving.waived(report)] == stood
