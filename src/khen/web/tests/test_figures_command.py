"""Printed figures stand beside computed ones only in the house that they were printed for."""

from argparse import ArgumentTypeError
from pathlib import Path

import pytest
from django.utils import translation

from khen.atoms.period import parse
from khen.settings import env
from khen.web.commands.figures import printed_in
from khen.web.words import period, seal


def test_only_the_samples_house_is_compared_with_the_samples_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHEN_HOME", str(tmp_path))
    assert printed_in(parse("2020-H1")) == {}
    env.read().sample_marker.write_text("told\n")
    assert len(printed_in(parse("2020-H1"))) == 46 and printed_in(parse("2020-H2")) == {}


@pytest.mark.parametrize("given", ["1800-H1", "9999-H2", "2020-h1"])
def test_a_period_of_the_right_form_is_told_which_years_and_which_letters_there_are(given: str) -> None:
    with pytest.raises(ArgumentTypeError, match=r"1900 to 2099.*capital H and Q"):
        period(given)


@pytest.mark.parametrize("given", ["2020-Q2", "2020-H1@15", "2020-03"])
def test_every_period_that_works_stands_among_the_known_forms(given: str) -> None:
    with translation.override("vi"), pytest.raises(ArgumentTypeError, match=given):
        period("quý hai")
    assert period(given) == parse(given)


def test_a_seal_is_typed_as_paper_prints_it_its_thousands_apart() -> None:
    assert seal("3.456: " + " ".join(["1f0c1f0c"] * 8)) == (3456, "1f0c" * 16) == seal("3456:" + "1f0c" * 16)
    for wrong in ("34.56:", "3.4567:", ".345:", "0.456:", "3..456:"):
        with pytest.raises(ArgumentTypeError):
            seal(wrong + "1f0c" * 16)
