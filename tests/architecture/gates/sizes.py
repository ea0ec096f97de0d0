"""How long things may be: a reader holds one function, one class, one module in mind at a time."""

import ast
from collections.abc import Iterator
from math import ceil
from pathlib import Path

from tests.architecture.gates.tree import Function, Source, own

FUNCTION_MOST, FUNCTION_P95 = 40, 20
MODULE_MOST, MODULE_P95 = 300, 200
CLASS_MOST = 120
SETTINGS_MOST = 120


def check(root: Path) -> list[str]:
    """Functions (without their docstring), classes, modules and settings files against their limits."""
    modules = own(root)
    return [*_each(modules), *_tails(modules)]


def _each(modules: list[Source]) -> Iterator[str]:
    for source in modules:
        most = SETTINGS_MOST if source.module.startswith("khen.settings") else MODULE_MOST
        if (length := lines(source)) > most:
            yield f"{source.place}:1: a module of {length} lines, at most {most}; split it by what it is about"
        for node in ast.walk(source.tree):
            if isinstance(node, Function) and (length := span(node)) > FUNCTION_MOST:
                yield source.at(node, f"{node.name} has {length} lines, at most {FUNCTION_MOST}; name its steps")
            if isinstance(node, ast.ClassDef) and (length := span(node)) > CLASS_MOST:
                yield source.at(node, f"{node.name} has {length} lines, at most {CLASS_MOST}; it is more than one thing")


def _tails(modules: list[Source]) -> Iterator[str]:
    functions = sorted((span(node), source.at(node, node.name)) for source in modules for node in source.functions())
    files = sorted((lines(source), source.place) for source in modules)
    for what, sizes, limit in (("functions", functions, FUNCTION_P95), ("modules", files, MODULE_P95)):
        if sizes and (found := sizes[ceil(0.95 * len(sizes)) - 1][0]) > limit:
            longest = "; ".join(f"{place} ({length})" for length, place in reversed(sizes[-10:]))
            yield f"src: 95 % of {what} may have at most {limit} lines, now {found}; the longest: {longest}"


def lines(source: Source) -> int:
    return len(source.text.splitlines())


def span(node: Function | ast.ClassDef) -> int:
    """Lines from `def` or `class` to the end, its docstring left out."""
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    said = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return whole - ((first.end_lineno or first.lineno) - first.lineno + 1 if said else 0)
