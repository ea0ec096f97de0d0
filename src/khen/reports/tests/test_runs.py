"""What the annex names is exactly what stands behind a figure: no number of another figure, and none left out in silence."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from khen.reports.runs import LONGEST, digest, named, runs


def read(told: list[str]) -> set[int]:
    ends = [[int(end.replace(".", "")) for end in run.split("–")] for run in told]
    return {number for run in ends for number in range(run[0], run[-1] + 1)}


@given(st.sets(st.integers(1, 400), max_size=80))
def test_runs_name_every_number_and_no_other(numbers: set[int]) -> None:
    assert read(list(runs(numbers))) == numbers


@given(st.sets(st.integers(1, 10**6), min_size=1, max_size=80))
def test_what_does_not_fit_says_so_and_what_is_named_is_true(numbers: set[int]) -> None:
    told, whole = named(numbers)
    listed = read([run for run in told.split(", ") if run != "…"])
    assert listed <= numbers
    assert (listed == numbers) is whole is not told.endswith("…")
    assert len(told) <= LONGEST + len(", …")


def test_three_in_a_row_are_drawn_together_and_the_order_given_does_not_matter() -> None:
    assert list(runs([291, 280, 274, 275, 276, 277, 278, 279, 292, 280])) == ["274–280", "291", "292"]
    assert list(runs([3456, 3457, 3458, 1200000])) == ["3.456–3.458", "1.200.000"]


def test_the_digest_is_that_of_the_lines() -> None:
    assert digest("274,996\n275,997").replace(" ", "") == hashlib.sha256(b"274,996\n275,997").hexdigest()
