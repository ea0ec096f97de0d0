"""Computing knows nothing of what was printed: neither by import nor by the name of the file."""

import ast
from collections.abc import Iterator
from pathlib import Path

import khen

ROOT = Path(khen.__file__).parent
COMPUTING = ("atoms", "bodies", "book", "cases", "deeds", "desk", "domains", "egress", "facts", "figures")


def modules() -> Iterator[Path]:
    for package in COMPUTING:
        yield from (path for path in sorted((ROOT / package).rglob("*.py")) if "tests" not in path.parts)


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""


def written(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def reaches_for_print(text: str) -> bool:
    """Whether a module's text imports the sample or names the file of printed figures."""
    tree = ast.parse(text)
    from_sample = any(name == "khen.sample" or name.startswith("khen.sample.") for name in imported(tree))
    return from_sample or any("printed.csv" in said or "figures.csv" in said for said in written(tree))


def test_no_module_that_computes_reaches_for_what_was_printed() -> None:
    assert [str(path) for path in modules() if reaches_for_print(path.read_text(encoding="utf-8"))] == []


def test_the_check_sees_an_import_and_a_path() -> None:
    assert reaches_for_print("from khen.sample.tables import printed")
    assert reaches_for_print('from pathlib import Path\nprinted = Path("sample/data/printed.csv")')
    assert not reaches_for_print("printed = {}")


def test_the_printed_figures_are_those_of_the_catalogue() -> None:
    lines = (ROOT / "sample/data/printed.csv").read_text(encoding="utf-8").split()
    assert (len(lines), lines[3]) == (47, "3,it.infrastructure.district,9.27")
