"""A player that jumps ahead gets the part it asks for; whoever asks for nothing sensible gets the whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khen.atoms.ranges import Part, asked


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-99", Part(0, 100)),
        ("Bytes=100-", Part(100, 1000)),
        ("bytes=-100", Part(900, 1000)),
        ("bytes=900-5000", Part(900, 1000)),
        ("bytes=-5000", Part(0, 1000)),
        ("bytes=1000-", Part(1000, 1000)),
        ("bytes=-0", Part(1000, 1000)),
    ],
)
def test_one_part_is_found(header: str, part: Part) -> None:
    assert asked(header, 1000) == part


@pytest.mark.parametrize(
    "header", ["", "bytes=-", "bytes=9-3", "bytes=0-1,5-6", "lines=0-1", "bytes=a-b", "bytes=٣-٤", "bytes= 0-1"]
)
def test_what_is_not_understood_asks_for_the_whole(header: str) -> None:
    assert asked(header, 1000) is None


@given(st.text() | st.from_regex(r"bytes=[0-9]{0,30}-[0-9]{0,30}"), st.integers(0, 2**40))
def test_whatever_is_asked_a_part_lies_within_the_file(header: str, size: int) -> None:
    part = asked(header, size)
    assert part is None or 0 <= part.first <= part.end <= size
