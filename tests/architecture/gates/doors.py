"""What stands at the doors: counters in one list, jobs on the worker's round, pages made from the desk's alone, channels."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.gates.tree import Source, dotted, own

HOOKS, WORKER, CHANNELS = "khen.web.wagtail_hooks", "khen.web.worker", "khen.egress.channels"
ROWS_BY_WAGTAIL = ("wagtail.admin.views.", "wagtail.admin.viewsets.", "wagtail.snippets.", "wagtail.contrib.")
NO_ROWS = "wagtail.admin.views.generic.base."  # the frame of a page, without any row in it
SAYS_WHOSE = {"scope.belongs", "scope.shared"}  # whose rows are whose, said once beside the counter


def check_counters(root: Path) -> list[str]:
    """Every counter stands in the one list of khen.web.wagtail_hooks."""
    modules = own(root)
    listed = {name for source in modules if source.module == HOOKS for name in _listed(source, "COUNTERS")}
    made = [pair for source in modules for pair in _made(source)]
    return [
        source.at(node, f"{node.name} stands in no list; add it to COUNTERS in src/khen/web/wagtail_hooks.py")
        for source in modules
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and "Counter" in {dotted(base).rpartition(".")[2] for base in node.bases}
        if not listed & {node.name, *(name for name, maker in made if maker == node.name)}
    ]


def _listed(source: Source, name: str) -> Iterator[str]:
    """The last names of what a written tuple holds; of a call, the name of what is called."""
    for node in source.tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target if isinstance(node, ast.AnnAssign) else node
        if dotted(target) == name and isinstance(value := getattr(node, "value", None), ast.Tuple):
            yield from (dotted(one.func if isinstance(one, ast.Call) else one).rpartition(".")[2] for one in value.elts)


def _made(source: Source) -> Iterator[tuple[str, str]]:
    """Name and maker of each `NAME = Maker(...)` at the top of a module, several on one line too."""
    for node in source.tree.body:
        if isinstance(node, ast.Assign):
            target, value = node.targets[0], node.value
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            makers = value.elts if isinstance(value, ast.Tuple) else [value]
            yield from ((dotted(a), dotted(b.func)) for a, b in zip(names, makers, strict=False) if isinstance(b, ast.Call))


def check_pages(root: Path) -> list[str]:
    """Rows are shown by the desk's pages, which are narrowed to the person's reach: no view of Wagtail's own shows any."""
    modules = own(root)
    nodes = (node for source in modules if source.module.startswith("khen.desk") for node in ast.walk(source.tree))
    desk = {node.name for node in nodes if isinstance(node, ast.ClassDef)}
    findings = []
    for source in modules:
        if not source.module.startswith("khen.desk"):
            findings += [
                source.at(node, f"{name} shows rows of all bodies; make the page from khen.desk")
                for node, name in source.imports()
                if name.startswith(ROWS_BY_WAGTAIL) and not name.startswith(NO_ROWS)
            ]
        findings += [
            source.at(value, f"{name} is not one of the desk's classes, so nothing narrows its rows to a reach")
            for name, value in _view_classes(source)
            if dotted(value).rpartition(".")[2] not in desk
        ]
    return findings


def _view_classes(source: Source) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Assign) and (name := dotted(node.targets[0])).endswith("_view_class"):
            yield name, node.value
        elif isinstance(node, ast.keyword) and (node.arg or "").endswith("_view_class"):
            yield str(node.arg), node.value


def check_screens(root: Path) -> list[str]:
    """Screens only define: at the top of a module nothing is done, looked up or registered but whose rows are whose."""
    return [
        source.at(node, "screens only define; what is done when a module is read belongs into a function, or into khen.web")
        for source in own(root)
        if source.row == "screens"
        for node in source.tree.body
        if isinstance(node, ast.For | ast.While | ast.With | ast.If | ast.Try)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and dotted(node.value.func) not in SAYS_WHOSE)
    ]


def check_jobs(root: Path) -> list[str]:
    """Every function of a domain's jobs is a step of the worker's round."""
    modules = own(root)
    steps = {
        node.value
        for source in modules
        if source.module == WORKER
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return [
        source.at(node, f"the job {node.name} is never run; add {step!r} to STEPS in src/khen/web/worker.py")
        for source in modules
        if source.row == "jobs" and source.module.startswith("khen.domains.")
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if (step := f"{'.'.join(source.module.split('.')[:4])}:{node.name}") not in steps
    ]


def check_channels(root: Path) -> list[str]:
    """Every channel of egress has a file in tests/golden that shows what readers get."""
    findings = []
    for source in own(root):
        if source.module != CHANNELS:
            continue
        for node in source.tree.body:
            value = getattr(node, "value", None)
            if not isinstance(value, ast.Tuple):
                continue
            names = [dotted(one).partition(".")[0] for one in value.elts]
            findings += [
                source.at(node, f"nobody sees what the channel {name} shows; add tests/golden/{name}.*")
                for name in names
                if not any((root / "tests/golden").glob(f"{name}.*"))
            ]
    return findings
