"""Retries, lines and refusals."""

import unicodedata
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khen.egress import rules

NOW = datetime(2020, 3, 2, 8, tzinfo=UTC)


def test_each_wait_doubles_until_an_hour() -> None:
    waits = [rules.next_try(n, NOW) - NOW for n in range(1, 12)]
    assert waits[:3] == [timedelta(seconds=30), timedelta(seconds=60), timedelta(seconds=120)]
    assert waits[-1] == timedelta(hours=1) and waits == sorted(waits)
    assert rules.next_try(10**6, NOW) - NOW == timedelta(hours=1)


@pytest.mark.parametrize(
    ("code", "said", "bounces"),
    [
        (550, "5.1.1 no such user", True),
        (550, "mailbox unavailable", True),
        (550, "5.7.1 blocked", False),
        (552, "5.2.2 full", False),
        (554, "5.7.26 not authenticated", False),
    ],
)
def test_only_a_mailbox_that_is_gone_bounces(code: int, said: str, bounces: bool) -> None:
    assert rules.is_bounce(code, said) is bounces


@given(st.text())
def test_a_line_is_one_line_of_two_hundred_characters(text: str) -> None:
    line = rules.line(text)
    assert len(line) <= rules.LINE and line == line.strip()
    assert not {"Cc", "Cs", "Zl", "Zp"} & {unicodedata.category(character) for character in line}


def test_a_long_line_is_cut_at_a_word() -> None:
    cut = rules.line("Đường lên Đồng Văn " * 20)
    assert cut.endswith("…") and cut.removesuffix("…").split()[-1] in {"Đường", "lên", "Đồng", "Văn"}


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("doc-gia-1@vidu.example", "d…-1@vidu.example"),
        ("an@vidu.example", "a…@vidu.example"),
        ("550 5.1.1 <nguyen.van.a@vidu.example>: no such user", "550 5.1.1 <n….a@vidu.example>: no such user"),
        ("so-tttt", "so-tttt"),
        ("", ""),
    ],
)
def test_an_address_is_cut_wherever_it_stands(said: str, shown: str) -> None:
    assert rules.masked(said) == shown
