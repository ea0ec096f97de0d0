"""Which rate holds on a day, and what a bulletin comes to in whole đồng."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khen.atoms.vietnamese import day_in_digits
from khen.domains.newsroom.rules import fees as rules
from khen.domains.newsroom.terms.fees import Mark, Pay, Rate

FIRST = date(2020, 1, 1)
DAYS = st.integers(0, 40)
SPANS = st.tuples(DAYS, st.none() | st.integers(1, 20)).map(
    lambda told: (FIRST + timedelta(told[0]), None if told[1] is None else FIRST + timedelta(told[0] + told[1]))
)


def holds(span: rules.Span, day: date) -> bool:
    return span[0] <= day and (span[1] is None or day < span[1])


def a_rate(span: rules.Span, number: int = 1) -> Rate:
    frame = {"base": Decimal(100_000), "lowest": Decimal("0.5"), "highest": Decimal(2)}
    return Rate(rate=number, work="news", since=span[0], until=span[1], **frame)


@given(st.lists(SPANS, max_size=8))
def test_however_rates_are_entered_no_day_has_two_and_none_is_refused_whose_days_are_free(
    spans: list[rules.Span],
) -> None:
    kept: list[rules.Span] = []
    days = [FIRST + timedelta(number) for number in range(70)]
    for span in spans:
        refused = bool(list(rules.reasons_about_span(span, kept)))
        assert refused == any(holds(span, day) and holds(one, day) for one in kept for day in days)
        kept += [] if refused else [span]
    rates = [a_rate(span, number) for number, span in enumerate(kept)]
    for day in days:
        of_day = [number for number, span in enumerate(kept) if holds(span, day)]
        found = rules.rate_on(day, "news", rates)
        assert len(of_day) <= 1 and (found.rate if found else None) == next(iter(of_day), None)
        assert rules.rate_on(day, "article", rates) is None


@given(st.integers(1, rules.MOST_BASE), st.integers(0, 100 * rules.MOST_COEFFICIENT))
def test_an_amount_is_whole_dong_and_half_a_dong_is_rounded_up(base: int, hundredths: int) -> None:
    amount = rules.amount(Decimal(base), Decimal(hundredths) / 100)
    assert amount == (base * hundredths + 50) // 100
    assert amount == (Decimal(base) * hundredths / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)


@pytest.mark.parametrize(("base", "coefficient", "amount"), [(1, "0.5", 1), (3, "0.5", 2), (1, "0.49", 0), (11, "1.5", 17)])
def test_rounding_told_by_example(base: int, coefficient: str, amount: int) -> None:
    assert rules.amount(Decimal(base), Decimal(coefficient)) == amount


def test_what_becomes_of_a_bulletin() -> None:
    mark, rate = Mark(work="news", coefficient=Decimal(1)), a_rate((FIRST, None))
    high = Mark(work="news", coefficient=Decimal("2.01"))
    assert rules.pay_of(mark, rate, withdrawn=True) == Pay.WITHDRAWN
    assert rules.pay_of(None, rate, withdrawn=False) == Pay.UNMARKED
    assert rules.pay_of(mark, None, withdrawn=False) == Pay.NO_RATE
    assert rules.pay_of(high, rate, withdrawn=False) == Pay.OUTSIDE
    assert rules.pay_of(mark, rate, withdrawn=False) == Pay.PAID


RATE: dict[str, Any] = {
    "work": "news",
    "base": 1,
    "lowest": Decimal(0),
    "highest": Decimal(1),
    "since": FIRST,
    "until": None,
    "legal_basis": "12",
}


def test_a_coefficient_below_nothing_and_a_rate_without_an_end_are_told_as_they_are() -> None:
    told: dict[str, Any] = {
        "work": "news",
        "base": 1000,
        "highest": Decimal(1),
        "since": FIRST,
        "until": None,
        "legal_basis": "QĐ 1",
    }
    assert [str(one) for one in rules.reasons_about_rate(**told, lowest=Decimal(-1))] == ["Hệ số thấp nhất không được nhỏ hơn 0."]
    (said,) = rules.reasons_about_span((FIRST, None), [(FIRST, None)])
    assert f"từ {day_in_digits(FIRST)} trở đi" in str(said)


@pytest.mark.parametrize(
    "wrong",
    [
        {"work": "poem"},
        {"base": 0},
        {"base": rules.MOST_BASE + 1},
        {"lowest": Decimal(-1)},
        {"lowest": Decimal(2)},
        {"highest": Decimal(0)},
        {"highest": Decimal(101)},
        {"lowest": Decimal("0.125")},
        {"until": FIRST},
        {"legal_basis": ""},
        {"legal_basis": "x" * 201},
    ],
)
def test_a_rate_that_says_too_little_or_too_much_is_refused(wrong: dict[str, Any]) -> None:
    assert not list(rules.reasons_about_rate(**RATE))
    given: dict[str, Any] = {**RATE, **wrong}
    assert len(list(rules.reasons_about_rate(**given))) == 1
