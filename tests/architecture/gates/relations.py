"""Foreign keys and migrations: a table knows only tables of packages above its own in the list ."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.gates.tree import FLOW, Source, dotted, sources

FIELDS = {"ForeignKey", "OneToOneField", "ManyToManyField", "ParentalKey", "ParentalManyToManyField"}
PERSON = "bodies.Person"  # AUTH_USER_MODEL
Room = tuple[int, str]  # place in the flow, and the domain's name inside domains


def check_fields(root: Path) -> list[str]:
    """Relations written as strings, in models and in migrations."""
    labels = _labels(root)
    return [
        source.at(node, f"a relation to {target} points {why}; a table knows only tables before it in the flow")
        for source in sources(root)
        if _room(source.module) and not source.is_test
        for node, target in _targets(source)
        if (why := _wrong(source, target.split(".")[0], labels))
    ]


def check_dependencies(root: Path) -> list[str]:
    """What each migration depends on."""
    labels = _labels(root)
    return [
        source.at(node, f"the migration depends on {label}, which points {why}")
        for source in sources(root)
        if source.is_migration
        for node, label in _dependencies(source)
        if (why := _wrong(source, label, labels))
    ]


def check_linear(root: Path) -> list[str]:
    """Migrations are named after what they do, numbered without gap or fork."""
    findings = []
    for folder in sorted((root / "src").rglob("migrations")):
        names = sorted(path.stem for path in folder.glob("[0-9]*.py"))
        place = folder.relative_to(root)
        for number, name in enumerate(names, 1):
            if not name.startswith(f"{number:04d}_"):
                findings.append(f"{place}/{name}.py: number {number:04d} is expected here; migrations are one line")
            if name.endswith("_initial") or "_auto_" in name:
                findings.append(f"{place}/{name}.py: name it after what it makes (makemigrations -n)")
    return findings


def _targets(source: Source) -> Iterator[tuple[ast.Call, str]]:
    for call, name in source.calls():
        if name.rpartition(".")[2] not in FIELDS:
            continue
        given = [*call.args[:1], *(word.value for word in call.keywords if word.arg == "to")]
        for value in given:
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and "." in value.value:
                yield call, value.value
            elif dotted(value) == "settings.AUTH_USER_MODEL":
                yield call, PERSON


def _dependencies(source: Source) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(source.tree):
        if not (isinstance(node, ast.Assign) and dotted(node.targets[0]) == "dependencies"):
            continue
        for item in ast.walk(node.value):
            if isinstance(item, ast.Tuple) and item.elts and isinstance(item.elts[0], ast.Constant):
                yield item, str(item.elts[0].value)
            elif isinstance(item, ast.Call) and dotted(item.func).endswith("swappable_dependency"):
                yield item, PERSON.split(".")[0]


def _labels(root: Path) -> dict[str, Room]:
    """App label -> room, for our own packages: an AppConfig's label, else the package's name."""
    found: dict[str, Room] = {}
    for source in sources(root):
        if source.path.name not in {"models.py", "apps.py"} and not source.is_migration:
            continue
        package = source.module.split(".migrations")[0].removesuffix(".models").removesuffix(".apps")
        if (room := _room(package)) and not source.is_test:
            found.setdefault(package.rpartition(".")[2], room)
            found.update(dict.fromkeys(_given_labels(source), room))
    return found


def _given_labels(source: Source) -> list[str]:
    return [
        str(node.value.value)
        for node in ast.walk(source.tree)
        if source.path.name == "apps.py"
        and isinstance(node, ast.Assign)
        and dotted(node.targets[0]) == "label"
        and isinstance(node.value, ast.Constant)
    ]


def _room(module: str) -> Room | None:
    parts = module.split(".")
    if len(parts) < 2 or parts[0] != "khen" or parts[1] not in FLOW:
        return None
    return FLOW.index(parts[1]), parts[2] if parts[1] == "domains" and len(parts) > 2 else ""


def _wrong(source: Source, label: str, labels: dict[str, Room]) -> str:
    here, there = _room(source.module), labels.get(label)
    if here is None or there is None or here == there:
        return ""
    if here[0] == there[0]:
        return "at a neighbour"
    return "down the flow" if there[0] > here[0] else ""
