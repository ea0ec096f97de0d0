"""The names under which the desk's pages say something of themselves: no counter's words can stand there in their place."""

import re
from pathlib import Path

import pytest
from django.template import Engine

from khen.desk.pages import OWN_NAMES

FRAME = Path(Engine.get_default().get_template("desk/act.html").origin.name).parent
OF_PAGES = ("act", "record", "page", "closed", "earlier", "holders", "kept", "practice", "sending", "since", "typed", "wrong")
OF_COUNTERS = {"about"}  # what the record's page asks of its counter
TAG = re.compile(r"\{\{(?P<said>.*?)\}\}|\{% *(?P<head>\w+)(?P<rest>.*?)%\}", re.DOTALL)
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
NO_NAMES = {"in", "not", "and", "or"}


def asked_by(name: str) -> set[str]:
    """The names that a template looks up and does not give itself."""
    source = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", (FRAME / f"{name}.html").read_text("utf-8"), flags=re.DOTALL)
    asked, given = set[str](), set[str]()
    for tag in TAG.finditer(source):
        rest = QUOTED.sub(" ", tag["rest"] or "")
        if tag["said"]:
            asked |= set(re.findall(r"^ *([a-z_]+)", tag["said"]))
        elif tag["head"] == "for":
            ours, _in, theirs = rest.partition(" in ")
            given |= set(re.findall(r"[a-z_]+", ours))
            asked |= set(re.findall(r"^ *([a-z_]+)", theirs))
        elif tag["head"] in {"if", "elif"}:
            asked |= set(re.findall(r"(?<![\w.|:])[a-z_]+", rest)) - NO_NAMES
        else:
            given |= {*re.findall(r"\bas ([a-z_]+)", rest), *re.findall(r"\s([a-z_]+)=", rest)}
            asked |= set(re.findall(r"=([a-z_]+)", rest))
    return asked - given - {"forloop", "block"}


def given_to_parts() -> set[str]:
    """The names that a template gives to one that stands in it."""
    sources = [(FRAME / f"{name}.html").read_text("utf-8") for name in OF_PAGES]
    return {
        name
        for source in sources
        for one in re.findall(r"\{% include (.*?)%\}", source)
        for name in re.findall(r"\s([a-z_]+)=", one)
    }


@pytest.mark.parametrize("name", OF_PAGES)
def test_what_a_page_of_the_desk_asks_for_is_its_own(name: str) -> None:
    assert asked_by(name) - given_to_parts() - OF_COUNTERS <= OWN_NAMES


def test_the_names_of_a_form_that_comes_back_are_among_them() -> None:
    asked = {one for name in ("act", "earlier", "since") for one in asked_by(name)}
    assert {"earlier", "files_again", "typed", "since", "offer"} <= asked <= OWN_NAMES
