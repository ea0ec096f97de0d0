"""What is true is never called impossible, and what one slip of the finger made is always proposed."""

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from hypothesis import assume, example, given
from hypothesis import strategies as st

from khen.atoms import vietnamese
from khen.reports import checks
from khen.reports.checks import intervals, means, slips
from khen.reports.checks.intervals import Interval
from khen.reports.checks.sheet import Sheet, Siblings
from khen.reports.checks.tests.makers import share

SHARE = st.fractions(min_value=Fraction(1), max_value=Fraction(200), max_denominator=10_000)
WEIGHT = st.fractions(min_value=Fraction(1, 1000), max_value=Fraction(999, 1000), max_denominator=10_000)


def printed(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN)


def span(value: Fraction) -> Interval:
    return intervals.rounded(printed(value), 2)


def triple(key: str, whole: Fraction, first: Fraction, second: Fraction) -> Sheet:
    rows = ((key, whole, (f"{key}.first", f"{key}.second")), (f"{key}.first", first, ()), (f"{key}.second", second, ()))
    return Sheet(figures=tuple(share(name, str(printed(value)), parts) for name, value, parts in rows))


@given(WEIGHT, SHARE, SHARE)
def test_the_true_weight_lies_in_the_interval(weight: Fraction, first: Fraction, second: Fraction) -> None:
    found = intervals.weight(span(weight * first + (1 - weight) * second), span(first), span(second))
    assert found is None or weight in found


@given(WEIGHT, SHARE, SHARE, SHARE, SHARE)
@example(Fraction(1, 2), Fraction(100), Fraction(90), Fraction(115), Fraction(92))
def test_with_the_same_denominators_the_true_part_lies_in_the_interval(
    weight: Fraction, first: Fraction, second: Fraction, other_first: Fraction, other_second: Fraction
) -> None:
    share_of_first = intervals.weight(span(weight * first + (1 - weight) * second), span(first), span(second))
    assume(share_of_first is not None)
    assert share_of_first is not None
    whole = weight * other_first + (1 - weight) * other_second
    found = intervals.same(span(whole), span(other_first), share_of_first)
    assert found is None or other_second in found


@given(st.integers(50, 10**5), st.integers(50, 10**5), SHARE, SHARE, SHARE, SHARE)
def test_with_chained_denominators_the_true_part_lies_in_the_interval(
    staff_first: int, staff_second: int, first: Fraction, second: Fraction, line_first: Fraction, line_second: Fraction
) -> None:
    machines = (staff_first * first, staff_second * second)
    whole = (machines[0] + machines[1]) / (staff_first + staff_second)
    weight = machines[0] / (machines[0] + machines[1])
    line = weight * line_first + (1 - weight) * line_second
    share_of_first = intervals.weight(span(line), span(line_first), span(line_second))
    assume(share_of_first is not None)
    assert share_of_first is not None
    found = intervals.chained(span(whole), span(first), share_of_first)
    assert found is None or second in found


@given(WEIGHT, SHARE, SHARE, SHARE, SHARE)
def test_true_triples_with_the_same_weights_are_never_called_impossible(
    weight: Fraction, first: Fraction, second: Fraction, other_first: Fraction, other_second: Fraction
) -> None:
    one = triple("one", weight * first + (1 - weight) * second, first, second)
    other = triple("other", weight * other_first + (1 - weight) * other_second, other_first, other_second)
    sheet = Sheet(figures=(*one.figures, *other.figures), siblings=(Siblings("one", "other"), Siblings("other", "one")))
    assert not [finding for finding in checks.run(sheet) if finding.rule.startswith("mean.")]


@given(WEIGHT, SHARE, SHARE, st.integers(min_value=0, max_value=4))
def test_the_printed_value_of_a_true_one_is_among_the_printable(
    weight: Fraction, first: Fraction, second: Fraction, decimals: int
) -> None:
    true = weight * first + (1 - weight) * second
    ends = intervals.printable(Interval(true - Fraction(1, 7), true + Fraction(1, 9)), decimals)
    exact = (Decimal(true.numerator) / Decimal(true.denominator)).quantize(Decimal(1).scaleb(-decimals))
    assert ends is not None
    assert ends[0] <= exact <= ends[1]


NUMBERS = st.decimals(min_value=0, max_value=10**7, places=2).map(vietnamese.trimmed)


@st.composite
def slipped(draw: st.DrawFn) -> tuple[str, str]:
    """(what was meant, what was typed) without dots, one key apart."""
    meant = draw(NUMBERS).replace(".", "")
    at = draw(st.integers(0, len(meant) - 1))
    key = draw(st.sampled_from("0123456789,"))
    ways = [meant[:at] + meant[at + 1 :], meant[:at] + key + meant[at:], meant[:at] + key + meant[at + 1 :]]
    if at + 1 < len(meant):
        ways.append(meant[:at] + meant[at + 1] + meant[at] + meant[at + 2 :])
    if "," in meant and at:
        digits = meant.replace(",", "")
        ways.append(f"{digits[:at]},{digits[at:]}" if at < len(digits) else digits)
    return meant, draw(st.sampled_from(ways))


@given(slipped())
def test_every_slip_of_one_key_is_found_again(case: tuple[str, str]) -> None:
    meant, typed = case
    assume(typed and typed.count(",") < 2 and typed[0] != "," and typed[-1] != ",")
    value = Decimal(meant.replace(",", "."))
    assume(value != Decimal(typed.replace(",", ".")))
    found = slips.candidates(typed, Interval(Fraction(value), Fraction(value)))
    assert [vietnamese.read_number(text) for text in found] == [value]


@given(NUMBERS)
def test_the_number_itself_is_not_its_own_slip(text: str) -> None:
    assert text not in slips.candidates(text, Interval(Fraction(0), Fraction(10**9)))


def test_dots_between_thousands_are_not_keys() -> None:
    near = Interval(Fraction(2317313), Fraction(2317313))
    assert slips.candidates("231.313", near) == ("2.317.313",)
    assert slips.candidates("2.371.313", near) == ("2.317.313",)


def test_a_comma_in_the_wrong_place_is_a_slip() -> None:
    assert "92,27" in slips.candidates("9,227", Interval(Fraction(90), Fraction(95)))
    assert slips.candidates("927", Interval(Fraction(92, 1), Fraction(95))) == ("92", "92,7")


def test_two_triples_of_which_nothing_follows_are_left_alone() -> None:
    one, other = (
        triple("one", Fraction(50), Fraction(50), Fraction(50)),
        triple("other", Fraction(60), Fraction(70), Fraction(50)),
    )
    sheet = Sheet(figures=(*one.figures, *other.figures), siblings=(Siblings("one", "other"),))
    assert not list(means.findings(sheet))
