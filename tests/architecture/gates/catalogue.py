"""Every message of ours is said in Vietnamese, with the same placeholders."""

import importlib.util
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from django.utils.translation.template import templatize

from tests.architecture.gates.tree import ROOT, own

KEYWORDS = (
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
)
PLACEHOLDER = re.compile(r"%\(\w+\)[srdf]|%[srdf]|\{\w*\}")


@cache
def merge() -> ModuleType:
    """locale/merge.py, which no package holds."""
    spec = importlib.util.spec_from_file_location("khen_locale_merge", ROOT / "locale/merge.py")
    if spec is None or spec.loader is None:
        raise ImportError("locale/merge.py cannot be read")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def check(root: Path) -> list[str]:
    """Messages of modules and templates against locale/vi and locale/parts."""
    said = merge().merged(root / "locale")
    findings = [f"locale/parts: {difference}" for difference in merge().differing(root / "locale")]
    for message in messages(root):
        place = message.places[0] if message.places else "src"
        vietnamese = said.get(message.key)
        if vietnamese is None or not vietnamese.said or "fuzzy" in vietnamese.flags:
            findings.append(f"{place}: no Vietnamese for {message.msgid!r}; add it to a file in locale/parts")
        elif (lost := _placeholders(message)) != (kept := set(PLACEHOLDER.findall(vietnamese.said))):
            findings.append(f"{place}: the Vietnamese of {message.msgid!r} has {sorted(kept)} where {sorted(lost)} are asked")
    return findings


def _placeholders(message: Any) -> set[str]:
    return set(PLACEHOLDER.findall(message.plural or message.msgid))


def messages(root: Path) -> list[Any]:
    """Every message that our modules and templates ask for."""
    return asked_of(root, _files(root))


def asked_of(root: Path, files: Iterable[Path]) -> list[Any]:
    """Every message that some modules and templates below `root` ask for, as xgettext finds them."""
    with tempfile.TemporaryDirectory() as folder:
        copies = [_prepared(root, path, Path(folder)) for path in files]
        if not copies:
            return []
        asked = ["xgettext", "--language=Python", "--from-code=UTF-8", "--output=-", "--no-wrap", "--sort-output"]
        asked += [f"--keyword={word}" for word in KEYWORDS]
        done = subprocess.run([*asked, *copies], cwd=folder, capture_output=True, text=True, check=True)
    return list(merge().read(done.stdout, "xgettext"))


def _files(root: Path) -> Iterable[Path]:
    templates = (path for path in sorted((root / "src").rglob("*")) if path.suffix in {".html", ".txt", ".xml"})
    return [*(source.path for source in own(root)), *(path for path in templates if "templates" in path.parts)]


def _prepared(root: Path, path: Path, folder: Path) -> str:
    """A copy that xgettext can read (templates turned into code), under the same relative name."""
    place = path.relative_to(root)
    text = path.read_text(encoding="utf-8")
    copy = folder / place
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_text(text if path.suffix == ".py" else templatize(text, origin=str(place)), encoding="utf-8")
    return str(place)
