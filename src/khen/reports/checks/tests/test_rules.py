"""Each rule is seen to speak, and to keep quiet when all is well."""

from dataclasses import replace
from decimal import Decimal

import pytest

from khen.reports import checks
from khen.reports.checks import bounds, means, narrative, outline, returns, sums
from khen.reports.checks.finding import Severity
from khen.reports.checks.sheet import SOURCED, Figure, Kind, Passage, Return, Sheet
from khen.reports.checks.tests import makers


def rules(sheet: Sheet) -> list[str]:
    return [finding.rule for finding in checks.run(sheet)]


def certificates(**changed: int | None) -> Sheet:
    values: dict[str, int | None] = {"all": 5885, "personal": 4379, "organisation": 707, "sim": 799, **changed}
    parts = ("personal", "organisation", "sim")
    figures = [Figure(key, key, None if value is None else Decimal(value), Kind.STOCK) for key, value in values.items()]
    return Sheet(figures=(replace(figures[0], parts=parts), *figures[1:]))


def test_a_broken_sum_blocks_and_the_slip_is_hinted_at() -> None:
    found = checks.run(certificates(sim=79))
    assert [(one.rule, one.severity) for one in found] == [(sums.BROKEN, Severity.BLOCK), (sums.SLIP, Severity.HINT)]
    assert "4.379 + 707 + 79 = 5.165" in found[0].message
    assert (found[1].where, found[1].data["candidates"]) == ("sim", ("799",))


def test_a_sum_that_holds_is_quiet() -> None:
    assert rules(certificates()) == []


def test_a_sum_with_a_missing_part_is_not_guessed() -> None:
    assert rules(certificates(sim=None)) == [sums.PARTS_MISSING]
    assert rules(certificates(all=None)) == []


def test_distinct_counts_are_not_added_up() -> None:
    sheet = certificates(all=5000)
    whole = replace(sheet.figures[0], kind=Kind.DISTINCT)
    assert rules(Sheet(figures=(whole, *sheet.figures[1:]))) == []


def test_rounded_parts_may_miss_their_sum_by_their_rounding() -> None:
    parts = tuple(Figure(key, key, Decimal("33.3"), decimals=1) for key in "abc")
    assert rules(Sheet(figures=(Figure("w", "w", Decimal("100.0"), decimals=1, parts=("a", "b", "c")), *parts))) == []
    assert sums.BROKEN in rules(Sheet(figures=(Figure("w", "w", Decimal("100.2"), decimals=1, parts=("a", "b", "c")), *parts)))


def test_a_mean_outside_its_parts_is_impossible_whatever_the_weights() -> None:
    parts = ("p", "d", "c")
    row = (makers.share("p", "94.4"), makers.share("d", "87.74"), makers.share("c", "80"))
    assert rules(Sheet(figures=(makers.share("w", "96.1", parts), *row))) == [means.IMPOSSIBLE]
    assert rules(Sheet(figures=(makers.share("w", "91.14", parts), *row))) == []


def test_an_unaccepted_return_blocks_and_says_how_far_all_came() -> None:
    rows = (Return("Huyện Mèo Vạc", "Hạ tầng", "submitted"), Return("Huyện Đồng Văn", "Hạ tầng", "accepted"))
    (finding,) = checks.run(Sheet(returns=rows))
    assert (finding.rule, finding.severity, finding.where) == (returns.UNACCEPTED, Severity.BLOCK, "Huyện Mèo Vạc")
    assert (finding.data["accepted"], finding.data["expected"]) == (1, 2)


def test_a_return_that_never_came_is_warned_of_beside_those_of_its_own_form() -> None:
    rows = (
        Return("Huyện Bắc Mê", "Huyện", "missing"),
        Return("Huyện Đồng Văn", "Huyện", "accepted"),
        Return("Sở", "Sở", "accepted"),
    )
    (finding,) = checks.run(Sheet(returns=tuple(rows)))
    assert (finding.rule, finding.severity, finding.where) == (returns.MISSING, Severity.WARN, "Huyện Bắc Mê")
    assert (finding.data["accepted"], finding.data["expected"]) == (1, 2)


def test_a_share_above_one_hundred_may_stand_beside_its_plan() -> None:
    share = makers.share("s", "104.06")
    assert rules(Sheet(figures=(share,))) == [bounds.OVER_100]
    assert rules(Sheet(figures=(replace(share, plan=Decimal(100)),))) == []


