"""The report at the counter: written by divisions, approved by a leader, numbered by the clerk; a foreign body finds nothing."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext

from khen.bodies.models import Person
from khen.bodies.terms import Role
from khen.bodies.tests.makers import a_body, a_person, an_area
from khen.book.models import Entry
from khen.desk.illustration import ILLUSTRATIVE
from khen.figures.catalogue import FIGURES
from khen.reports import chips
from khen.reports.models import Paper, Report
from khen.reports.screens import waiting
from khen.reports.terms import Standing
from khen.reports.tests.conftest import Made
from khen.reports.tests.makers import (
    NUMBERED,
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
    approved_of_31,
    block_of,
    corrected,
    the_declared,
)

pytestmark = pytest.mark.django_db
REPORTS, PARTS = "/quan-tri/bao-cao/", "/quan-tri/phan-bao-cao/"
CHIP = re.compile(r'<a class="report-chip" href="([^"]+)"')
AGENCIES = "licences.agencies"
VERBS = ("cho-qua", "duyet", "vao-so", "ban-ky")


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def body_of(answer: Any) -> str:
    return unescape(answer.content.decode())


def opening(house: House, **changes: Any) -> dict[str, Any]:
    return {"body": house.department.pk, "period": PERIOD, "outline": OUTLINE, "due": "2020-06-12", **changes}


def scanned(data: bytes, name: str = "ban-ky.pdf") -> dict[str, Any]:
    return {"file": SimpleUploadedFile(name, data, content_type="application/pdf")}


def test_the_whole_road_is_walked_at_the_counter() -> None:
    house = House()
    clerk, leader = as_(house.clerk), as_(house.leader)
    opened = clerk.post(f"{REPORTS}mo/", opening(house))
    report = Report.objects.get()
    assert opened.headers["Location"] == f"{REPORTS}{report.pk}/"
    for block in report.blocks.select_related("division"):
        division = as_(house.writer(block))
        told = {"text": PLAIN.get(block.key, ""), "seen": chips.mark(block.text)}
        assert division.post(f"{PARTS}{block.pk}/sua/", told).status_code == 302
        if told["text"]:
            assert told["text"].partition("{")[0] in body_of(division.get(f"{PARTS}{block.pk}/xac-nhan/"))
            assert division.post(f"{PARTS}{block.pk}/xac-nhan/", {"seen": chips.mark(told["text"])}).status_code == 302
    choices = leader.get(f"{REPORTS}{report.pk}/cho-qua/").context["form"].fields["findings"].choices
    assert [kind for kind, _some in choices] == ["Số liệu chưa yêu cầu ai báo"]
    for key in [key for _kind, some in choices for key, _message in some]:
        assert leader.post(f"{REPORTS}{report.pk}/cho-qua/", {"findings": key, "reason": REASON}).status_code == 302
    seen = leader.get(f"{REPORTS}{report.pk}/duyet/").context["form"].initial["seen"]
    assert leader.post(f"{REPORTS}{report.pk}/duyet/", {"seen": seen}).status_code == 302
    today = {"number": "58", "signed_on": str(report_day(report))}
    assert clerk.post(f"{REPORTS}{report.pk}/vao-so/", today).status_code == 302
    assert clerk.post(f"{REPORTS}{report.pk}/ban-ky/", scanned(SCAN)).status_code == 302
    report.refresh_from_db()
    assert (report.standing, report.number) == (Standing.SIGNED, 58)
    page = body_of(clerk.get(f"{REPORTS}{report.pk}/"))
    assert all(word in page for word in ("58", REASON, str(report.as_of), "Đã xác nhận một mục", "II.1. Công nghệ thông tin"))


def report_day(report: Report) -> Any:
    report.refresh_from_db()
    return report.approved_on


@pytest.mark.parametrize(
    "changes",
    [
        {"period": "2020-03"},
        {"period": "2020-H9"},
        {"period": "nửa đầu năm nay, hay là cả năm"},
        {"period": ""},
        {"outline": "another"},
        {"due": "32/13/2020"},
        {"due": ""},
        {"body": "999999"},
        {"body": "' OR 1=1 --"},
    ],
)
def test_a_report_badly_opened_is_told_and_not_kept(changes: dict[str, Any]) -> None:
    house = House()
    before = Entry.objects.count()
    answer = as_(house.clerk).post(f"{REPORTS}mo/", opening(house, **changes))
    assert answer.status_code == 200
    assert 'role="alert"' in body_of(answer)
    assert not Report.objects.exists()
    assert Entry.objects.count() == before


def test_a_report_is_opened_only_by_a_body_that_has_the_divisions_of_the_outline() -> None:
    house = House()
    offered = as_(house.clerk).get(f"{REPORTS}mo/").context["form"].fields["body"].queryset
    assert list(offered) == [house.department]


def test_the_same_form_sent_twice_opens_one_report() -> None:
    house = House()
    clerk = as_(house.clerk)
    told = opening(house, slip="6f1b7f0e-3f0e-4a52-9f0c-1f4f3a7d9b01")
    places = {clerk.post(f"{REPORTS}mo/", told).headers["Location"] for _ in range(2)}
    assert places == {f"{REPORTS}{Report.objects.get().pk}/"}
    assert clerk.post(f"{REPORTS}mo/", opening(house)).status_code == 200
    assert Report.objects.count() == 1


def test_lists_without_a_report_are_empty_and_whoever_holds_no_post_finds_no_list() -> None:
    house = House()
    for address in (REPORTS, PARTS, f"{REPORTS}ket-qua/"):
        assert as_(house.viewer()).get(address).status_code == 200
    assert as_(a_person()).get(f"{REPORTS}mo/").status_code == 302
    assert as_(house.viewer()).get(f"{REPORTS}mo/").status_code == 404
    assert Client().get(REPORTS).status_code == 302


@pytest.mark.parametrize("text", ["{licences.lost}", "{licences.granted", "x" * 20_001, "\x00"])
def test_a_part_badly_written_is_told_with_what_was_typed_and_not_kept(text: str) -> None:
    house = House()
    block = block_of(an_open(house), "II.3")
    before = Entry.objects.count()
    answer = as_(house.writer(block)).post(f"{PARTS}{block.pk}/sua/", {"text": text, "seen": chips.mark(block.text)})
    assert answer.status_code == 200
    assert 'role="alert"' in body_of(answer)
    assert block_of(block.report, "II.3").text == block.text
    assert Entry.objects.count() == before


def test_of_two_editors_the_second_is_told_and_overwrites_nothing() -> None:
    house = House()
    block = block_of(an_open(house), "I")
    first, second = as_(house.writer(block)), as_(house.writer(block))
    seen = {client: client.get(f"{PARTS}{block.pk}/sua/").context["form"].initial["seen"] for client in (first, second)}
    assert first.post(f"{PARTS}{block.pk}/sua/", {"text": "Của người thứ nhất.", "seen": seen[first]}).status_code == 302
    late = second.post(f"{PARTS}{block.pk}/sua/", {"text": "Của người thứ hai.", "seen": seen[second]})
    assert late.status_code == 200
    assert "Của người thứ hai." in body_of(late)
    assert block_of(block.report, "I").text == "Của người thứ nhất."
    assert second.post(f"{PARTS}{block.pk}/xac-nhan/", {"seen": seen[second]}).status_code == 200
    assert block_of(block.report, "I").confirmed_by is None


@pytest.mark.parametrize(
    ("query", "found"), [("2020", 1), ("6 thang dau nam", 1), ("Báo cáo", 1), ("2026", 0), ("2020 khong co", 0)]
)
def test_a_report_is_found_by_the_words_that_it_is_called_by(query: str, found: int) -> None:
    house = House()
    an_open(house)
    assert body_of(as_(house.leader).get(REPORTS, {"q": query})).count("6 tháng đầu năm 2020 - ") == found


def test_the_list_of_parts_says_of_which_report_and_under_which_chapter_each_stands_and_is_filtered_by_report() -> None:
    house = House()
    report, later = an_open(house), an_open(house, period="2020-H2")
    writer = as_(house.writer(block_of(report, "II.3")))  # of a division, which the report as a whole is not of
    page = writer.get(PARTS)
    rows = {(row.report, row.key): row.chapter for row in page.context["object_list"]}
    assert {rows[one, "II.3"] for one in (report, later)} == {block_of(report, "II").called}
    assert all(words in body_of(page) for words in ("6 tháng đầu năm 2020", "6 tháng cuối năm 2020", str(later)))
    found = writer.get(PARTS, {"report": later.pk}).context["object_list"]
    assert {row.report for row in found} == {later}
    assert as_(house.clerk).get(PARTS, {"ordering": "report__period"}).context["object_list"][0].report == report
    assert str(later) not in body_of(as_(a_person(Role.VIEWER, body=a_body("Sở khác"))).get(PARTS))


def test_markup_in_a_part_is_shown_as_text() -> None:
    house = House()
    report = an_open(house, {"I": "Trước khi chỉ nhận chữ thường."})
    report.blocks.filter(key="I").update(text="<script>alert(1)</script> và <b>đậm</b>")
    page = as_(house.clerk).get(f"{REPORTS}{report.pk}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_every_figure_in_the_text_opens_its_proof_for_the_reports_place_and_period() -> None:
    house = House()
    house.declared("31")
    report = an_open(house, {"II.1": " ".join(f"{{{key}}}" for key in FIGURES)})
    viewer = as_(house.viewer())
    found = [unescape(link) for link in CHIP.findall(viewer.get(f"{REPORTS}{report.pk}/").content.decode())]
    assert len(found) == len(FIGURES) == 46
    for key, link in zip(FIGURES, found, strict=True):
        answer = viewer.get(link)
        assert answer.status_code == 200
        asked = answer.context["question"]
        assert (answer.context["line"].figure.key, asked.scope.place, asked.asked.period.key) == (key, house.area, PERIOD)


def test_a_report_of_the_sample_says_on_its_screens_that_its_data_is_illustrative() -> None:
    house = House()
    report = an_open(house, {"II.1": f"{{{AGENCIES}}}"})
    viewer, part = as_(house.viewer()), block_of(report, "II.1")
    pages = (REPORTS, f"{REPORTS}{report.pk}/", f"{PARTS}{part.pk}/")
    assert [ILLUSTRATIVE in body_of(viewer.get(page)).lower() for page in pages] == [False] * 3
    settings.ENV.sample_marker.write_text("told\n")
    try:
        assert [ILLUSTRATIVE in body_of(viewer.get(page)).lower() for page in pages] == [True] * 3
    finally:
        settings.ENV.sample_marker.unlink()


def test_after_approval_every_figure_opens_to_what_was_printed_whatever_was_done_since() -> None:
    house = House()
    declared = house.declared("31")
    report = an_approved(house, {"II.1": " ".join(f"{{{key}}}" for key in FIGURES)})
    corrected(declared, "44")
    house.declared("7", key="licences.books")
    viewer, printed = as_(house.viewer()), dict(report.figures.values_list("key", "value"))
    links = [unescape(link) for link in CHIP.findall(viewer.get(f"{REPORTS}{report.pk}/").content.decode())]
    assert len(links) == len(printed) == 46
    for key, link in zip(FIGURES, links, strict=True):
        page = viewer.get(link)
        assert page.context["line"].cell.value == printed[key]
        assert "12/06/2020" in str(page.context["moment"]) and str(page.context["moment"]) in body_of(page)
    (agencies,) = (link for link in links if AGENCIES in link)
    proof = viewer.get(agencies.replace("/?", "/bang-chung/?")).context["told"]
    frozen = report.figures.get(key=AGENCIES).facts
    assert "\n".join(f"{one.fact.pk},{one.fact.entry_id}" for one in proof) == frozen
    assert viewer.get(agencies.partition("?")[0] + viewer.get(agencies).context["today"]).context["line"].words == "44"


class TestOfAnApprovedReport:
    """What its page says, what may still be done, and what moves beside it."""

    make = an_approved

    def test_the_day_of_approval_is_told_to_those_alone_who_may_look_at_the_report(self, made: Made) -> None:
        house, report = made
        district, _other = house.asked_districts(2)
        told = as_(a_person(Role.VIEWER, body=district)).get("/quan-tri/so-lieu/", {"den": str(report.as_of)}).context["moment"]
        assert (told.seq, told.approved) == (report.as_of, None)

    def test_after_approval_nothing_is_written_and_number_and_copy_are_looked_at(self, made: Made) -> None:
        house, report = made
        clerk, leader, block = as_(house.clerk), as_(house.leader), block_of(report, "I")
        assert leader.post(f"{REPORTS}{report.pk}/duyet/").status_code == 409
        assert leader.post(f"{REPORTS}{report.pk}/cho-qua/", {"findings": "x", "reason": REASON}).status_code == 409
        assert as_(house.writer(block)).post(f"{PARTS}{block.pk}/sua/", {"text": "Sau duyệt"}).status_code == 409
        for number, day in (
            ("0", NUMBERED),
            ("-5", NUMBERED),
            ("100000", NUMBERED),
            ("năm", NUMBERED),
            ("5", "2020-06-11"),
            ("5", "2999-01-01"),
        ):
            answer = clerk.post(f"{REPORTS}{report.pk}/vao-so/", {"number": number, "signed_on": day})
            assert answer.status_code == 200
            assert 'role="alert"' in body_of(answer)
        assert clerk.post(f"{REPORTS}{report.pk}/vao-so/", {"number": "5", "signed_on": "2020-06-15"}).status_code == 302
        assert clerk.post(f"{REPORTS}{report.pk}/vao-so/", {"number": "6", "signed_on": "2020-06-15"}).status_code == 409
        for data in (b"", b"MZ\x90\x00", SCAN[:-8], SCAN + b"\0" * (20 * 1024 * 1024)):
            answer = clerk.post(f"{REPORTS}{report.pk}/ban-ky/", scanned(data))
            assert answer.status_code == 200
            assert 'role="alert"' in body_of(answer)
        assert clerk.post(f"{REPORTS}{report.pk}/ban-ky/", {}).status_code == 200
        report.refresh_from_db()
        assert (report.number, report.standing) == (5, Standing.NUMBERED)

    def test_drift_stands_beside_what_was_printed(self, made: Made) -> None:
        house, report = made
        house.declared("44")
        page = as_(house.viewer()).get(f"{REPORTS}{report.pk}/")
        (moved,) = page.context["drift"]
        assert (moved.drift.printed.printed(), moved.drift.now.printed()) == ("chưa có", "44")
        assert ">chưa có</a> cơ quan." in body_of(page)
        assert page.context["altered"] == []

    def test_a_figure_that_only_gained_facts_does_not_say_that_none_fell_away(self, made: Made) -> None:
        house, report = made
        house.declared("44")
        told = body_of(as_(house.viewer()).get(f"{REPORTS}{report.pk}/"))
        assert "thêm 1 dữ kiện" in told and "bớt 0" not in told

    def test_after_approval_each_warning_that_was_let_pass_stands_with_its_reason(self, made: Made) -> None:
        house, report = made
        page = as_(house.viewer()).get(f"{REPORTS}{report.pk}/")
        told = page.context["waived"]
        assert [one.found.where for one in told] == [
            "licences.agencies",
            "III. Đánh giá hoạt động của các đơn vị huyện, thành phố",
        ]
        assert all(one.found.warning in body_of(page) for one in told) and not page.context["findings"]
        assert body_of(page).count(f"<q>{REASON}</q>") == 2 * len(told)  # beside the warning, and in the log


def test_whoever_sees_a_division_alone_reads_its_figures_without_a_door_that_would_not_open() -> None:
    house = House()
    house.declared("31")
    block = block_of(an_open(house, PLAIN), "II.3")
    page = as_(house.writer(block)).get(f"{PARTS}{block.pk}/")
    assert "Sở cấp giấy phép cho 31 cơ quan." in body_of(page)
    assert not CHIP.findall(page.content.decode())
    assert CHIP.findall(as_(house.viewer()).get(f"{PARTS}{block.pk}/").content.decode())


def test_a_finding_leads_to_the_part_and_the_figure_it_speaks_of() -> None:
    house = House()
    house.declared("120", key="documents.signed_share")
    report = an_open(house, {"II.1": "Văn bản ký số đạt {documents.signed_share}.", "II.3": "Sở cấp 41 giấy phép."})
    page = as_(house.viewer()).get(f"{REPORTS}{report.pk}/")
    told = {one.found.finding.rule: one for one in page.context["findings"]}
    share, typed, twice = (told[rule] for rule in ("share.over_100", "narrative.unsourced", "outline.duplicated"))
    assert [block.key for block in share.parts] == ["II.1"]
    assert [block.key for block in typed.parts] == ["II.3"]
    assert [block.key for block in twice.parts] == ["III.danh-gia"]
    assert as_(house.viewer()).get(share.url).status_code == 200
    text = body_of(page)
    assert f'href="#phan-{share.parts[0].pk}"' in text and f'id="phan-{share.parts[0].pk}"' in text
    assert "120%" in text


def test_who_has_not_sent_stands_beside_the_part_that_rests_on_it_with_its_day() -> None:
    house = House()
    house.asked_districts(2)
    report = an_open(house)
    page = as_(house.clerk).get(f"{REPORTS}{report.pk}/")
    short = {one.block.key: [str(form) for form in one.short] for one in page.context["blocks"] if one.short}
    unasked, line = short["III.danh-gia"]
    assert unasked == "Đánh giá chung: chưa yêu cầu cơ quan nào báo biểu này."
    assert "0/2 huyện, thành phố đã gửi; chưa gửi: Phòng VH&TT huyện 0 (hạn 05/06/2020); " in line
    assert body_of(page).count(line) == 2  # among all forms, and beside the part


class TestOfASignedReport:
    """What a foreign body finds of it, and how its papers are handed out."""

    make = a_signed

    def test_a_foreign_body_finds_nothing_of_a_report(self, made: Made) -> None:
        house, report = made
        block = block_of(report, "I")
        people = strangers(house)
        before = Entry.objects.count()
        for person in people:
            client = as_(person)
            for address in (f"{REPORTS}{report.pk}/", f"{PARTS}{block.pk}/", *papers(report)):
                assert client.get(address).status_code == 404
            doors = [f"{REPORTS}{report.pk}/{verb}/" for verb in VERBS]
            for address in (*doors, f"{PARTS}{block.pk}/sua/", f"{PARTS}{block.pk}/xac-nhan/"):
                told = {"text": "Lời lạ", "number": 3, "signed_on": NUMBERED, **scanned(SCAN)}
                assert (client.get(address).status_code, client.post(address, told).status_code) == (404, 404)
            for address in (REPORTS, PARTS, f"{REPORTS}?export=xlsx"):
                assert house.department.name not in said(client.get(address))
        assert Entry.objects.count() == before

    def test_the_kept_papers_are_downloaded_by_those_in_reach_as_they_were_kept(self, made: Made) -> None:
        house, report = made
        viewer = as_(house.viewer())
        page = body_of(viewer.get(f"{REPORTS}{report.pk}/"))
        for paper in Paper.objects.all():
            address = f"{REPORTS}{report.pk}/ban/{paper.stage}.{paper.format}"
            answer = viewer.get(address)
            assert address in page
            assert answer.content == bytes(paper.data)
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "no-store" in answer.headers["Cache-Control"]
            assert answer.headers["Content-Disposition"].startswith("attachment")
        for nothing in ("nay.pdf", "signed.docx", "open.pdf", "approved.exe"):
            assert viewer.get(f"{REPORTS}{report.pk}/ban/{nothing}").status_code == 404


def said(answer: Any) -> str:
    """Everything that an answer says, a spreadsheet's sheets unpacked."""
    data: bytes = answer.getvalue()
    if not data.startswith(b"PK"):
        return unescape(data.decode())
    with ZipFile(BytesIO(data)) as archive:
        return " ".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def strangers(house: House) -> list[Person]:
    """Everything at another province's department, and everything at a district below the department's own province."""
    far = a_body("Cơ quan tỉnh khác", area=an_area("Tỉnh khác"))
    return [a_person(*Role.values, body=far), a_person(*Role.values, body=house.asked_districts(1)[0])]


