"""What stands above the signature of a report: as the body entered it for whoever approves, and kept so for good."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from khen.atoms import clock
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
from khen.reports import acts, freezing
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


ENDED = "không còn ai ký cho cơ quan"


@pytest.mark.parametrize("until", [OPENED, DAY])
def test_once_somebody_was_entered_an_ended_authority_signs_nothing_and_the_page_says_what_to_do(until: date) -> None:
    house = House()
    row = entered(house, house.leader, "ky-thay", "PHÓ GIÁM ĐỐC")
    report = a_passed(house)
    organisation.end_signing(row, until=until, reason="Nghỉ hưu theo chế độ", by=row.by, on=DAY)
    for leader in (house.leader, house.other_leader):
        with pytest.raises(Refusal, match=ENDED):
            acts.approve(Report.objects.get(), by=leader, on=DAY)
    page = main_of(as_(house.leader).get(f"{ADDRESS}{report.pk}/duyet/"))
    assert ENDED in page and "Thẩm quyền ký" in page and "cơ quan chưa" not in page and "PHÓ GIÁM ĐỐC" not in page
    report.refresh_from_db()
    assert (report.standing, report.signed_as) == ("open", "")
    told: dict[str, Any] = {"named": {"own": "GIÁM ĐỐC"}, "basis": "Quyết định 99/QĐ-UBND", "since": DAY}
    organisation.enter_signing(body=house.department, person=house.leader, form="nguoi-dung-dau", **told, by=row.by, on=DAY)
    assert acts.approve(report, by=house.leader, on=DAY).signed_as == "GIÁM ĐỐC"


def test_an_authority_that_was_called_off_before_its_first_day_never_began() -> None:
    house = House()
    admin = a_person(Role.ADMINISTRATOR, body=house.department)
    told: dict[str, Any] = {"named": POSTS, "basis": "Quyết định 12/QĐ-STTTT", "since": DAY}
    row = organisation.enter_signing(body=house.department, person=house.leader, form="ky-thay", **told, by=admin, on=OPENED)
    organisation.end_signing(row, until=DAY, reason="Quyết định đã bị hủy", by=admin, on=OPENED)
    assert an_approved(house).signed_as.splitlines() == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]


CHANGES: list[tuple[dict[str, Any], str]] = [
    ({"form": "nguoi-dung-dau", "named": {"own": "GIÁM ĐỐC"}}, "(KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC → GIÁM ĐỐC)"),
    ({"form": "ky-thay", "named": POSTS}, "Khối chữ ký. "),
]


@pytest.mark.parametrize(("other", "named"), CHANGES, ids=["another form", "another paper"])
def test_a_signature_block_that_changed_since_the_page_was_opened_is_named_and_not_approved(
    other: dict[str, Any], named: str
) -> None:
    house = House()
    row = entered(house, house.leader, "ky-thay", "PHÓ GIÁM ĐỐC")
    report = a_passed(house)
    leader, place = as_(house.leader), f"{ADDRESS}{report.pk}/duyet/"
    seen = leader.get(place).context["form"].initial
    today = clock.today()
    organisation.end_signing(row, until=today, reason="Được giao việc khác", by=row.by, on=today)
    told: dict[str, Any] = {"basis": "Quyết định 99/QĐ-UBND", "since": today}
    organisation.enter_signing(body=house.department, person=house.leader, **other, **told, by=row.by, on=today)
    late = main_of(leader.post(place, seen))
    assert "Từ khi bạn mở trang" in late and named in late
    report.refresh_from_db()
    assert report.standing == "open"
    assert leader.post(place, leader.get(place).context["form"].initial).status_code == 302
    report.refresh_from_db()
    assert report.signed_as.splitlines()[-1] == other["named"]["own"]


def test_whoever_approves_reads_what_will_stand_above_their_name_and_by_which_paper() -> None:
    house = House()
    report = a_passed(house)
    assert "cơ quan chưa từng ghi ai ký" in main_of(as_(house.leader).get(f"{ADDRESS}{report.pk}/duyet/"))
    entered(house, house.leader, "ky-thay", "PHÓ GIÁM ĐỐC")
    page = main_of(as_(house.leader).get(f"{ADDRESS}{report.pk}/duyet/"))
    assert "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC" in page and "Quyết định 12/QĐ-STTTT" in page and "30/2020/NĐ-CP" in page
    other = main_of(as_(house.other_leader).get(f"{ADDRESS}{report.pk}/duyet/"))
    assert "không có tên trong danh sách người ký" in other


def test_a_draft_says_so_on_each_page_and_bears_the_words_under_which_whoever_signs_today_would_sign(tmp_path: Path) -> None:
    house = House()
    entered(house, house.leader, "quyen", "PHÓ GIÁM ĐỐC")
    report = a_passed(house)
    papers = freezing.paper_bytes(report)
    foot = docx.Document(io.BytesIO(papers["docx"])).sections[0]
    assert words_of(papers["docx"]) == ["Q. GIÁM ĐỐC", ""]
    assert foot.footer.paragraphs[0].text == foot.first_page_footer.paragraphs[0].text == "DỰ THẢO"
    draft = text_of(papers["pdf"], tmp_path)
    assert draft.count("DỰ THẢO") > 1 and "Q. GIÁM ĐỐC" in draft
    acts.approve(report, by=house.leader, on=DAY)
    assert "DỰ THẢO" not in text_of(kept(report, "pdf", "approved"), tmp_path)
    assert "DỰ THẢO" not in words_of(kept(report, "docx", "approved"))
