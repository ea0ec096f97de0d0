"""What approval freezes stays: values, the facts and entries behind them, bytes and hashes; what changes later is drift."""

import hashlib
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from docx import Document
from docx.oxml.ns import qn

from khen.atoms.payload import canonical
from khen.atoms.period import parse
from khen.atoms.refusal import Refusal
from khen.book.models import Entry
from khen.deeds import chips, layout
from khen.deeds.layout.lines import words
from khen.desk.illustration import ILLUSTRATIVE
from khen.domains.returns.terms import Answer
from khen.domains.returns.tests.makers import an_accepted, an_item, asked
from khen.figures.catalogue import FIGURES
from khen.figures.figure import MISSING, Cell, State
from khen.figures.tests.makers import posted, taken_in
from khen.reports import acts, completing, fingerprints, freezing, layouts, reads, tracing, writing
from khen.reports.findings import findings
from khen.reports.models import FrozenFigure, Paper, Report
from khen.reports.terms import PaperFormat
from khen.reports.tests.conftest import Made
from khen.reports.tests.makers import (
    DAY,
    NUMBERED,
    PERIOD,
    PLAIN,
    House,
    a_passed,
    a_signed,
    an_approved,
    an_open,
    block_of,
    corrected,
    the_declared,
)
from khen.reports.values import Value

pytestmark = pytest.mark.django_db
AGENCIES = "licences.agencies"


def words_of(report: Report, stage: str) -> str:
    """Everything that a kept .docx says, annex included."""
    document = Document(BytesIO(bytes(report.papers.get(stage=stage, format="docx").data)))
    return " ".join(words(paragraph) for paragraph in document.element.body.iter(qn("w:p")))


def test_a_number_of_last_year_that_was_put_right_since_names_the_paper_that_printed_another() -> None:
    house = House()
    record = house.declared("31")
    acts.number(an_approved(house), by=house.clerk, number=58, signed_on=NUMBERED, on=NUMBERED)
    house.declared("44", period="2021-H1")
    report = an_open(house, PLAIN, period="2021-H1")
    assert "cùng kỳ đã in" not in told_of(report)
    corrected(record, "32")
    assert "cùng kỳ đã in 31 tại Báo cáo số 58/BC-STTTT ngày 15/06/2020, nay là 32" in told_of(report)


def told_of(report: Report) -> str:
    return next(one.source for one in tracing.traces(report) if one.key == AGENCIES)


def test_what_was_done_just_before_approval_is_counted_though_nobody_had_gathered_it() -> None:
    house = House()
    item = an_item(AGENCIES)
    item.form.items.exclude(pk=item.pk).update(until=date(2020, 6, 1))  # of this form nothing else is left to send
    asked(item, house.divisions["so-tttt-bcxb"], PERIOD)
    report = a_passed(house)
    house.declared("40", gathered=False)
    report = acts.approve(report, by=house.leader, on=DAY)
    assert report.figures.get(key=AGENCIES).value == 40
    assert reads.drift(report) == []


def test_nothing_occurred_is_printed_as_such_and_stays_so() -> None:
    house = House()
    division = house.divisions["so-tttt-bcxb"]
    an_accepted(None, key=AGENCIES, body=division, period=PERIOD, answer=Answer.NOTHING)
    report = acts.approve(a_passed(house), by=house.leader, on=DAY)
    row = report.figures.get(key=AGENCIES)
    assert row.value == 0 and row.state == State.NOTHING.value
    assert [one.cells[0] for one in tracing.traces(report) if one.key == AGENCIES] == ["không phát sinh"]
    assert "giấy phép cho 0 (không phát sinh) cơ quan." in words_of(report, "approved") and reads.drift(report) == []