def papers(report: Report) -> list[str]:
    kept = [f"{REPORTS}{report.pk}/ban/{paper.stage}.{paper.format}" for paper in report.papers.all()]
    assert len(kept) == 5
    return [*kept, f"{REPORTS}{report.pk}/ban/nay.pdf"]


def test_an_open_report_is_printed_as_it_stands_and_says_so() -> None:
    house = House()
    report = an_open(house)
    viewer = as_(house.viewer())
    page = body_of(viewer.get(f"{REPORTS}{report.pk}/"))
    for form, start in (("docx", b"PK"), ("pdf", b"%PDF-")):
        answer = viewer.get(f"{REPORTS}{report.pk}/ban/nay.{form}")
        assert f"ban/nay.{form}" in page
        assert answer.content.startswith(start)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="bao-cao-2020-H1-ban-soan.{form}"'
    assert not Paper.objects.exists()


def test_without_the_post_an_act_is_refused_in_words_that_name_who_may() -> None:
    house = House()
    report = a_passed(house)
    for verb, holder in (("duyet", house.leader), ("cho-qua", house.leader), ("vao-so", house.clerk), ("ban-ky", house.clerk)):
        for answer in (
            as_(house.viewer()).get(f"{REPORTS}{report.pk}/{verb}/"),
            as_(house.viewer()).post(f"{REPORTS}{report.pk}/{verb}/"),
        ):
            assert answer.status_code == 403
            assert holder.full_name in body_of(answer)
    report.refresh_from_db()
    assert report.standing == Standing.OPEN


