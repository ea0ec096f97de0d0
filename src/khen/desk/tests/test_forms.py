"""Numbers as officers write them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from khen.desk.forms import CountField, NumberField, PlainNumberField


@pytest.mark.parametrize(("written", "meant"), [("0", 0), ("7", 7), ("1.234", 1234), (" 771.705 ", 771705), ("", None)])
def test_a_count_may_part_its_thousands_by_dots(written: str, meant: int | None) -> None:
    assert CountField(required=False).clean(written) == meant


@pytest.mark.parametrize("written", ["-1", "1,5", "1.23", "1e3", "abc", "12.34.567", "\x00", "٣", "9" * 500])
def test_what_is_no_count_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        CountField(required=False).clean(written)


@pytest.mark.parametrize("written", ["٧", "７", "1.5", "bảy", ""])
def test_a_number_of_a_paper_is_written_in_the_digits_that_stand_on_it(written: str) -> None:
    with pytest.raises(ValidationError):
        PlainNumberField().clean(written)
    assert PlainNumberField().clean("07") == 7


def test_a_number_may_have_decimals() -> None:
    assert NumberField().clean("1.234,5") == Decimal("1234.5")
