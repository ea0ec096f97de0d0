"""What stands where: the table of a domain's files, names that say nothing, the one place of Wagtail's hooks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.gates.tree import FLOW, Source, domains, dotted, own, sources

FILES = {  # each .py row but apps.py may be a folder of that name (docs/decisions/0006)
    "__init__.py",
    "apps.py",
    "README.md",
    "terms.py",
    "rules.py",
    "models.py",
    "acts.py",
    "reads.py",
    "facts.py",
    "screens.py",
    "jobs.py",
}
MAY_BE_FOLDERS = {"terms", "rules", "models", "acts", "reads", "facts", "screens", "jobs"}
FOLDERS = {"static", "templates", "tests", "migrations", "__pycache__"}
ALSO = {"portals": {"echo.py"}}  # the one signal allowed
TEST_FILE = re.compile(r"__init__\.py|makers\.py|conftest\.py|test_\w+\.py")
SAYS_NOTHING = re.compile(r"utils?|common|helpers?|misc|core|extras?|managers?|base_.*")
README_LINES = 60  # one screen
README_WIDTH = 130


def check_files(root: Path) -> list[str]:
    """Every file of every domain against the table of a domain's anatomy."""
    return [finding for domain in domains(root) for finding in _strays(root, domain)]


def _strays(root: Path, domain: Path) -> Iterator[str]:
    allowed = FILES | FOLDERS | ALSO.get(domain.name, set())
    for path in sorted(domain.iterdir()):
        if path.is_dir() and path.name in MAY_BE_FOLDERS:
            yield from _twofold(root, path)
        elif path.name not in allowed or path.is_dir() != (path.name in FOLDERS):
            yield f"{path.relative_to(root)}: stands in no row of a domain's anatomy; say in which of {sorted(FILES)} it belongs"
    for path in sorted((domain / "tests").glob("*")):
        if path.is_file() and not TEST_FILE.fullmatch(path.name):
            yield f"{path.relative_to(root)}: tests/ of a domain holds makers.py and test_*.py"


def _twofold(root: Path, row: Path) -> Iterator[str]:
    """A row that outgrew one file: a folder whose __init__ names what the row offers and does nothing itself."""
    place = row.relative_to(root)
    if row.with_suffix(".py").exists():
        yield f"{place}: a row is a file or a folder, not both"
    yield from (
        f"{path.relative_to(root)}: a row's folder holds modules only" for path in row.iterdir() if path.suffix not in {".py", ""}
    )
    front = Source(root, row / "__init__.py")
    if not front.path.exists():
        yield f"{place}/__init__.py: missing; it names what the row offers"
        return
    for node in front.tree.body:
        names = isinstance(node, ast.Assign) and dotted(node.targets[0]) == "__all__"
        says = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not (names or says or isinstance(node, ast.ImportFrom)):
            yield front.at(node, "the front of a row only names what its modules offer")


def check_readmes(root: Path) -> list[str]:
    """Every domain says on one screen what the law asks of it."""
    findings = []
    for domain in domains(root):
        readme = domain / "README.md"
        place = readme.relative_to(root)
        lines = readme.read_text(encoding="utf-8").splitlines() if readme.exists() else []
        if not lines or not lines[0].startswith("# "):
            findings.append(f"{place}: missing or without a title; say what the law asks, the states, the sentences it feeds")
        if len(lines) > README_LINES or any(len(line) > README_WIDTH for line in lines):
            findings.append(f"{place}: more than one screen ({README_LINES} lines of {README_WIDTH})")
    return findings


def check_names(root: Path) -> list[str]:
    """No module or package has a name that says nothing."""
    findings = []
    for source in sources(root):
        for part in source.module.split("."):
            if SAYS_NOTHING.fullmatch(part):
                findings.append(f"{source.place}: {part!r} says nothing; name it after what it holds")
    return findings


def check_packages(root: Path) -> list[str]:
    """Only the packages of the house stand below khen."""
    here = {path.name for path in (root / "src/khen").iterdir() if path.is_dir() and path.name != "__pycache__"}
    return [f"src/khen/{name}: no such room in the house ({' '.join(FLOW)})" for name in sorted(here - set(FLOW))]


def check_hooks(root: Path) -> list[str]:
    """Wagtail's hooks are registered in web/wagtail_hooks.py and nowhere else; screens only define."""
    findings = []
    for source in own(root):
        if source.path.name == "wagtail_hooks.py" and source.module != "khen.web.wagtail_hooks":
            findings.append(f"{source.place}: hooks stand only in src/khen/web/wagtail_hooks.py, in one written list")
        if source.module == "khen.web.wagtail_hooks":
            continue
        findings += [
            source.at(call, f"{name} registers; leave that to src/khen/web/wagtail_hooks.py")
            for call, name in source.calls()
            if name in {"hooks.register", "register_snippet"}
        ]
    return findings