def test_what_the_standing_forbids_is_refused_in_words() -> None:
    house = House()
    report = a_confirmed(house)
    leader, clerk = as_(house.leader), as_(house.clerk)
    block = block_of(report, "I")
    assert leader.post(f"{REPORTS}{report.pk}/duyet/").status_code == 409
    assert clerk.post(f"{REPORTS}{report.pk}/vao-so/", {"number": 1, "signed_on": NUMBERED}).status_code == 409
    assert clerk.post(f"{REPORTS}{report.pk}/ban-ky/", scanned(SCAN)).status_code == 409
    assert as_(house.writer(block)).post(f"{PARTS}{block.pk}/xac-nhan/", {}).status_code == 409
    assert leader.post(f"{REPORTS}{report.pk}/cho-qua/", {"findings": "figure:none", "reason": REASON}).status_code == 200
    report.refresh_from_db()
    assert (report.standing, report.passed.count(), report.papers.count()) == (Standing.OPEN, 0, 0)


class TestOfAnApprovedReportWithADeclaredFigure:
    """What moves beside its figure."""

    make = approved_of_31

    def test_what_changed_since_approval_opens_to_both_proofs_and_to_the_facts_that_came_and_went(self, made: Made) -> None:
        house, report = made
        corrected(the_declared(), "44")
        viewer = as_(house.viewer())
        page = viewer.get(f"{REPORTS}{report.pk}/")
        (moved,) = page.context["drift"]
        assert all(f'<a href="{way}">' in body_of(page) for way in (moved.then, moved.now, moved.come, moved.gone))
        assert [[one.quantity for one in viewer.get(way).context["told"]] for way in (moved.then, moved.now)] == [["31"], ["44"]]
        assert [[one.quantity for one in viewer.get(way).context["told"]] for way in (moved.gone, moved.come)] == [["31"], ["44"]]
        assert "Chỉ những dữ kiện thêm vào" in body_of(viewer.get(moved.come)) and "bớt 1 dữ kiện" in body_of(page)

    def test_a_figure_that_is_equal_but_rests_on_other_records_has_a_line_of_its_own(self, made: Made) -> None:
        house, report = made
        said = f"<strong>{gettext('same number, other records')}</strong>"
        assert said not in body_of(as_(house.viewer()).get(f"{REPORTS}{report.pk}/"))
        corrected(the_declared(), "31")
        page = body_of(as_(house.viewer()).get(f"{REPORTS}{report.pk}/"))
        assert page.count(said) == 1 and ">31</a></td>" in page


