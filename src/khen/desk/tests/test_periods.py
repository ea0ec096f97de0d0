"""Officers read periods in words."""

from datetime import date

import pytest
from django.utils import translation

from khen.desk.periods import OLDEST, current_half, halves, halves_by_regime, in_words, months, offered, whole


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("2020-H1", "6 tháng đầu năm 2020"),
        ("2020-H2", "6 tháng cuối năm 2020"),
        ("2020-H1@15", "6 tháng đầu năm 2020, chốt ngày 14/06/2020"),
        ("2020-03", "Tháng 3/2020"),
        ("2020-12", "Tháng 12/2020"),
        ("2020", "Năm 2020"),
        ("2020-Q1", "Quý I/2020"),
        ("2020-Q5", "2020-Q5"),
        ("", ""),
    ],
)
def test_a_period_is_said_as_officers_say_it(key: str, said: str) -> None:
    with translation.override("vi"):
        assert in_words(key) == said


def test_a_dropdown_offers_periods_in_words_under_their_years_the_next_year_first() -> None:
    with translation.override("vi"):
        years = offered(date(2020, 6, 12), halves, halves_by_regime)
    assert [year for year, _periods in years] == [str(year) for year in range(2021, OLDEST - 1, -1)]
    assert dict(years)["2020"] == [
        ("2020-H2", "6 tháng cuối năm 2020"),
        ("2020-H1", "6 tháng đầu năm 2020"),
        ("2020-H2@15", "6 tháng cuối năm 2020, chốt ngày 14/12/2020"),
        ("2020-H1@15", "6 tháng đầu năm 2020, chốt ngày 14/06/2020"),
    ]


def test_months_and_whole_years_are_offered_where_they_are_asked_for() -> None:
    periods = dict(offered(date(2020, 6, 12), whole, months))["2020"]
    assert [key for key, _words in periods] == ["2020", *(f"2020-{number:02d}" for number in range(12, 0, -1))]


@pytest.mark.parametrize(("day", "key"), [("2020-01-01", "2020-H1"), ("2020-06-30", "2020-H1"), ("2020-07-01", "2020-H2")])
def test_the_half_year_of_a_day(day: str, key: str) -> None:
    assert current_half(date.fromisoformat(day)) == key
