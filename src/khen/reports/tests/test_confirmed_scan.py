"""After the number was corrected the clerk looks at the signed copy: where it bears the right number, that is said."""

from datetime import date

import pytest

from khen.atoms.refusal import Refusal
from khen.atoms.tests.papers import a_pdf
from khen.book.reading import last_seq
from khen.reports import acts, fingerprints, reads
from khen.reports.models import Paper, Report
from khen.reports.screens.whole import NEEDS
from khen.reports.tests.conftest import Made
from khen.reports.tests.makers import NUMBERED, REASON, House, a_numbered, a_signed
from khen.reports.tests.test_corrections import LATER, a_stranger, entered
from khen.reports.tests.test_screens import REPORTS, as_
from khen.reports.tests.test_signing import head_of, main_of, told

pytestmark = pytest.mark.django_db


def corrected(report: Report, house: House, number: int, on: date = LATER) -> Report:
    return acts.correct_number(report, by=house.clerk, number=number, signed_on=NUMBERED, reason=REASON, on=on)


def a_doubted(house: House) -> Report:
    """Signed as 58 and then corrected to 61."""
    return corrected(a_signed(house), house, 61)


class TestOfADoubtedCopy:
    """The clerk looks at it."""

    make = a_doubted

    def test_a_copy_that_bears_the_right_number_is_said_to_and_is_doubted_no_longer(self, made: Made) -> None:
        house, report = made
        report = acts.confirm_scan(report, by=house.clerk, on=LATER)
        assert reads.older_than_its_number(report) is None and not fingerprints.altered(report)
        (entry,) = entered("signed_scan_confirmed")
        scan = report.papers.get(stage="signed")
        assert (entry.by, entry.body, entry.on) == (house.clerk, house.department, LATER)
        assert entry.payload == {"report": report.pk, "number": 61, "signed_on": "2020-06-15", "sha256": scan.sha256}
        assert NEEDS[entry.kind] == NEEDS["reports.signed_scan_replaced"]

    def test_a_later_correction_doubts_it_anew_and_names_the_number_that_it_was_said_to_bear(self, made: Made) -> None:
        house, report = made
        report = acts.confirm_scan(report, by=house.clerk, on=LATER)
        report = corrected(report, house, 62)
        assert reads.older_than_its_number(report) == reads.Renumbered("61 ngày 15/06/2020", "62 ngày 15/06/2020", last_seq())
        report = corrected(report, house, 61)
        assert reads.older_than_its_number(report) is None
        report = acts.confirm_scan(corrected(report, house, 58), by=house.clerk, on=LATER)
        assert reads.older_than_its_number(report) is None and len(entered("signed_scan_confirmed")) == 2

    def test_a_number_that_was_corrected_while_the_clerk_looked_is_not_said_to_stand_there(self, made: Made) -> None:
        house, report = made
        seen = reads.older_than_its_number(report)
        assert seen
        report = corrected(report, house, 62)
        with pytest.raises(Refusal) as refused:
            acts.confirm_scan(report, by=house.clerk, seen=seen.seq, on=LATER)
        assert "vừa được sửa" in str(refused.value)

    def test_a_copy_whose_bytes_are_no_longer_those_that_were_kept_is_confirmed_by_nobody(self, made: Made) -> None:
        house, report = made
        Paper.objects.filter(report=report, stage="signed").update(data=a_pdf("khac"))
        with pytest.raises(Refusal) as refused:
            acts.confirm_scan(report, by=house.clerk, on=LATER)
        assert "không còn khớp với sổ việc" in str(refused.value)

    def test_on_the_screen_the_clerk_compares_number_and_copy_and_says_that_they_agree(self, made: Made) -> None:
        house, report = made
        clerk, place = as_(house.clerk), f"{REPORTS}{report.pk}/dung-so/"
        assert f'href="{place}"' in head_of(house, report)
        form = main_of(clerk.get(place))
        assert "Bản ký còn đúng số" in form and "61 ngày 15/06/2020" in form and "58 ngày 15/06/2020" in form
        assert f'href="{REPORTS}{report.pk}/ban/signed.pdf"' in form
        said = told(clerk, place, {"seen": str(last_seq())})
        assert "Đã ghi nhận" in said and "số 61/BC-STTTT ngày 15/06/2020" in said
        page = main_of(clerk.get(f"{REPORTS}{report.pk}/"))
        assert "report-notices" not in head_of(house, report) and "có thể còn ghi số cũ" not in page
        history = page[page.index("desk-history") :]
        assert "Đã xác nhận bản ký đúng số" in history and "<span>Số 61 ngày 15/06/2020</span>" in history
        assert house.clerk.full_name in history

    def test_on_the_screen_nothing_is_said_twice_nor_without_having_looked_nor_by_others(self, made: Made) -> None:
        house, report = made
        clerk, place = as_(house.clerk), f"{REPORTS}{report.pk}/dung-so/"
        assert "hãy mở lại" in main_of(clerk.post(place, {"seen": "khong-phai-so"}))
        assert as_(house.viewer()).post(place, {"seen": str(last_seq())}).status_code == 403
        assert as_(a_stranger()).get(place).status_code == as_(a_stranger()).post(place, {}).status_code == 404
        assert not entered("signed_scan_confirmed")
        assert clerk.post(place, {"seen": str(last_seq())}).status_code == 302
        again = clerk.get(place)
        assert again.status_code == 409 and "không có gì phải xác nhận" in main_of(again)


def test_only_the_clerk_says_so_and_only_of_a_copy_that_is_doubted() -> None:
    house = House()
    made = a_numbered(house)
    for report in (corrected(made, house, 59), acts.enter_scan(made, by=house.clerk, data=a_pdf("a"), on=NUMBERED)):
        with pytest.raises(Refusal):
            acts.confirm_scan(report, by=house.clerk, on=LATER)
    report = corrected(report, house, 61)
    for person in (house.leader, house.viewer(), a_stranger()):
        with pytest.raises(Refusal):
            acts.confirm_scan(report, by=person, on=LATER)
    assert not entered("signed_scan_confirmed")
    acts.confirm_scan(report, by=house.clerk, on=LATER)
    with pytest.raises(Refusal):
        acts.confirm_scan(report, by=house.clerk, on=LATER)
