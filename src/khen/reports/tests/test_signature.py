"""What stands above the signature of a report: as the body entered it for whoever approves, and kept so for good."""

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from khen.atoms.refusal import Refusal
from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_person
from khen.book.comparing import differing
from khen.book.models import Entry
from khen.deeds import layout
from khen.deeds.tests.test_pdf import text_of
from khen.domains.organisation import acts as organisation
from khen.domains.organisation.models import Signing
from khen.reports import acts
from khen.reports.kept import REPORTS
from khen.reports.models import Report
from khen.reports.tests.conftest import Made
from khen.reports.tests.makers import DAY, NUMBERED, OPENED, House, a_passed, an_approved
from khen.reports.tests.test_screens import REPORTS as ADDRESS
from khen.reports.tests.test_screens import as_
from khen.reports.tests.test_signing import main_of

pytestmark = pytest.mark.django_db
POSTS = {"head": "GIÁM ĐỐC", "own": "PHÓ GIÁM ĐỐC"}


def entered(house: House, person: Person, form: str, own: str) -> Signing:
    admin = a_person(Role.ADMINISTRATOR, body=house.department)
    told: dict[str, Any] = {"named": {**POSTS, "own": own}, "basis": "Quyết định 12/QĐ-STTTT", "since": OPENED}
    return organisation.enter_signing(body=house.department, person=person, form=form, **told, by=admin, on=OPENED)


def words_of(data: bytes) -> list[str]:
    """The lines of the corner in which the paper is signed, of a Word file."""
    corner = docx.Document(io.BytesIO(data)).tables[1].cell(0, 1)
    return [line.text for line in corner.paragraphs]


def kept(report: Report, form: str, stage: str) -> bytes:
    return bytes(report.papers.filter(stage=stage, format=form).latest("round").data)


def bears(house: House, report: Report, lines: list[str], tmp_path: Path) -> None:
    """The paper bears these lines above its signer's name."""
    assert report.signed_as.splitlines() == lines
    assert words_of(kept(report, "docx", "approved")) == [*lines, house.leader.full_name]
    printed = text_of(kept(report, "pdf", "approved"), tmp_path)
    assert all(words in printed for words in [*lines, house.leader.full_name])
    assert not [one for one in layout.findings(kept(report, "docx", "approved")) if one.rule in {47, 48, 49, 50, 51}]
    said = Entry.objects.get(kind="reports.approved").payload
    assert said["signature"] == lines and said["signing"] == "Quyết định 12/QĐ-STTTT"


def test_the_paper_bears_the_form_in_which_its_signer_was_entered(tmp_path: Path) -> None:
    house = House()
    entered(house, house.leader, "nguoi-dung-dau", "GIÁM ĐỐC")
    bears(house, an_approved(house), ["GIÁM ĐỐC"], tmp_path)


def approved_by_a_deputy(house: House) -> Report:
    entered(house, house.leader, "ky-thay", "PHÓ GIÁM ĐỐC")
    return an_approved(house)


class TestOfAReportThatADeputyApproved:
    """What stands above the deputy's name, and stays there."""

    make = approved_by_a_deputy

    def test_the_paper_bears_the_form_in_which_its_signer_was_entered(self, made: Made, tmp_path: Path) -> None:
        bears(*made, ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], tmp_path)

    def test_a_report_keeps_its_block_whatever_is_entered_after_it_was_approved(self, made: Made) -> None:
        (house, report), row = made, Signing.objects.get()
        organisation.end_signing(row, until=NUMBERED, reason="Được bổ nhiệm", by=row.by, on=DAY)
        told: dict[str, Any] = {"named": {"own": "GIÁM ĐỐC"}, "basis": "Quyết định 99/QĐ-UBND", "since": NUMBERED}
        organisation.enter_signing(
            body=house.department, person=house.leader, form="nguoi-dung-dau", **told, by=row.by, on=NUMBERED
        )
        report = acts.number(report, by=house.clerk, number=58, signed_on=NUMBERED, on=NUMBERED)
        assert words_of(kept(report, "docx", "numbered"))[:-1] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]

    def test_a_block_that_was_changed_behind_the_house_is_found(self, made: Made) -> None:
        _house, report = made
        assert list(differing(REPORTS)) == []
        Report.objects.filter(pk=report.pk).update(signed_as="GIÁM ĐỐC")
        assert [one.names for one in differing(REPORTS)] == [("signed_as",)]


def test_where_the_body_says_who_signs_nobody_else_approves_and_the_page_says_why() -> None:
    house = House()
    entered(house, house.leader, "ky-thay", "PHÓ GIÁM ĐỐC")
    report = a_passed(house)
    with pytest.raises(Refusal, match="không có tên trong danh sách người ký"):
        acts.approve(report, by=house.other_leader, on=DAY)
    report.refresh_from_db()
    assert report.standing == "open" and report.signed_as == ""
    organisation.end_signing(Signing.objects.get(), until=OPENED, reason="Ghi nhầm", by=Signing.objects.get().by, on=DAY)
    assert acts.approve(report, by=house.other_leader, on=DAY).signed_as.splitlines() == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]


def test_whoever_approves_reads_what_will_stand_above_their_name_and_by_which_paper() -> None:
    house = House()
    report = a_passed(house)
    assert "cơ quan chưa ghi ai ký" in main_of(as_(house.leader).get(f"{ADDRESS}{report.pk}/duyet/"))
    entered(house, house.leader, "ky-thay", "PHÓ GIÁM ĐỐC")
    page = main_of(as_(house.leader).get(f"{ADDRESS}{report.pk}/duyet/"))
    assert "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC" in page and "Quyết định 12/QĐ-STTTT" in page and "30/2020/NĐ-CP" in page
    other = main_of(as_(house.other_leader).get(f"{ADDRESS}{report.pk}/duyet/"))
    assert "không có tên trong danh sách người ký" in other
