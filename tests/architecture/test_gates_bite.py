"""Each gate bites: what it forbids is planted once in a small house, and the gate names it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.architecture.gates.planted import plant
from tests.architecture.test_gates import GATES

ROOM = "src/khen/domains/licensing"
WHOLE = 'vi = "bản tin"\nidentifier = "bulletin"\nen = "bulletin"\nsource = "ours"\ndefinition = "what is told"\n'
LONG = "def grant() -> None:\n" + "    print(1)\n" * 41
UNSEEN = "no" + "qa"
ELSEWHERE = "/" + "root/khen"
REGISTRY = "https://" + "py" + "pi.org/simple"

Plant = tuple[Mapping[str, str], str]

PLANTS: dict[str, list[Plant]] = {
    "functions, classes and modules are short": [
        ({f"{ROOM}/acts.py": LONG}, "grant has 42 lines, at most 40"),
        ({f"{ROOM}/acts.py": "x = 1\n" * 301}, "a module of 301 lines, at most 300"),
        ({f"{ROOM}/models.py": "class Licence:\n" + "    x = 1\n" * 121}, "Licence has 122 lines, at most 120"),
        ({"src/khen/settings/base.py": "X = 1\n" * 121}, "a module of 121 lines, at most 120"),
        ({f"{ROOM}/acts.py": LONG.replace("    print(1)\n" * 41, "    print(1)\n" * 25)}, "95 % of functions"),
        ({f"{ROOM}/acts.py": "x = 1\n" * 201, f"{ROOM}/reads.py": "x = 1\n" * 202}, "95 % of modules"),
    ],
    "a domain holds the files of its anatomy": [
        ({f"{ROOM}/services.py": ""}, "services.py: stands in no row"),
        ({f"{ROOM}/tests/data.py": ""}, "data.py: tests/ of a domain holds"),
    ],
    "a domain explains itself on one screen": [
        ({f"{ROOM}/acts.py": ""}, "README.md: missing"),
        ({f"{ROOM}/README.md": "# Licences\n" * 61}, "more than one screen"),
    ],
    "module names say something": [({"src/khen/book/utils.py": ""}, "'utils' says nothing")],
    "only the rooms of the house stand in it": [({"src/khen/cellar/wine.py": ""}, "cellar: no such room")],
    "hooks are registered in one place": [
        ({"src/khen/desk/wagtail_hooks.py": ""}, "hooks stand only in"),
        ({f"{ROOM}/screens.py": "@hooks.register('x')\ndef menu(): ...\n"}, "hooks.register registers"),
    ],
    "terms, rules, atoms and the agent import what they may": [
        ({f"{ROOM}/rules.py": "from django.db import connection\n"}, "rules are pure"),
        ({f"{ROOM}/rules.py": "from khen.book import journal\n"}, "rules know only atoms and terms"),
        ({f"{ROOM}/terms.py": "from khen.bodies.models import Body\n"}, "terms know only atoms"),
        ({"src/khen/atoms/text.py": "import django\n"}, "atoms know no Django"),
        ({"src/loa/clock.py": "from khen.atoms import clock\n"}, "the agent is plain Python"),
    ],
    "every act writes the journal": [
        ({f"{ROOM}/acts.py": "@act\ndef grant(licence):\n    licence.save()\n"}, "grant is an act and writes no journal entry"),
    ],
    "rules and acts do not ask the clock": [
        ({f"{ROOM}/rules.py": "def due():\n    return date.today()\n"}, "date.today() asks the clock"),
        ({f"{ROOM}/acts.py": "from khen.atoms import clock\n"}, "import of khen.atoms.clock asks the clock"),
    ],
    "relations point up the list": [
        (
            {
                "src/khen/book/models.py": "class Entry:\n    licence = models.ForeignKey('licensing.Licence')\n",
                f"{ROOM}/models.py": "class Licence: ...\n",
            },
            "a relation to licensing.Licence points down the flow",
        ),
        (
            {
                f"{ROOM}/models.py": "class Licence:\n    text = models.OneToOneField(to='newsroom.Bulletin')\n",
                "src/khen/domains/newsroom/models.py": "class Bulletin: ...\n",
            },
            "points at a neighbour",
        ),
    ],
    "migrations depend up the list": [
        (
            {
                "src/khen/book/migrations/0001_entries.py": "class M:\n    dependencies = [('licensing', '0001_licences')]\n",
                f"{ROOM}/models.py": "",
            },
            "the migration depends on licensing, which points down the flow",
        ),
    ],
    "migrations are named and linear": [
        ({f"{ROOM}/migrations/0001_initial.py": ""}, "name it after what it makes"),
        ({f"{ROOM}/migrations/0001_one.py": "", f"{ROOM}/migrations/0001_two.py": ""}, "number 0002 is expected"),
    ],
    "no check is silenced": [
        ({f"{ROOM}/acts.py": f"x = 1  # {UNSEEN}: E501\n"}, "silences a check"),
        ({f"{ROOM}/acts.py": "x = 1  # type: ig" + "nore\n"}, "silences a check"),
        ({"pyproject.toml": "[tool.ruff.lint]\nignore = ['E501']\n"}, "ignore is an ignore list"),
        ({"pyproject.toml": "[[tool.mypy.overrides]]\nmodule = 'khen.book.*'\nignore_errors = true\n"}, "ignore_errors is"),
        ({".importlinter": "ignore_imports =\n    a -> b\n"}, "ignore_imports is an ignore list"),
    ],
    "no test is left out": [
        ({"tests/test_a.py": "@pytest.mark.skip\ndef test_a(): ...\n"}, "pytest.mark.skip leaves a test out"),
        ({"tests/test_a.py": "def test_a():\n    pytest.skip('no server')\n"}, "pytest.skip leaves a test out"),
    ],
    "no address of one machine or registry": [
        ({"README.md": f"see {ELSEWHERE}\n"}, "holds on one machine only"),
        ({"docs/a.md": f"from {REGISTRY}\n"}, "holds on one machine only"),
        ({"requirements/run.txt": "--extra-index-url elsewhere\n"}, "names a package source"),
    ],
    "text is in normal form C": [({"docs/a.md": "Ha\u0300 Giang\n"}, "docs/a.md:1: not in normal form C")],
    "the glossary is whole": [
        ({"README.md": ""}, "there is no glossary"),
        ({"docs/glossary.toml": f"[[term]]\n{WHOLE}"}, "bulletin has no never"),
        ({"docs/glossary.toml": f"[[term]]\n{WHOLE}never = ['bulletin']\n"}, "a term and forbidden at once"),
    ],
    "one word for one thing": [
        (
            {
                "docs/glossary.toml": f"[[term]]\n{WHOLE}never = ['news_item']\n",
                f"{ROOM}/reads.py": "class NewsItems: ...\n",
            },
            "NewsItems: the house says 'bulletin', never 'news_item'",
        ),
    ],
    "settings and commands stand in the reference": [
        ({"src/khen/settings/env.py": "HOME = os.environ['KHEN_HOME']\n"}, "setting KHEN_HOME has no heading"),
        ({"src/khen/web/cli.py": "words.add_parser('verify')\n"}, "command khen verify has no heading"),
    ],
    "every message is said in Vietnamese": [
        (
            {f"locale/parts/{name}.po": f'msgid "a"\nmsgstr "{name}"\n' for name in ("one", "two")},
            "one.po and two.po differ on 'a'",
        ),
        ({f"{ROOM}/terms.py": "TITLE = _('Print run')\n"}, "no Vietnamese for 'Print run'"),
        ({f"{ROOM}/templates/a.html": "{% load i18n %}{% translate 'Print run' %}"}, "no Vietnamese for 'Print run'"),
        (
            {
                f"{ROOM}/terms.py": "TITLE = _('%(count)s copies')\n",
                "locale/parts/a.po": 'msgid "%(count)s copies"\nmsgstr "%(so)s bản"\n',
            },
            "has ['%(so)s'] where ['%(count)s'] are asked",
        ),
    ],
}

EACH = [(name, files, named) for name, plants in PLANTS.items() for files, named in plants]


@pytest.mark.parametrize(("gate", "files", "named"), EACH, ids=[f"{name}: {named}" for name, _, named in EACH])
def test_the_gate_names_what_is_planted(gate: str, files: Mapping[str, str], named: str, tmp_path: Path) -> None:
    findings = GATES[gate](plant(tmp_path, files))
    assert any(named in finding for finding in findings), findings


def test_every_gate_has_its_plant() -> None:
    assert set(PLANTS) == set(GATES)


CLEAN = {
    f"{ROOM}/README.md": "# Licences\n",
    f"{ROOM}/rules.py": "from django.utils.translation import gettext_lazy as _\n\n\ndef due(on):\n    return on\n",
    f"{ROOM}/acts.py": "@act\ndef grant(licence):\n    _tell(licence)\n\n\ndef _tell(licence):\n    journal.write(licence)\n",
    f"{ROOM}/models.py": "class Licence:\n    by = models.ForeignKey('bodies.Person')\n",
    "docs/glossary.toml": f"[[term]]\n{WHOLE}never = ['news_item']\n",
}


@pytest.mark.parametrize("gate", GATES)
def test_the_gate_lets_good_work_through(gate: str, tmp_path: Path) -> None:
    assert not GATES[gate](plant(tmp_path, CLEAN))
