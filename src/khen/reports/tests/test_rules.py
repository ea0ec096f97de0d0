"""The rules by themselves: values in, reasons out."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from khen.reports import rules
from khen.reports.terms import Standing
from khen.reports.tests.makers import SCAN

DAY = date(2020, 6, 12)


def against_opening(**changes: Any) -> list[object]:
    told: dict[str, Any] = {"allowed": True, "exists": False, "period": "2020-H1", "due": DAY, **changes}
    return list(rules.reasons_not_to_open(**told))


@pytest.mark.parametrize("period", ["2020-H1", "2020-H2", "2020-H1@15"])
def test_a_report_is_opened_for_a_half_year(period: str) -> None:
    assert not against_opening(period=period)


@pytest.mark.parametrize(
    "period", ["", "2020", "2020-03", "2020-H3", "2020-h1", "H1-2020", "2020-H1 ", "2020-H1@14", "２０２０-H1"]
)
def test_another_period_is_refused(period: str) -> None:
    assert len(against_opening(period=period)) == 1


@pytest.mark.parametrize(
    "changes", [{"allowed": False}, {"exists": True}, {"due": date(2019, 12, 31)}, {"strangers": {"so-tttt-vp"}}]
)
def test_each_reason_not_to_open_is_named(changes: dict[str, Any]) -> None:
    assert len(against_opening(**changes)) == 1


def against_touching(**changes: Any) -> list[object]:
    return list(rules.reasons_not_to_touch(**{"standing": Standing.OPEN, "allowed": True, **changes}))


def test_a_part_is_touched_by_its_division_while_the_report_is_open() -> None:
    assert not against_touching()
    assert len(against_touching(allowed=False)) == 1
    assert len(against_touching(overtaken=True)) == 1
    for standing in (Standing.APPROVED, Standing.NUMBERED, Standing.SIGNED):
        assert len(against_touching(standing=standing, overtaken=True)) == 1


def against_text(text: str = "Sở cấp {licences.granted} giấy phép.", **changes: Any) -> list[object]:
    return list(rules.reasons_against_text(text=text, **{"unknown": (), "stray": False, **changes}))


def test_words_have_their_length_their_keys_and_their_braces() -> None:
    assert not against_text()
    assert not against_text("x" * rules.LONGEST_BLOCK)
    assert len(against_text("x" * (rules.LONGEST_BLOCK + 1))) == 1
    assert "licences.lost" in str(against_text(unknown={"licences.lost"})[0])
    assert len(against_text(stray=True)) == 1


@pytest.mark.parametrize(
    ("words", "plain"), [("Số <b>mới</b>", False), ("a&nbsp;b", False), ("<br/>", False), ("x < 5 và y > 3", True)]
)
def test_what_is_printed_bears_no_marks_of_a_web_page(words: str, plain: bool) -> None:
    assert len(against_text(words)) == len(against_passing(reason=f"Đã đối chiếu sổ gốc: {words}")) == (not plain)


def test_a_part_is_confirmed_once_and_not_before_it_says_something() -> None:
    assert not list(rules.reasons_not_to_confirm(text="Một câu.", confirmed=False))
    assert len(list(rules.reasons_not_to_confirm(text="Một câu.", confirmed=True))) == 1
    assert len(list(rules.reasons_not_to_confirm(text="", confirmed=False))) == 1


def against_passing(**changes: Any) -> list[object]:
    told = {"standing": Standing.OPEN, "allowed": True, "known": True, "warns": True, "reason": "Đã đối chiếu sổ gốc."}
    return list(rules.reasons_not_to_pass(**{**told, **changes}))


@pytest.mark.parametrize(
    "changes",
    [
        {"allowed": False},
        {"standing": Standing.APPROVED},
        {"known": False},
        {"warns": False},
        {"reason": "  vì vậy   "},
        {"reason": "x" * 501},
    ],
)
def test_each_reason_not_to_let_a_warning_pass_is_named(changes: dict[str, Any]) -> None:
    assert not against_passing()
    assert len(against_passing(**changes)) == 1


def against_approving(**changes: Any) -> list[object]:
    told = {"standing": Standing.OPEN, "allowed": True, "blocks": 0, "warns": 0, "unconfirmed": (), "own": ()}
    return list(rules.reasons_not_to_approve(**{**told, **changes}))


@pytest.mark.parametrize(
    "changes",
    [
        {"allowed": False},
        {"standing": Standing.SIGNED, "blocks": 3},
        {"blocks": 1},
        {"warns": 2},
        {"unconfirmed": ["I. Tình hình chung"]},
        {"own": ["I. Tình hình chung"]},
    ],
)
def test_each_reason_not_to_approve_is_named(changes: dict[str, Any]) -> None:
    assert not against_approving()
    assert len(against_approving(**changes)) == 1


def against_numbering(**changes: Any) -> list[object]:
    days = {"signed_on": DAY, "approved_on": DAY, "on": DAY}
    told = {"number": 58, "taken": False, **days}
    return list(rules.reasons_against_number(**{**told, **changes}))


@pytest.mark.parametrize(
    "changes",
    [
        {"number": 0},
        {"number": -1},
        {"number": 100_000},
        {"signed_on": date(2020, 6, 11)},
        {"signed_on": date(2020, 6, 13)},
        {"taken": True},
    ],
)
def test_each_reason_not_to_number_is_named(changes: dict[str, Any]) -> None:
    assert not against_numbering()
    assert len(against_numbering(**changes)) == 1


@pytest.mark.parametrize(
    ("rule", "fitting"),
    [
        (rules.reasons_not_to_number, {Standing.APPROVED}),
        (rules.reasons_not_to_keep_scan, {Standing.NUMBERED}),
        (rules.reasons_not_to_correct_number, {Standing.NUMBERED, Standing.SIGNED}),
        (rules.reasons_not_to_replace_scan, {Standing.SIGNED}),
        (rules.reasons_not_to_confirm_scan, {Standing.SIGNED}),
        (rules.reasons_not_to_call_off, {Standing.OPEN}),
    ],
)
def test_each_standing_that_does_not_fit_is_named(rule: Callable[..., Iterator[object]], fitting: set[Standing]) -> None:
    for standing in Standing:
        assert len(list(rule(standing=standing, allowed=True))) == (standing not in fitting)
        assert len(list(rule(standing=standing, allowed=False))) == 1 + (standing not in fitting)


@pytest.mark.parametrize("reason", ["", "vì nhầm", "x" * 501])
def test_what_is_put_right_has_a_reason_of_some_length(reason: str) -> None:
    for rule, standing in (
        (rules.reasons_not_to_correct_number, Standing.NUMBERED),
        (rules.reasons_not_to_replace_scan, Standing.SIGNED),
        (rules.reasons_not_to_call_off, Standing.OPEN),
    ):
        assert len(list(rule(standing=standing, allowed=True, reason=reason))) == 1


def against_scan(data: bytes = SCAN, largest: int = 1000) -> list[object]:
    return list(rules.reasons_against_scan(data=data, largest=largest))


@pytest.mark.parametrize("data", [b"", b"MZ\x90", b"<html>%PDF-1.7 %%EOF</html>", SCAN[:-6], SCAN + b"0" * 3000])
def test_what_is_no_whole_pdf_is_no_signed_copy(data: bytes) -> None:
    assert not against_scan()
    assert len(against_scan(data, largest=10_000)) == 1


def test_a_signed_copy_is_not_too_large() -> None:
    assert len(against_scan(SCAN * 100)) == 1