def test_in_a_sentence_what_did_not_occur_is_told_apart_from_a_counted_0() -> None:
    tokens, phones = FIGURES["certificates.personal_tokens"], FIGURES["certificates.sim_pki"]
    assert Value(tokens, Cell(Decimal(0), State.NOTHING)).printed(two_digits=True) == "0 (không phát sinh)"
    assert Value(phones, Cell(Decimal(0))).printed(two_digits=True) == "0"
    mean = FIGURES["documents.per_day"]
    assert Value(mean, Cell(None, State.NOTHING)).printed() == "0 (không phát sinh)"
    assert (Value(mean, MISSING).printed(), Value(mean, Cell(Decimal(12))).printed()) == ("chưa có", "12")


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        (Cell(Decimal(0)), "0%"),
        (Cell(None, State.NOTHING), "không phát sinh"),
        (Cell(None, State.NOT_APPLICABLE), "không áp dụng"),
        (MISSING, "chưa có"),
    ],
)
def test_a_share_that_is_no_number_is_not_printed_as_nought(cell: Cell, printed: str) -> None:
    assert Value(FIGURES["it.internet.district"], cell).printed() == printed


def signed_of_40(house: House) -> Report:
    house.declared("40")
    return a_signed(house)


class TestOfASignedReportWithADeclaredFigure:
    """What was frozen of it, and what its papers bear."""

    make = signed_of_40

    def test_the_frozen_figure_names_its_facts_and_entries_and_the_journal_its_hash(self, made: Made) -> None:
        _house, report = made
        frozen = report.figures.get(key=AGENCIES)
        accepted = Entry.objects.get(kind="returns.accepted")
        fact = accepted.facts.get()
        assert (frozen.facts, frozen.count) == (f"{fact.pk},{accepted.seq}", 1)
        entered = Entry.objects.get(kind="returns.entered")
        declared = f"{accepted.body}: {entered.by} khai theo Báo cáo số 12/BC-CNTT, {accepted.by} chấp nhận"
        assert frozen.source == f"đơn vị khai: 1 dữ kiện (số {fact.pk}), mục sổ {accepted.seq}; {declared}; 0/1 cơ quan đã gửi đủ"
        printed = {"key": AGENCIES, "value": "40", "before": "", "state": frozen.state, "state_before": frozen.state_before}
        whole = canonical({**printed, "source": frozen.source, "facts": frozen.facts, "count": 1})
        assert frozen.sha256 == hashlib.sha256(whole.encode()).hexdigest()
        said = Entry.objects.get(kind="reports.approved").payload
        assert (said["figures"], said["proofs"]) == ({AGENCIES: "40"}, {AGENCIES: frozen.sha256})
        assert report.as_of is not None
        assert accepted.seq <= report.as_of < Entry.objects.get(kind="reports.approved").seq

    def test_a_later_correction_is_drift_and_leaves_what_was_frozen_as_it_is(self, made: Made) -> None:
        _house, report = made
        kept = [(paper.pk, bytes(paper.data), paper.sha256) for paper in Paper.objects.order_by("pk")]
        frozen = list(FrozenFigure.objects.values())
        corrected(the_declared(), "44")
        (moved,) = reads.drift(report)
        assert (moved.printed.value, moved.now.value, moved.difference) == (Decimal(40), Decimal(44), Decimal(4))
        assert (moved.printed.printed(), moved.now.printed()) == ("40", "44")
        assert list(FrozenFigure.objects.values()) == frozen
        assert [(paper.pk, bytes(paper.data), paper.sha256) for paper in Paper.objects.order_by("pk")] == kept
        assert freezing.values_of(report)[AGENCIES].value == 40
        assert fingerprints.altered(report) == []

    def test_the_same_number_from_other_records_is_told_as_such(self, made: Made) -> None:
        _house, report = made
        assert reads.drift(report) == []
        corrected(the_declared(), "40")
        (moved,) = reads.drift(report)
        assert moved.same_number and (moved.gone, moved.come, moved.difference) == (1, 1, Decimal(0))
        assert moved.printed.printed() == moved.now.printed() == "40"
        corrected(the_declared(), "41")
        (moved,) = reads.drift(report)
        assert not moved.same_number and (moved.gone, moved.come) == (1, 1)

    def test_the_paper_bears_number_day_name_and_the_journals_seals(self, made: Made) -> None:
        house, report = made
        approved, numbered = words_of(report, "approved"), words_of(report, "numbered")
        assert "Số: 58/BC-STTTT" in numbered
        assert "Hà Giang, ngày 15 tháng 6 năm 2020" in numbered
        assert "(Kèm theo Báo cáo số 58/BC-STTTT ngày 15 tháng 6 năm 2020 của Sở Thông tin và Truyền thông)" in numbered
        assert house.leader.full_name in numbered
        assert "58/BC-STTTT" not in approved
        assert report.as_of is not None
        counted = Entry.objects.get(pk=report.as_of)
        newest = Entry.objects.get(kind="reports.approved")
        assert f"Số liệu chốt đến mục {counted.seq} của sổ việc" in approved
        assert counted.seal in approved.replace(" ", "")
        assert newest.seal not in approved.replace(" ", "")
        assert newest.seal in numbered.replace(" ", "")

    def test_a_figure_stands_in_the_paper_as_a_control_that_leads_to_its_row_and_the_layout_is_the_decrees(
        self, made: Made
    ) -> None:
        _house, report = made
        data = bytes(report.papers.get(stage="numbered", format="docx").data)
        assert [(one.key, one.text) for one in chips.printed(data)] == [(AGENCIES, "40")]
        assert chips.overtyped(data, {AGENCIES: "40"}) == ()
        assert [one.rule for one in layout.findings(data)] == [44]  # the second III, let pass by a leader with a reason
        assert bytes(report.papers.get(stage="numbered", format="pdf").data).startswith(b"%PDF-")

    def test_what_was_altered_behind_the_house_is_seen(self, made: Made) -> None:
        _house, report = made
        assert fingerprints.altered(report) == []
        approved = report.papers.filter(stage="approved")
        FrozenFigure.objects.filter(report=report).update(value=41, sha256="0" * 64)
        approved.filter(format="pdf").update(data=b"%PDF-", sha256=hashlib.sha256(b"%PDF-").hexdigest())
        approved.filter(format="docx").delete()
        altered = fingerprints.altered(report)
        assert [one.key for one in altered] == [AGENCIES, "approved.pdf", "approved.docx"]
        assert [str(one) for one in altered][1:] == ["Bản đã duyệt, PDF", "Bản đã duyệt, Word (.docx)"]
        assert "Cơ quan, đơn vị" in str(altered[0])


