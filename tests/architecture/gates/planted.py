"""A small house in a temporary folder, in which one thing at a time is planted wrongly."""

from collections.abc import Mapping
from pathlib import Path

from tests.architecture.gates.tree import ROOT

CONFIGURED = (".importlinter", "pyproject.toml")
ROOMS = ("atoms", "book", "desk", "domains", "settings", "web")


def plant(root: Path, files: Mapping[str, str]) -> Path:
    """Write the house's frame and `files` (path below the root -> text) into `root`, with the __init__.py they need."""
    for name in CONFIGURED:
        (root / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    for room in ROOMS:
        _write(root, f"src/khen/{room}/__init__.py", "")
    _write(root, "src/khen/__init__.py", "")
    _write(root, "src/khen/desk/frame.py", "import wagtail\n")
    _write(root, "src/khen/web/frame.py", "import django\n")
    for path, text in files.items():
        _write(root, path, text)
        for folder in (
            (root / path).relative_to(root / "src").parents if path.endswith(".py") and path.startswith("src/khen") else ()
        ):
            if folder.parts and not (root / "src" / folder / "__init__.py").exists():
                _write(root, f"src/{folder}/__init__.py", "")
    return root


def _write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")
