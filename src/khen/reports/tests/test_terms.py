"""Whatever a report writes into the journal can be read by people."""

from dataclasses import fields

import pytest

from khen.atoms.payload import Payload
from khen.figures.entries import NAMES
from khen.reports import terms
from khen.reports.screens.whole import NEEDS

WRITTEN = [one for one in vars(terms).values() if isinstance(one, type) and issubclass(one, Payload) and one is not Payload]


@pytest.mark.parametrize("payload", WRITTEN)
def test_everything_that_an_entry_of_a_report_names_has_its_word(payload: type[Payload]) -> None:
    assert {field.name for field in fields(payload)} <= set(NAMES)
    assert payload.kind in terms.SAYINGS and payload.kind in NEEDS
