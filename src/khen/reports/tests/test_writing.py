"""Words into papers: figures in sentences, names of periods, who is missing among whom."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from khen.atoms.period import parse
from khen.atoms.tests.disk import full
from khen.domains.returns import acts as returns
from khen.domains.returns.tests.makers import a_leader, an_item, asked
from khen.reports import chips, completing, composing
from khen.reports.findings import findings
from khen.reports.tests.makers import OPENED, PERIOD, House, an_open
from khen.reports.writing import replaced


def test_a_text_is_cut_at_its_figures() -> None:
    found = list(chips.split("Cấp {licences.granted} giấy phép, {inspections.held:02}."))
    slots = (chips.Slot("licences.granted", two_digits=False), chips.Slot("inspections.held", two_digits=True))
    assert found == ["Cấp ", slots[0], " giấy phép, ", slots[1], "."]
    assert list(chips.split("")) == []
    assert chips.keys("{a}{a:02}{b.c}") == ("a", "a", "b.c")


@pytest.mark.parametrize("text", ["{", "}", "{A}", "{a b}", "{a:03}", "{{a}}", "a } b", "{a"])
def test_a_brace_that_makes_no_figure_is_seen(text: str) -> None:
    assert chips.has_stray_brace(text)


def test_figures_alone_leave_no_brace() -> None:
    assert not chips.has_stray_brace("Cấp {a} và {b.c:02}.")


@pytest.mark.parametrize(
    ("key", "called", "after", "heading"),
    [
        ("2020-H1", "6 tháng đầu năm 2020", "6 tháng cuối năm 2020", "sáu tháng cuối năm"),
        ("2020-H2", "6 tháng cuối năm 2020", "6 tháng đầu năm 2021", "sáu tháng đầu năm 2021"),
        ("2020-H1@15", "6 tháng đầu năm 2020", "6 tháng cuối năm 2020", "sáu tháng cuối năm"),
        ("2020-H2@15", "6 tháng cuối năm 2020", "6 tháng đầu năm 2021", "sáu tháng đầu năm 2021"),
    ],
)
def test_a_half_year_and_the_one_after_it_have_their_names(key: str, called: str, after: str, heading: str) -> None:
    assert composing.names_of(parse(key)) == {"period": called, "next_period": after, "next_half": heading}


@pytest.mark.django_db
def test_only_bodies_that_the_report_answers_for_are_counted_and_named() -> None:
    house, far = House(), House.elsewhere("Tỉnh khác")
    house.asked_districts(2)
    returns.ask(
        an_item("district.half_year_return").form, by=a_leader(far), body=far, on=OPENED, period=PERIOD, due=date(2020, 6, 5)
    )
    report = an_open(house, {})
    (form,) = completing.completeness(report, completing.progress(report))
    assert (form.share, form.is_whole) == ("0/2 huyện, thành phố đã gửi", False)
    assert [str(one) for one in form.missing] == [f"Phòng VH&TT huyện {at} (hạn 05/06/2020)" for at in (0, 1)]
    told = [one.finding.where for one in findings(report) if one.finding.rule == "return.missing"]
    assert told == ["Phòng VH&TT huyện 0", "Phòng VH&TT huyện 1"]


@pytest.mark.django_db
def test_who_has_sent_a_part_is_told_apart_from_who_has_sent_nothing() -> None:
    house = House()
    record = house.declared("31")
    other, item = house.divisions["so-tttt-bcvt"], record.item
    asked(item, other, PERIOD)
    report = an_open(house, {})
    (form,) = completing.completeness(report, completing.progress(report))
    items = item.form.items.count()
    assert form.share == "0/2 cơ quan đã gửi đủ" and not form.is_whole
    part = f"gửi thiếu: {record.body} (1/{items} mục, hạn 30/06/2020)"
    assert str(form) == f"{item.form}: {form.share}; {part}; chưa gửi: {other} (hạn 30/06/2020)."
    told = {one.finding.rule: str(one.finding.message) for one in findings(report) if one.finding.rule.startswith("return.")}
    with translation.override("vi"):
        assert told["return.partly"].startswith(f"{record.body} gửi thiếu biểu “{item.form}”: 1/{items} mục")
        assert told["return.missing"].startswith(f"{other} chưa gửi biểu “{item.form}”")
    before = {one.key for one in findings(report) if one.finding.rule == "return.partly"}
    house.declared("9", key="licences.granted")
    assert before and not before & {one.key for one in findings(report)}  # let pass, it stood for what it said


@pytest.mark.django_db
def test_a_figure_that_nobody_knows_is_warned_of_before_it_is_printed_as_not_yet_known() -> None:
    house = House()
    report = an_open(house, {"II.3": "Sở cấp giấy phép cho {licences.agencies} cơ quan."})
    asked(an_item("licences.agencies"), house.divisions["so-tttt-bcxb"], PERIOD)
    assert [one.finding.where for one in findings(report) if one.finding.rule == "figure.unknown"] == ["licences.agencies"]
    house.declared("31")
    assert not [one for one in findings(report) if one.finding.rule == "figure.unknown"]


@pytest.mark.django_db
def test_a_report_is_named_as_its_paper_is() -> None:
    report = an_open(House())
    with translation.override("vi"):
        assert str(report) == f"Báo cáo 6 tháng đầu năm 2020 - {report.body.name}"


def test_on_a_full_disk_the_paper_that_stood_there_stays_and_is_named(tmp_path: Path) -> None:
    place = tmp_path / "bao-cao.pdf"
    replaced(place, b"whole")
    with full(), pytest.raises(OSError, match="bao-cao"):
        replaced(place, b"another")
    assert place.read_bytes() == b"whole" and list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("{a.b} địa phương", [True]),
        ("Kết quả chung. {a.b} địa phương", [True]),
        ("[Kết quả chung]. {a.b} địa phương; {c.d} huyện", [True, False]),
        ("Có {a.b} địa phương, đạt {c.d}", [False, False]),
        ("“{a.b} xã” (theo 1.{c.d}", [True, False]),
        ("{a.b} {c.d}", [True, False]),
    ],
)
def test_a_figure_that_begins_a_sentence_is_told_apart(line: str, begins: list[bool]) -> None:
    assert [begun for piece, begun in chips.placed(line) if not isinstance(piece, str)] == begins
    assert (chips.begun("chưa có"), chips.begun("05"), chips.begun("không phát sinh")) == ("Chưa có", "05", "Không phát sinh")
