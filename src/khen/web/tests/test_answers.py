"""Every act says in a sentence of its own what was done."""

import pytest

from khen.desk.act_pages import DONE
from khen.desk.counter import Verb
from khen.web.wagtail_hooks import COUNTERS

VERBS = [(counter.name, verb) for counter in COUNTERS for verb in (*counter.begins, *counter.verbs)]


@pytest.mark.parametrize("verb", [verb for _name, verb in VERBS], ids=[f"{name}-{verb.name}" for name, verb in VERBS])
def test_every_act_of_every_counter_says_what_was_done(verb: Verb) -> None:
    assert callable(verb.done) or (str(verb.done).endswith(".") and str(verb.done) != str(DONE))
