"""The picture of a trend is read on a phone and at a desk: no words are cut, none run into those beside them."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest

from khen.figures.drawing import DESK, PHONE, WIDTH, Point, columns

CUT = ("15–31/12/2019", *(f"{month:02d}/2020" for month in range(1, 6)), "1–14/06/2020")
YEAR = tuple(f"{month:02d}/2020" for month in range(1, 13))
HALVES = tuple(f"6T {half} {year}" for year in range(2018, 2021) for half in ("đầu", "cuối"))
TEXT = re.compile(r'<text x="([-0-9.]+)" y="([-0-9.]+)" text-anchor="([a-z]+)"[^>]*>([^<]*)</text>')
COLUMN = re.compile(r'<(?:a|g)(?: class="([a-z -]+)")?[^>]*>(.*?)</(?:a|g)>')
BEGINS = {"start": 0.0, "middle": 0.5, "end": 1.0}


SIZES = {"phone": PHONE, "desk": DESK}


Spans = list[tuple[float, float]]


def spans(labels: tuple[str, ...], number: str, where: str = "phone") -> tuple[Spans, Spans]:
    """From where to where the numbers and the labels run that are shown there, each letter as wide as a digit of Roboto."""
    picture = columns("Tin, bài", [Point(one, Decimal(number), "", "?") for one in labels])
    rows: tuple[Spans, Spans] = ([], [])
    for quiet, inside in COLUMN.findall(picture):
        for row, (x, _y, anchor, words) in zip(rows, TEXT.findall(inside), strict=True):
            wide = SIZES[where] * sum(0.28 if letter in "./ " else 0.562 for letter in words)
            left = float(x) - BEGINS[anchor] * wide
            if f"no-{where}" not in quiet:
                row.append((left, left + wide))
    return rows


@pytest.mark.parametrize("where", SIZES)
@pytest.mark.parametrize("labels", [CUT, YEAR, HALVES, YEAR[:6], YEAR[:1], ()], ids=len)
@pytest.mark.parametrize("number", ["7", "1234", "771705", "2317313", "9231731388"])
def test_nothing_is_cut_and_nothing_overlaps(labels: tuple[str, ...], number: str, where: str) -> None:
    for row in spans(labels, number, where):
        assert len(row) >= min(len(labels), 2)
        assert all(left >= -0.1 and right <= WIDTH + 0.1 for left, right in row)
        assert all(before[1] < after[0] for before, after in pairwise(row))


def test_few_columns_all_bear_their_words() -> None:
    assert [len(row) for row in spans(YEAR[:6], "1234")] == [6, 6]