def test_parts_to_confirm_wait_for_their_division_alone() -> None:
    house = House()
    report = an_open(house)
    counted = {key: waiting(a_person(Role.CLERK, body=body))[0].count for key, body in house.divisions.items()}
    assert counted["so-tttt-ttcntt"] == 1
    assert sum(counted.values()) == report.blocks.exclude(text="").count()


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_page_asks_as_much_for_many_bodies_as_for_few() -> None:
    house = House()
    house.asked_districts(2)
    report = an_open(house)
    client, address = as_(house.viewer()), f"{REPORTS}{report.pk}/"
    few = queries_of(client, address)
    house.asked_districts(9)
    assert queries_of(client, address) == few
    assert few <= 130


@pytest.mark.parametrize(("made", "to_approve", "to_number"), [(an_open, 1, 0), (an_approved, 0, 1)])
def test_the_first_page_tells_the_leader_what_to_approve_and_the_clerk_what_to_number(
    made: Callable[[House], Report], to_approve: int, to_number: int
) -> None:
    house = House()
    made(house)
    told = {person: [one.count for one in waiting(person)[2:]] for person in (house.leader, house.clerk)}
    assert told[house.leader] == [to_approve, 0] and told[house.clerk] == [0, to_number]
    foreign = a_body()
    assert all(not one.count for role in (Role.LEADER, Role.CLERK) for one in waiting(a_person(role, body=foreign)))
