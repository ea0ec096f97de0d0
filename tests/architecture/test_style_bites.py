"""The style checks bite: what ruff forbids here is planted once, and the rule is named."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.gates.tree import ROOT

TANGLED = "def due(n: int) -> int:\n" + "".join(f"    if n == {n}:\n        return {n}\n" for n in range(9)) + "    return n\n"

PLANTS = {
    "TID251": "from datetime import date\n\nTODAY = date.today()\n",
    "TID251 now": "from django.utils import timezone\n\nMOMENT = timezone.now()\n",
    "PLC0415": "def grant() -> None:\n    import json\n\n    json.dumps(1)\n",
    "C901": TANGLED,
    "E501": f"WORDS = '{'a' * 130}'\n",
    "F401": "import json\n",
    "BLE001": "try:\n    x = 1\nexcept Exception:\n    x = 2\n",
    "DTZ005": "from datetime import datetime\n\nMOMENT = datetime.now()\n",
}


@pytest.mark.parametrize("rule", PLANTS)
def test_ruff_names_what_is_planted(rule: str) -> None:
    place = "src/khen/domains/licensing/rules.py"
    command = [str(Path(sys.executable).parent / "ruff"), "check", "--no-cache", "--output-format=concise"]
    asked = [*command, f"--stdin-filename={place}", "-"]
    done = subprocess.run(asked, cwd=ROOT, input=PLANTS[rule], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and f" {rule.split()[0]} " in done.stdout, done.stdout + done.stderr
