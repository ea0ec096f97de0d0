"""Acts: each writes the journal; neither an act nor a rule asks the clock."""

import ast
from pathlib import Path

from tests.architecture.gates.tree import Function, Source, dotted, own

ACT = {"act", "journal.act"}
WRITE = {"journal.write"}
CLOCK = {"today", "now", "utcnow", "localdate", "localtime", "time_ns", "monotonic", "perf_counter"}
CLOCK_MODULES = {"time", "khen.atoms.clock", "django.utils.timezone"}


def check_journalled(root: Path) -> list[str]:
    """Every function under @act calls journal.write, itself or through a function of its own module or of its row."""
    modules = own(root)
    return [
        source.at(node, f"{node.name} is an act and writes no journal entry; say what was done with journal.write")
        for source in modules
        for node in source.functions()
        if ACT & {dotted(decorator) for decorator in node.decorator_list} and not _writes(_within(source, modules), node)
    ]


def _within(source: Source, modules: list[Source]) -> dict[str, Function]:
    """The functions that it calls by name: those of its own row, its own module's first."""
    row = [other for other in modules if other.row == source.row and other.path.parent == source.path.parent]
    return {node.name: node for other in [*row, source] for node in other.functions()}


def _writes(neighbours: dict[str, Function], node: Function) -> bool:
    asked, seen = [node], set[str]()
    while asked:
        names = {dotted(call.func) for call in ast.walk(asked.pop()) if isinstance(call, ast.Call)}
        if WRITE & names:
            return True
        asked += [neighbours[name] for name in names - seen if name in neighbours]
        seen |= names
    return False


def check_clock(root: Path) -> list[str]:
    """Rules and acts take the day and the moment as arguments."""
    findings = []
    for source in own(root):
        if source.row not in {"rules", "acts"}:
            continue
        said = "asks the clock; take the day or the moment as an argument"
        findings += [source.at(call, f"{name}() {said}") for call, name in source.calls() if name.rpartition(".")[2] in CLOCK]
        findings += [
            source.at(node, f"import of {name} {said}")
            for node, name in source.imports()
            if name in CLOCK_MODULES or name.rpartition(".")[0] in CLOCK_MODULES
        ]
    return findings
