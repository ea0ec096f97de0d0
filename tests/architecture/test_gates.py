"""The house holds: every gate is asked about the repository itself and finds nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.gates import (
    acts,
    anatomy,
    borrowed,
    catalogue,
    doors,
    imports,
    marks,
    reference,
    relations,
    sizes,
    templates,
    words,
)
from tests.architecture.gates.tree import ROOT

GATES: dict[str, Callable[[Path], list[str]]] = {
    "functions, classes and modules are short": sizes.check,
    "a domain holds the files of its anatomy": anatomy.check_files,
    "a domain explains itself on one screen": anatomy.check_readmes,
    "module names say something": anatomy.check_names,
    "only the rooms of the house stand in it": anatomy.check_packages,
    "hooks are registered in one place": anatomy.check_hooks,
    "counters stand in one written list": doors.check_counters,
    "rows are shown by the desk's pages alone": doors.check_pages,
    "screens only define": doors.check_screens,
    "every job is run": doors.check_jobs,
    "every channel has its golden file": doors.check_channels,
    "terms, rules, atoms and the agent import what they may": imports.check,
    "every act writes the journal": acts.check_journalled,
    "rules and acts do not ask the clock": acts.check_clock,
    "numbers in addresses are not parted": templates.check_numbers,
    "relations point up the list": relations.check_fields,
    "migrations depend up the list": relations.check_dependencies,
    "migrations are named and linear": relations.check_linear,
    "no check is silenced": marks.check_silences,
    "no check is made milder": marks.check_strictness,
    "no test is left out": marks.check_skips,
    "no address of one machine or registry": marks.check_addresses,
    "text is in normal form C": marks.check_normal_form,
    "the glossary is whole": words.check_glossary,
    "one word for one thing": words.check_synonyms,
    "settings and commands stand in the reference": reference.check,
    "every message is said in Vietnamese": catalogue.check,
    "every message of the packages on our screens is said in Vietnamese": borrowed.check,
    "one word for one thing on the screens": borrowed.check_words,
    "one spelling on the screens": borrowed.check_marks,
}


@pytest.mark.parametrize("gate", GATES.values(), ids=GATES.keys())
def test_the_house_holds(gate: Callable[[Path], list[str]]) -> None:
    assert not gate(ROOT), "\n".join(["", *gate(ROOT)])
