"""What a text is kept as: nothing in it that a reader does not see and a computer reads."""

import pytest

from khen.atoms.text import as_seen

DIRECTIONS, JOINERS = ["\u202e", "\u202c", "\u2066", "\u200f"], ["\u200b", "\u00ad", "\u2060", "\ufeff"]
MARKS = ["\u034f", "\u17b5", "\ufe0f", "\U000e0101"]


@pytest.mark.parametrize("unseen", [*DIRECTIONS, *JOINERS, *MARKS])
def test_nothing_unseen_stands_within_a_number(unseen: str) -> None:
    assert as_seen(f"Zalo 1{unseen}.2{unseen}34{unseen} bài") == "Zalo 1.234 bài"


@pytest.mark.parametrize("text", ["Dòng một\nDòng\thai", "1️⃣ Đồng Văn", "👨‍👩‍👧 gia đình", "☎️ 0219.3", "“Mông” – 2,5 %"])
def test_what_is_seen_stays(text: str) -> None:
    assert as_seen(text) == text
