"""The repository as the gates read it: its files, its modules parsed, its domains."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

FLOW = (
    "atoms",
    "bodies",
    "book",
    "cases",
    "deeds",
    "desk",
    "domains",
    "egress",
    "facts",
    "figures",
    "reports",
    "sample",
    "settings",
    "tidings",
    "web",
)
ROOT = Path(__file__).resolve().parents[3]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python module: where it lies, its text, its syntax tree."""

    root: Path
    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, str(self.path))

    @property
    def place(self) -> str:
        return self.path.relative_to(self.root).as_posix()

    @property
    def module(self) -> str:
        """The dotted name, as other modules import it."""
        parts = self.path.relative_to(self.root / "src").with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def row(self) -> str:
        """The row of a domain's anatomy to which it belongs, be that row a file or a folder; elsewhere the module's own name."""
        parts = self.module.split(".")
        inside = parts[:2] == ["khen", "domains"] and len(parts) > 3
        return parts[3] if inside else parts[-1]

    @property
    def is_test(self) -> bool:
        return "tests" in self.path.relative_to(self.root).parts

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.path.relative_to(self.root).parts

    def at(self, node: ast.AST, words: str) -> str:
        return f"{self.place}:{getattr(node, 'lineno', 1)}: {words}"

    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def calls(self) -> Iterator[tuple[ast.Call, str]]:
        """Every call with the dotted name of what is called (empty when it has none)."""
        return ((node, dotted(node.func)) for node in ast.walk(self.tree) if isinstance(node, ast.Call))

    def imports(self) -> Iterator[tuple[ast.AST, str]]:
        """Every imported name, dotted in full: `from a import b` gives a.b."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a chain of names, empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""


@cache
def sources(root: Path) -> tuple[Source, ...]:
    """Every module of ours below src/, tests and migrations among them; each is read and parsed once."""
    return tuple(Source(root, path) for path in sorted((root / "src").rglob("*.py")))


def own(root: Path) -> list[Source]:
    """The modules of the product itself: neither tests nor migrations."""
    return [source for source in sources(root) if not source.is_test and not source.is_migration]


def domains(root: Path) -> list[Path]:
    """The folder of each domain."""
    place = root / "src/khen/domains"
    return sorted(path for path in place.glob("*") if path.is_dir() and path.name != "__pycache__")


def tracked(root: Path) -> list[Path]:
    """Every file that git keeps or would keep; every file below the root where there is no git."""
    if (root / ".git").exists():
        asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(asked, cwd=root, capture_output=True, check=True).stdout.decode().split("\0")
        return [root / name for name in names if name and (root / name).is_file()]
    return sorted(path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """Place and content of each tracked file that is UTF-8 text."""
    for path in tracked(root):
        try:
            yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
