"""Marks that silence a check, addresses of one machine, and text that is not in one normal form."""

import ast
import io
import re
import tokenize
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.gates.tree import Source, dotted, texts, tracked

SILENCES = re.compile(r"#\s*(noqa|ruff:|type:\s*ignore|mypy:|pyright:|pragma:\s*no|fmt:\s*(off|skip)|isort:)", re.IGNORECASE)
LEAVES_OUT = {"skip", "skipif", "skipIf", "skipUnless", "xfail", "importorskip", "SkipTest", "expectedFailure"}
MACHINE = re.compile(r"(?<![\w.:~/-])/(?:work|root|home|Users|opt)/\w|(?<!\w)[A-Z]:\\\\?Users")
ADDRESS = re.compile(r"\bpypi\.org|python[h]osted\.org|npmjs\.org|deb\.debian\.org|file:[/]//", re.IGNORECASE)
OPTION = re.compile(r"^\s*(-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host)\b", re.MULTILINE)
LISTS = {"ignore", "extend-ignore", "per-file-ignores", "extend-per-file-ignores", "ignore_errors", "ignore_missing_imports"}
COMPLEXITY, LINE = 8, 130
LOOKED_FOR = {"E", "F", "I", "B", "C90", "PLC0415", "DTZ", "BLE", "T20", "RUF100", "TID251"}
MILDER = {"khen.desk.*", "khen.domains.portals.*", "khen.domains.*.screens.*", "khen.web.*"}  # who may import Wagtail
ONE_ERROR_LESS = {  # a limit of the plugin where pages and persons meet, not of our code
    ("khen.bodies.models", "django-manager-missing"),
    ("khen.domains.portals.models.sites", "django-manager-missing"),
}


def check_silences(root: Path) -> list[str]:
    """No comment switches a check off for a line or a file; no list does it in the configuration."""
    findings = []
    for path in tracked(root):
        if path.suffix in {".py", ".pyi"}:
            findings += [
                f"{path.relative_to(root)}:{line}: {said!r} silences a check; change the code, or the design by an ADR"
                for line, said in _comments(path)
                if SILENCES.search(said)
            ]
    return findings + _lists(root)


def _comments(path: Path) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def _lists(root: Path) -> list[str]:
    findings = []
    if (settings := root / "pyproject.toml").exists():
        tools = tomllib.loads(settings.read_text(encoding="utf-8")).get("tool", {})
        lint, types = tools.get("ruff", {}).get("lint", {}), tools.get("mypy", {})
        overrides = types.get("overrides", [])
        named = {name for table in [lint, types, *overrides] for name in LISTS & set(table)}
        less = {(str(table["module"]), code) for table in overrides for code in table.get("disable_error_code", [])}
        named |= {f"disable_error_code for {module}" for module, _ in less - ONE_ERROR_LESS}
        findings += [f"pyproject.toml:1: {name} is an ignore list; there are none here" for name in sorted(named)]
    if (contracts := root / ".importlinter").exists() and "ignore_imports" in contracts.read_text(encoding="utf-8"):
        findings.append(".importlinter:1: ignore_imports is an ignore list; there are none here")
    return findings


def check_strictness(root: Path) -> list[str]:
    """Types, style and complexity are asked for in full, and milder only where Wagtail may be imported."""
    place = root / "pyproject.toml"
    tools = tomllib.loads(place.read_text(encoding="utf-8")).get("tool", {}) if place.exists() else {}
    types, ruff = tools.get("mypy", {}), tools.get("ruff", {})
    lint = ruff.get("lint", {})
    most, longest = lint.get("mccabe", {}).get("max-complexity", 10), ruff.get("line-length", 88)
    findings = [] if types.get("strict") else ["mypy is not strict"]
    findings += [f"a complexity of {most}, at most {COMPLEXITY} is allowed"] if most > COMPLEXITY else []
    findings += [f"lines of {longest}, at most {LINE} are allowed"] if longest > LINE else []
    findings += [f"ruff no longer looks for {rule}" for rule in sorted(LOOKED_FOR - set(lint.get("select", [])))]
    for table in types.get("overrides", []):
        modules = [table["module"]] if isinstance(table["module"], str) else table["module"]
        off = sorted(name for name, value in table.items() if value is False)
        findings += [f"{name} is off for {module}" for name in off for module in modules if module not in MILDER]
    return [f"pyproject.toml:1: {finding}" for finding in findings]


def check_skips(root: Path) -> list[str]:
    """No test is skipped or expected to fail: each runs wherever the tests run."""
    findings = []
    for path in tracked(root):
        if path.suffix != ".py" or "tests" not in path.relative_to(root).parts:
            continue
        source = Source(root, path)
        marks: list[tuple[ast.AST, str]] = list(source.calls())
        for function in source.functions():
            marks += [(function, dotted(decorator)) for decorator in function.decorator_list]
        findings += [
            source.at(node, f"{name} leaves a test out; let setup bring what it needs")
            for node, name in marks
            if name.rpartition(".")[2] in LEAVES_OUT and name.split(".")[0] in {"pytest", "unittest", *LEAVES_OUT}
        ]
    return findings


def check_addresses(root: Path) -> list[str]:
    """No tracked text names a folder of one machine or the address of a package registry."""
    findings = []
    for place, text in texts(root):
        for number, line in enumerate(text.splitlines(), 1):
            if found := MACHINE.search(line) or ADDRESS.search(line):
                findings.append(f"{place}:{number}: {found.group()!r} holds on one machine only; name things relatively")
        if place.startswith("requirements/") and place.endswith((".txt", ".in")) and (found := OPTION.search(text)):
            findings.append(f"{place}: {found.group().strip()!r} names a package source; pins need none")
    return findings


def check_normal_form(root: Path) -> list[str]:
    """Every tracked text is in Unicode normal form C, so that equal words are equal bytes."""
    return [
        f"{place}:{number}: not in normal form C; write it anew with unicodedata.normalize('NFC', ...)"
        for place, text in texts(root)
        for number, line in enumerate(text.splitlines(), 1)
        if not unicodedata.is_normalized("NFC", line)
    ]
