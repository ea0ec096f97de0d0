"""The table on the command line names its columns and says how many figures are equal."""

from datetime import date

import pytest
from django.utils import translation

from khen.figures import printing
from khen.figures.catalogue import FIGURES
from khen.figures.tests.makers import HALF, a_province

pytestmark = pytest.mark.django_db
AFTER = date(2020, 7, 1)


def test_the_table_has_a_head_and_a_last_line_that_counts() -> None:
    a_province()
    with translation.override("vi"):
        head, *rows, last = printing.lines(HALF, today=AFTER, printed=dict.fromkeys(FIGURES, "0.5"))
    assert head.split() == ["Số", "Chỉ", "tiêu", "Tính", "được", "Báo", "cáo", "in", "Nguồn"]
    assert len(rows) == len(FIGURES)
    assert {row.find("≠") == head.find("Nguồn") - 3 for row in rows} == {True}
    assert last == f"{len(FIGURES)} số liệu, 0 bằng, {len(FIGURES)} khác"


def test_without_a_printed_report_nothing_is_compared() -> None:
    a_province()
    with translation.override("vi"):
        *_rows, last = printing.lines(HALF, today=AFTER)
    assert last == f"{len(FIGURES)} số liệu"


@pytest.mark.parametrize(("today", "said"), [(date(2020, 6, 30), "chưa kết thúc"), (date(2019, 12, 31), "chưa bắt đầu")])
def test_a_period_that_is_not_over_says_so_first(today: date, said: str) -> None:
    a_province()
    with translation.override("vi"):
        first = next(printing.lines(HALF, today=today))
    assert said in first
