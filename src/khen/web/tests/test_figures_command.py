"""Printed figures stand beside computed ones only in the house that they were printed for."""

from argparse import ArgumentTypeError
from pathlib import Path

import pytest
from django.utils import translation

from khen.atoms.period import parse
from khen.settings import env
from khen.web.commands.figures import printed_in
from khen.web.words import period


def test_only_the_samples_house_is_compared_with_the_samples_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHEN_HOME", str(tmp_path))
    assert printed_in(parse("2020-H1")) == {}
    env.read().sample_marker.write_text("told\n")
    assert len(printed_in(parse("2020-H1"))) == 46 and printed_in(parse("2020-H2")) == {}


@pytest.mark.parametrize("given", ["2020-Q2", "2020-H1@15", "2020-03"])
def test_every_period_that_works_stands_among_the_known_forms(given: str) -> None:
    with translation.override("vi"), pytest.raises(ArgumentTypeError, match=given):
        period("quý hai")
    assert period(given) == parse(given)
