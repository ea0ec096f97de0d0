"""Every setting and every command has a heading in docs/reference."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.gates.tree import own

SETTING = re.compile(r"KHEN_[A-Z][A-Z0-9_]*")
CLI = "src/khen/web/cli.py"


def check(root: Path) -> list[str]:
    """Settings are strings KHEN_... in the code; commands are those that the command line knows."""
    headings = "\n".join(_headings(root))
    findings = []
    for kind, place, name in [*_settings(root), *_commands(root)]:
        if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", headings):
            findings.append(f"{place}: {kind} {name} has no heading in docs/reference; say there what it does")
    return findings


def _headings(root: Path) -> Iterator[str]:
    for path in sorted((root / "docs/reference").glob("*.md")):
        yield from (line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#"))


def _settings(root: Path) -> list[tuple[str, str, str]]:
    found = {
        (node.value, source.place)
        for source in own(root)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SETTING.fullmatch(node.value)
    }
    return [("setting", place, name) for name, place in sorted(found)]


def _commands(root: Path) -> list[tuple[str, str, str]]:
    return [
        ("command", source.place, f"khen {call.args[0].value}")
        for source in own(root)
        if source.module.startswith("khen.web")
        for call, name in source.calls()
        if name.endswith("add_parser")
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    ]
