"""Printed figures stand beside computed ones only in the house that they were printed for."""

from pathlib import Path

import pytest

from khen.atoms.period import parse
from khen.settings import env
from khen.web.commands.figures import printed_in


def test_only_the_samples_house_is_compared_with_the_samples_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHEN_HOME", str(tmp_path))
    assert printed_in(parse("2020-H1")) == {}
    env.read().sample_marker.write_text("told\n")
    assert len(printed_in(parse("2020-H1"))) == 46 and printed_in(parse("2020-H2")) == {}