def test_a_part_may_not_exceed_its_whole_nor_different_ones_all() -> None:
    whole = Figure("w", "w", Decimal(40))
    assert rules(Sheet(figures=(whole, Figure("p", "p", Decimal(41), part_of="w")))) == [bounds.PART]
    assert rules(Sheet(figures=(whole, Figure("d", "d", Decimal(41), distinct_of="w")))) == [bounds.DISTINCT]
    assert rules(Sheet(figures=(whole, Figure("d", "d", Decimal(31), distinct_of="w")))) == []


def test_nothing_counts_below_zero() -> None:
    assert rules(Sheet(figures=(Figure("n", "n", Decimal(-1)),))) == [bounds.BELOW_ZERO]


@pytest.mark.parametrize(
    ("numerals", "expected"),
    [
        ("I II III IV", []),
        ("I II II III", ["duplicated"]),
        ("I III IV", ["skipped"]),
        ("II III", ["skipped"]),
        ("I III II", ["skipped", "duplicated"]),
    ],
)
def test_sections_are_counted(numerals: str, expected: list[str]) -> None:
    sections = tuple(Passage(numeral, 1, "Mục") for numeral in numerals.split())
    assert rules(Sheet(passages=sections)) == [f"outline.{name}" for name in expected]


def test_subsections_start_anew_under_each_heading() -> None:
    rows = (
        Passage("I", 1, "x"),
        Passage("1", 2, "x"),
        Passage("2", 2, "x"),
        Passage("II", 1, "x"),
        Passage("1", 2, "x"),
        Passage("3", 2, "x"),
    )
    (finding,) = checks.run(Sheet(passages=rows))
    assert (finding.rule, finding.data["expected"]) == (outline.SKIPPED, "2")


def test_a_plain_text_is_cut_at_its_headings() -> None:
    text = "BÁO CÁO\n I. Chung\nMột câu.\nHai câu.\nII. Kết quả\n 1. Lĩnh vực\n\tCâu ba.\n"
    found = outline.passages(text)
    assert [(one.numeral, one.level, one.title) for one in found] == [
        ("I", 1, "Chung"),
        ("II", 1, "Kết quả"),
        ("1", 2, "Lĩnh vực"),
    ]
    assert found[0].text == "Một câu.\nHai câu."


@pytest.mark.parametrize(
    "text",
    [
        "Trong 6 tháng đầu năm 2020, giai đoạn 2020 - 2025, từ ngày 22/10/2019 đến tháng 6.",
        "Kế hoạch số 265/KH-UBND, Nghị định 30/2020/NĐ-CP, Dự án 4, Điều 12 khoản 3.",
        "Phòng, chống dịch COVID-19 và Covid-19 qua mạng 4G; xem sukien.hagiang.gov.vn và https://vi.du/tin-123.html.",
        "Họp trực tuyến 3 cấp; chuyên mục khóa 17.",
        f"Đã cấp {SOURCED} giấy phép cho {SOURCED} cơ quan.",
    ],
)
def test_names_times_and_figures_set_by_key_are_no_typed_numbers(text: str) -> None:
    assert rules(Sheet(passages=(Passage("I", 1, "Chung", text),))) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Đã cấp 40 giấy phép.", "40"),
        ("Chỉ đạt 9,27% ở cấp huyện.", "9,27%"),
        ("In 2.317.313 bản.", "2.317.313"),
        ("Phát 45 bản tin trong tháng 6.", "45"),
        ("Có 02 cuộc kiểm tra.", "02"),
    ],
)
def test_a_typed_number_has_no_source(text: str, number: str) -> None:
    (finding,) = checks.run(Sheet(passages=(Passage("I", 1, "Chung", text),)))
    assert (finding.rule, finding.data["number"]) == (narrative.UNSOURCED, number)


def test_a_typed_number_names_the_figures_that_print_alike() -> None:
    passage = Passage("1", 2, "Công nghệ thông tin", "Cấp huyện đạt 9,27%.")
    found = [one for one in checks.run(Sheet(figures=makers.figures(), passages=(passage,))) if one.rule == narrative.UNSOURCED]
    assert [one.data["alike"] for one in found] == [("it.infrastructure.district",)]


def test_a_sentence_may_not_call_reach_people() -> None:
    passage = Passage("4", 2, "Truyền thông số", "Bài viết có 771.705 người tiếp cận.")
    found = checks.run(Sheet(figures=makers.figures(), passages=(passage,)))
    assert narrative.PEOPLE in [one.rule for one in found]


def test_what_blocks_comes_first() -> None:
    sheet = replace(certificates(sim=79), passages=makers.outline(), returns=(Return("Sở", "Hạ tầng", "draft"),))
    order = [one.severity for one in checks.run(sheet)]
    assert order == sorted(order, key=["block", "warn", "hint"].index)
