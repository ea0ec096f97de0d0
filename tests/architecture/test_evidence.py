"""What docs/reference names as evidence is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/reference/qd-742.md"
NAMED = re.compile(r"`((?:src|tests|docs|requirements)/[\w./-]+)(?:::(\w+))?`")


def missing(text: str) -> list[str]:
    """Files that are named and not there, and tests that are named and not in their file."""
    found = NAMED.findall(text)
    there = {place: (ROOT / place).read_text(encoding="utf-8") for place, test in found if test and (ROOT / place).is_file()}
    return [
        f"{place}::{test}" if test else place
        for place, test in found
        if not (ROOT / place).exists() or (test and f"def {test}(" not in there.get(place, ""))
    ]


def test_what_the_page_on_the_decision_names_exists() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert len(NAMED.findall(text)) > 20 and missing(text) == []


def test_a_name_that_is_gone_is_found() -> None:
    assert missing("`src/khen/gone.py` and `tests/architecture/test_evidence.py::test_gone`") == [
        "src/khen/gone.py",
        "tests/architecture/test_evidence.py::test_gone",
    ]
