"""Each contract of .importlinter bites: one forbidden import is planted in a small house, and the contract is broken by name."""

import configparser
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.architecture.gates.planted import plant
from tests.architecture.gates.tree import FLOW, ROOT

LICENSING, NEWSROOM = "src/khen/domains/licensing", "src/khen/domains/newsroom"

PLANTS: dict[str, tuple[Mapping[str, str], str]] = {
    "flow": ({"src/khen/book/journal.py": "import khen.desk\n"}, "khen.book is not allowed to import khen.desk"),
    "domains": (
        {f"{LICENSING}/acts.py": "import khen.domains.newsroom.acts\n", f"{NEWSROOM}/acts.py": ""},
        "khen.domains.licensing is not allowed to import khen.domains.newsroom",
    ),
    "anatomy": (
        {f"{LICENSING}/rules.py": "import khen.domains.licensing.acts\n", f"{LICENSING}/acts.py": ""},
        "khen.domains.licensing.rules is not allowed to import khen.domains.licensing.acts",
    ),
    "rules": (
        {f"{LICENSING}/rules.py": "import khen.book.models\n", "src/khen/book/models.py": ""},
        "khen.domains.licensing.rules -> khen.book.models",
    ),
    "knots": (
        {"src/khen/desk/forms.py": "import khen.desk.lists\n", "src/khen/desk/lists.py": "import khen.desk.forms\n"},
        "khen.desk",
    ),
    "wagtail": ({"src/khen/book/models.py": "import wagtail.models\n"}, "khen.book.models -> wagtail"),
    "atoms": ({"src/khen/atoms/text.py": "import django\n"}, "khen.atoms.text -> django"),
}


def contracts() -> dict[str, str]:
    """Key and name of every contract."""
    read = configparser.ConfigParser()
    read.read(ROOT / ".importlinter")
    mark = "importlinter:contract:"
    return {section.removeprefix(mark): read[section]["name"] for section in read.sections() if section.startswith(mark)}


def asked(root: Path, *words: str) -> str:
    """What lint-imports says about the house in `root`."""
    command = [
        str(Path(sys.executable).parent / "lint-imports"),
        "--no-cache",
        "--no-logo",
        "--config",
        str(root / ".importlinter"),
        *words,
    ]
    seen = {**os.environ, "PYTHONPATH": str(root / "src"), "COLUMNS": "200"}
    return subprocess.run(command, cwd=root, env=seen, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize("contract", PLANTS)
def test_the_contract_names_what_is_planted(contract: str, tmp_path: Path) -> None:
    files, named = PLANTS[contract]
    said = " ".join(asked(plant(tmp_path, files), "--contract", contract).split())
    assert f"{contracts()[contract]} BROKEN" in said
    assert named in said


def test_a_room_that_is_not_in_the_plan_is_refused(tmp_path: Path) -> None:
    assert "BROKEN" in asked(plant(tmp_path, {"src/khen/cellar/wine.py": ""}), "--contract", "flow")


@pytest.mark.parametrize(
    ("contract", "files", "named"),
    [
        (
            "anatomy",
            {f"{LICENSING}/rules/fees.py": "import khen.domains.licensing.acts\n", f"{LICENSING}/acts.py": ""},
            "khen.domains.licensing.rules is not allowed to import khen.domains.licensing.acts",
        ),
        (
            "rules",
            {f"{LICENSING}/rules/fees.py": "import khen.book.models\n", "src/khen/book/models.py": ""},
            "khen.domains.licensing.rules.fees -> khen.book.models",
        ),
        (
            "wagtail",
            {f"{LICENSING}/acts/granting.py": "import wagtail.models\n"},
            "khen.domains.licensing.acts.granting -> wagtail",
        ),
    ],
)
def test_a_row_that_is_a_folder_is_held_as_well(contract: str, files: Mapping[str, str], named: str, tmp_path: Path) -> None:
    said = " ".join(asked(plant(tmp_path, files), "--contract", contract).split())
    assert f"{contracts()[contract]} BROKEN" in said
    assert named in said


def test_an_empty_house_keeps_every_contract(tmp_path: Path) -> None:
    files = {
        f"{LICENSING}/screens.py": "import wagtail\n",
        f"{LICENSING}/rules.py": "",
        f"{NEWSROOM}/screens/forms.py": "import wagtail\n",
        "src/khen/domains/portals/models/__init__.py": "import wagtail\n",
    }
    assert "Contracts: 7 kept, 0 broken." in asked(plant(tmp_path, files))


def test_every_contract_has_its_plant_and_the_flow_is_the_one_of_the_gates() -> None:
    assert set(PLANTS) == set(contracts())
    read = configparser.ConfigParser()
    read.read(ROOT / ".importlinter")
    layers = read["importlinter:contract:flow"]["layers"].split()
    assert [layer.strip("()") for layer in reversed(layers)] == list(FLOW)