def test_the_annex_names_the_records_of_the_figure_alone_and_of_many_a_digest_that_can_be_recounted() -> None:
    house = House()
    for number in range(60):  # every second fact belongs to another figure
        taken_in(house.department, posted(house.department, place="ocop", subject=str(number)))
        taken_in(house.department, posted(house.department, subject=str(number)))
    report = an_approved(house, {"II.4": "{portal.ocop.posts}"})
    (frozen,) = report.figures.all()
    pairs = [line.split(",") for line in frozen.facts.splitlines()]
    digest = hashlib.sha256("\n".join(",".join(pair) for pair in pairs).encode()).hexdigest()
    first = [int(fact) for fact, _entry in pairs[:3]]
    assert frozen.source.startswith(f"hồ sơ: 60 dữ kiện (số {first[0]}, {first[1]}, {first[2]}, ")
    assert digest in frozen.source.replace(" ", "")
    assert digest in words_of(report, "approved").replace(" ", "")
    assert "đến" not in frozen.source


def test_numbering_prints_what_was_frozen_and_not_what_is_true_by_then() -> None:
    house = House()
    declared = house.declared("40")
    district = house.asked_districts(1)[0]
    report = an_approved(house)
    corrected(declared, "44")
    an_accepted("1", key="district.half_year_return", body=district)
    report = acts.number(report, by=house.clerk, number=5, signed_on=NUMBERED, on=NUMBERED)
    for stage in ("approved", "numbered"):
        told = words_of(report, stage)
        assert "Sở cấp giấy phép cho 40 cơ quan" in told
        assert "0/1 huyện, thành phố đã gửi; chưa gửi: Phòng VH&TT huyện 0 (hạn 05/06/2020)." in told
    assert [one.share for one in completing.completeness(report, completing.progress(report))] == [
        "0/1 cơ quan đã gửi đủ",
        "1/1 huyện, thành phố đã gửi",
    ]


