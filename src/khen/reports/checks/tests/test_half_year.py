"""On the half-year as it was printed the checks find what is wrong, say how they know, and leave every figure as it is."""

from decimal import Decimal

from khen.reports import checks
from khen.reports.checks import bounds, means, outline
from khen.reports.checks.finding import Finding, Severity
from khen.reports.checks.means import Reading
from khen.reports.checks.tests import makers


def of_rule(rule: str) -> list[Finding]:
    return [finding for finding in checks.run(makers.half_year()) if finding.rule == rule]


def test_the_district_share_cannot_be_and_the_sibling_triple_says_what_it_would_be() -> None:
    (finding,) = of_rule(means.IMPOSSIBLE)
    assert (finding.where, finding.severity) == ("it.infrastructure.district", Severity.WARN)
    same, chained = readings(finding)
    assert (same.assumption, same.low, same.high, same.candidates) == ("same", "91,82", "92,42", ("92,27",))
    assert (chained.assumption, chained.low, chained.high, chained.candidates) == ("chained", "94,10", "94,53", ("94,27",))


def test_the_weight_it_rests_on_is_the_one_of_the_machines_on_line() -> None:
    (finding,) = of_rule(means.IMPOSSIBLE)
    weight = readings(finding)[0].weight
    assert (round(float(weight.low), 4), round(float(weight.high), 4)) == (0.5056, 0.5155)


def test_the_slips_that_would_explain_it_are_proposed_as_a_hint() -> None:
    (hint,) = of_rule(means.SLIP)
    assert (hint.where, hint.severity) == ("it.infrastructure.district", Severity.HINT)
    assert hint.data["candidates"] == ("92,27", "94,27")


def test_the_sentences_name_figure_interval_and_candidates() -> None:
    (finding,), (hint,) = of_rule(means.IMPOSSIBLE), of_rule(means.SLIP)
    assert "9,27%" in finding.message
    assert "91,82 – 92,42; 94,10 – 94,53" in finding.message
    assert "92,27 / 94,27" in hint.message


def test_either_candidate_put_in_by_the_body_that_declared_it_settles_the_matter() -> None:
    for value in ("92.27", "94.27"):
        sheet = makers.with_value("it.infrastructure.district", value)
        assert not [finding for finding in checks.run(sheet) if finding.rule.startswith("mean.")]


def test_the_second_three_is_found_once_and_four_is_what_would_follow() -> None:
    (finding,) = of_rule(outline.DUPLICATED)
    assert finding.where == "III. Đánh giá các đơn vị"
    assert finding.data["expected"] == "IV"
    assert finding.data["before"] == "III. Nhiệm vụ tới"
    assert not of_rule(outline.SKIPPED)


def test_shares_above_one_hundred_without_a_plan_are_warned_of() -> None:
    assert [finding.where for finding in of_rule(bounds.OVER_100)] == ["it.infrastructure.all", "it.infrastructure.province"]


def test_reach_called_people_is_warned_of() -> None:
    assert [finding.where for finding in of_rule(bounds.PEOPLE)] == ["facebook.reach"]


def test_the_sums_hold_and_nothing_blocks() -> None:
    assert not [finding for finding in checks.run(makers.half_year()) if finding.severity is Severity.BLOCK]


def test_looking_changes_no_figure() -> None:
    sheet = makers.half_year()
    checks.run(sheet)
    assert sheet == makers.half_year()
    assert sheet.by_key["it.infrastructure.district"].value == Decimal("9.27")


def readings(finding: Finding) -> tuple[Reading, ...]:
    found = finding.data["readings"]
    assert isinstance(found, tuple)
    assert all(isinstance(reading, Reading) for reading in found)
    return found
