"""Officers read periods in words."""

import pytest
from django.utils import translation

from khen.desk.periods import in_words


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("2020-H1", "6 tháng đầu năm 2020"),
        ("2020-H2", "6 tháng cuối năm 2020"),
        ("2020-H1@15", "6 tháng đầu năm 2020, chốt ngày 14/06/2020"),
        ("2020-03", "Tháng 3/2020"),
        ("2020-12", "Tháng 12/2020"),
        ("2020", "Năm 2020"),
        ("2020-Q1", "2020-Q1"),
        ("", ""),
    ],
)
def test_a_period_is_said_as_officers_say_it(key: str, said: str) -> None:
    with translation.override("vi"):
        assert in_words(key) == said