def test_what_departs_from_the_decrees_layout_is_warned_of_before_approval_and_shown_after_it() -> None:
    house = House()
    typed = {"I": "Một câu.\nI. MỤC GIẢ\nTheo Nghị định số 30/2020/NĐ-CP."}
    told = {one.finding.rule: one for one in findings(an_open(house, typed)) if one.finding.rule.startswith("layout")}
    assert set(told) == {"layout.41", "layout.44", "layout.45"}
    assert all(one.warns and one.finding.where == "I. Tình hình chung" for one in told.values())
    assert all(words in told["layout.41"].finding.message for words in ("41", "I. MỤC GIẢ"))
    report = Report.objects.get()
    acts.confirm_block(block_of(report, "I"), by=house.writer(block_of(report, "I")), on=DAY)
    with pytest.raises(Refusal):
        acts.approve(report, by=house.leader, on=DAY)
    for found in findings(report):
        acts.pass_warnings(report, by=house.leader, findings=[found.key], reason="Giữ nguyên như bản in.", on=DAY)
    report = acts.approve(report, by=house.leader, on=DAY)
    ((_stage, broken),) = layouts.of_kept(report)
    assert {one.rule for one in broken} == {41, 44, 45}


def test_a_paper_that_has_not_changed_is_not_built_again() -> None:
    house = House()
    report = an_open(house, {"I": "Một câu."})
    findings(report)
    before = layouts._of_paper.cache_info()
    findings(report)
    after = layouts._of_paper.cache_info()
    assert (after.misses, after.hits) == (before.misses, before.hits + 1)


def test_comparison_says_not_yet_where_nobody_has_said_and_the_value_where_somebody_has() -> None:
    house = House()
    house.declared("40")
    house.declared("44", period="2021-H1")
    house.declared("8", key="plan.stations", period="2021-H1")
    report = an_open(
        house, {"II.3": "{licences.agencies} {licences.books} {portal.ocop.posts} {plan.stations:02}"}, period="2021-H1"
    )
    cells = {trace.key: trace.cells for trace in tracing.traces(report)}
    assert cells == {
        AGENCIES: ("44", "40", "chưa có"),
        "licences.books": ("chưa có", "chưa có", "chưa có"),
        "portal.ocop.posts": ("chưa có", "chưa có", "chưa có"),  # this house keeps no records yet: not the same as none
        "plan.stations": ("chưa có", "chưa có", "8"),
    }


def test_the_sample_marks_its_papers_and_another_house_does_not() -> None:
    house = House()
    report = an_open(house, {"I": "Một câu."})
    assert ILLUSTRATIVE not in everywhere(freezing.paper_bytes(report, [PaperFormat.WORD])["docx"])
    settings.ENV.sample_marker.write_text("told\n")
    try:
        assert ILLUSTRATIVE in everywhere(freezing.paper_bytes(report, [PaperFormat.WORD])["docx"])
    finally:
        settings.ENV.sample_marker.unlink()


def everywhere(data: bytes) -> str:
    """The paper's text with the feet of its pages."""
    document = Document(BytesIO(data))
    feet = [part.paragraphs for section in document.sections for part in (section.footer, section.first_page_footer)]
    return " ".join(paragraph.text for lines in (document.paragraphs, *feet) for paragraph in lines)


def test_the_papers_of_a_period_are_written_as_they_stand_or_as_they_were_kept(tmp_path: Path) -> None:
    house = House()
    assert writing.write(parse(PERIOD), tmp_path, lambda done, total: None) == []
    report = an_open(house, {"I": "Một câu."})
    written = writing.write(parse(PERIOD), tmp_path, lambda done, total: None)
    assert [place.name for place in written] == ["bao-cao-2020-H1.docx", "bao-cao-2020-H1.pdf"]
    acts.edit_block(block_of(report, "I"), by=house.clerk, text="Câu khác.", on=DAY)
    acts.confirm_block(block_of(report, "I"), by=house.clerk, on=DAY)
    for found in findings(report):
        acts.pass_warnings(report, by=house.leader, findings=[found.key], reason="Giữ số mục như bản in.", on=DAY)
    report = acts.approve(report, by=house.leader, on=DAY)
    for place in writing.write(parse(PERIOD), tmp_path, lambda done, total: None):
        assert place.read_bytes() == bytes(report.papers.get(format=place.suffix[1:]).data)


def test_every_figure_of_the_catalogue_can_be_frozen() -> None:
    house = House()
    text = " ".join(f"{{{key}}}" for key in FIGURES)
    report = an_approved(house, {"II.1": text})
    assert list(report.figures.order_by("pk").values_list("key", flat=True)) == list(FIGURES)
    assert date(2020, 6, 12) == report.approved_on
