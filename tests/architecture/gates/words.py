"""One word for one thing: the glossary, and identifiers that would bring in a second word."""

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from tests.architecture.gates.tree import Function, Source, own

PLACE = "docs/glossary.toml"
ASKED = ("vi", "identifier", "en", "source", "definition")
HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def terms(root: Path) -> list[dict[str, Any]]:
    """The glossary's terms; empty when there is none."""
    path = root / PLACE
    return list(tomllib.loads(path.read_text(encoding="utf-8")).get("term", [])) if path.exists() else []


def check_glossary(root: Path) -> list[str]:
    """Each term is whole: Vietnamese, identifier, English, source, definition, and the words never used for it."""
    found = terms(root)
    findings = [] if found else [f"{PLACE}: there is no glossary"]
    seen: set[str] = set()
    for term in found:
        name = str(term.get("identifier", "?"))
        lacking = [field for field in ASKED if not str(term.get(field, "")).strip()]
        lacking += [] if isinstance(term.get("never"), list) else ["never"]
        findings += [f"{PLACE}: {name} has no {field}" for field in lacking]
        if not name.isidentifier() or not name.isascii():
            findings.append(f"{PLACE}: {name!r} is no ASCII identifier")
        if name in seen:
            findings.append(f"{PLACE}: {name} stands twice")
        if not all(unicodedata.is_normalized("NFC", str(value)) for value in term.values()):
            findings.append(f"{PLACE}: {name} is not in normal form C")
        seen.add(name)
    both = seen & {word for term in found for word in term.get("never", [])}
    return findings + [f"{PLACE}: {word} is a term and forbidden at once" for word in sorted(both)]


def check_synonyms(root: Path) -> list[str]:
    """No module, class, function, argument or name of ours uses a word that the glossary forbids."""
    forbidden = {word: str(term["identifier"]) for term in terms(root) for word in term.get("never", [])}
    findings = []
    for source in own(root):
        for node, name in _defined(source):
            words = _words(name)
            findings += [
                source.at(node, f"{name}: the house says {right!r}, never {wrong!r} (see {PLACE})")
                for wrong, right in forbidden.items()
                if _holds(words, _words(wrong))
            ]
    return findings


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(_singular(word) for word in HUMPS.sub("_", name).lower().split("_") if word)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _holds(words: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return any(words[start : start + len(wanted)] == wanted for start in range(len(words) - len(wanted) + 1))


def _defined(source: Source) -> Iterator[tuple[ast.AST, str]]:
    yield source.tree, source.module.rpartition(".")[2]
    for node in ast.walk(source.tree):
        if isinstance(node, Function | ast.ClassDef):
            yield node, node.name
        elif isinstance(node, ast.arg):
            yield node, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node, node.id
