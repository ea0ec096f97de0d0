"""The annex that traces the report: in the order of its sections, each figure with its source, and what was let pass."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Docx

from khen.book.models import Entry
from khen.deeds import blocks as deed
from khen.deeds import layout
from khen.deeds.tests.test_pdf import text_of
from khen.deeds.widths import width
from khen.domains.returns.tests.makers import an_accepted
from khen.facts.gather import gather
from khen.reports import acts, composing, freezing, waiving
from khen.reports.findings import findings
from khen.reports.models import Report
from khen.reports.terms import PaperFormat
from khen.reports.tests.makers import DAY, NUMBERED, REASON, House, a_confirmed, a_passed, an_approved, an_open, corrected

pytestmark = pytest.mark.django_db
TEXTS = {
    "II.3": "{licences.agencies} rồi {licences.granted}; {press.agreements}",
    "II.4": "{radio.bulletins} và lại {licences.agencies}",
    "III.1": "{plan.stations}, {plan.national_programmes}",
    "IV": "{shortcomings.listed}",
}


def opened(report: Report, stage: str = "") -> Docx:
    data = (
        bytes(report.papers.get(stage=stage, format="docx").data)
        if stage
        else freezing.paper_bytes(report, [PaperFormat.WORD])["docx"]
    )
    return Document(BytesIO(data))


def rows(document: Docx, heading: str) -> list[list[str]]:
    """The rows of the table with this heading, each cell once."""
    (table,) = [one for one in document.tables if heading in [cell.text for cell in one.rows[0].cells]]
    return [[cell.text for cell in row.cells] for row in table.rows[1:]]


def test_figures_stand_in_the_order_of_sections_and_of_their_numbers_each_with_its_source_below() -> None:
    house = House()
    told = rows(opened(an_open(house, TEXTS)), "Chỉ tiêu")
    assert [row[:2] for row in told[::2]] == [
        ["II.3", "17"],
        ["II.3", "18"],
        ["II.3", "34"],
        ["II.4", "23"],
        ["III.1", "P1"],
        ["III.1", "P2"],
        ["IV", "41"],
    ]
    assert all(len(set(row)) == 1 and row[0].startswith("Nguồn: ") for row in told[1::2])


def test_a_declared_figure_names_its_body_its_people_and_the_document() -> None:
    house = House()
    record = an_accepted("40", key="licences.agencies", body=house.divisions["so-tttt-bcxb"], period="2020-H1")
    gather()
    entered, accepted = (Entry.objects.get(kind=f"returns.{kind}") for kind in ("entered", "accepted"))
    ((_figure, source),) = [rows(opened(an_approved(house), "approved"), "Chỉ tiêu")]
    assert f"{record.body.name}: {entered.by} khai theo {record.source}, {accepted.by} chấp nhận" in source[0]


def test_a_share_names_its_unit_once() -> None:
    house = House()
    an_accepted("104.06", key="it.infrastructure.all", body=house.department, period="2020-H1")
    gather()
    row, _source = rows(opened(an_open(house, {"II.1": "{it.infrastructure.all}"})), "Chỉ tiêu")
    assert row[3:5] == ["%", "104,06"]


def test_no_number_is_broken_however_long_it_is(tmp_path: Path) -> None:
    house, key, (now, before) = House(), "licences.leaflet_copies", ("9.231.731.388", "2.317.313.999")
    house.declared(now.replace(".", ""), key, "2021-H1")
    house.declared(before.replace(".", ""), key)
    papers = freezing.paper_bytes(an_open(house, {"II.3": "{licences.leaflet_copies}"}, period="2021-H1"))
    assert {now, before} <= set(text_of(papers["pdf"], tmp_path).split())
    (row,) = [one for table in Document(BytesIO(papers["docx"])).tables for one in table.rows if one.cells[-2].text == before]
    free = {cell.text: cell.width.pt - 8 for cell in row.cells}  # 4 points are kept free on each side
    assert all(free[one] > width(one, 12) for one in (now, before))


def test_of_a_figure_declared_anew_the_document_that_counts_is_named() -> None:
    house = House()
    record = house.declared("40")
    corrected(record, "44")
    record.refresh_from_db()
    told = rows(opened(an_open(house, {"II.3": "{licences.agencies}"})), "Chỉ tiêu")
    assert f"khai theo {record.source}," in told[1][0] and told[1][0].count("khai theo") == 1


def test_the_warnings_that_were_let_pass_stand_there_with_reason_name_and_day() -> None:
    house = House()
    report = a_passed(house)
    said = [one.finding.message for one in findings(report)]
    report = acts.approve(report, by=house.leader, on=DAY)
    report = acts.number(report, by=house.clerk, number=58, signed_on=NUMBERED, on=NUMBERED)
    for stage in ("approved", "numbered"):
        document = opened(report, stage)
        told = rows(document, "Cảnh báo")
        assert sorted(row[0] for row in told) == sorted(said)
        assert {tuple(row[1:]) for row in told} == {(REASON, f"{house.leader}, 12/06/2020")}
    assert [one.rule for one in layout.findings(bytes(report.papers.get(stage="numbered", format="docx").data))] == [44]


def test_a_warning_that_was_let_pass_and_mended_after_all_is_left_out_and_later_changes_add_none() -> None:
    house = House()
    report = a_confirmed(house)
    unknown = let_pass(house, report)[0]
    house.declared("31")
    stood = [*let_pass(house, report), *(one.finding.message for one in findings(report) if one.passed)]
    approved = acts.approve(report, by=house.leader, on=DAY)
    assert unknown not in stood and {one.warning for one in waiving.waived(approved)} == set(stood)
    numbered = acts.number(approved, by=house.clerk, number=58, signed_on=NUMBERED, on=NUMBERED)
    assert {row[0] for row in rows(opened(numbered, "numbered"), "Cảnh báo")} == set(stood)


def let_pass(house: House, report: Report) -> list[str]:
    """What the warnings said that a leader now lets pass."""
    waiting = [one for one in findings(report) if one.warns]
    for one in waiting:
        acts.pass_warnings(report, by=house.leader, findings=[one.key], reason=REASON, on=DAY)
    return [one.finding.message for one in waiting]


def test_a_report_without_such_warnings_says_so() -> None:
    (told,) = composing.warnings((), 0)
    assert told == deed.Paragraph((deed.Text("Không có cảnh báo nào của bước kiểm tra phải cho qua."),))


def test_a_draft_says_how_many_warnings_nobody_has_let_pass_yet() -> None:
    report = an_open(House(), TEXTS)
    left = sum(one.warns for one in findings(report))
    told = [line.text for line in opened(report).paragraphs]
    assert left and composing.NOT_YET_PASSED.format(left=left) in told and composing.NONE_PASSED not in told


def test_the_last_words_keep_with_the_signature() -> None:
    document = opened(an_open(House(), {"I": "Một câu.", "IV": "Câu trước.\nCâu cuối."}))
    keeping = [one.text for one in document.paragraphs if one.paragraph_format.keep_with_next]
    assert [text.partition(" ")[0] for text in keeping] == ["Câu", "Số", "Sở"] and keeping[0] == "Câu cuối."
