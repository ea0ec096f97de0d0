"""Reads the data files beside this module; every text leaves in NFC."""

import csv
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeAlias
from unicodedata import normalize

DATA = Path(__file__).parent / "data"

Row: TypeAlias = dict[str, str]
Value: TypeAlias = "str | int | date | list[Value] | dict[str, Value]"
Block: TypeAlias = dict[str, Value]


def rows(name: str) -> tuple[Row, ...]:
    """The rows of `data/<name>.csv`, in the order of the file; an empty cell is an empty text."""
    text = normalize("NFC", (DATA / f"{name}.csv").read_text(encoding="utf-8"))
    return tuple(csv.DictReader(text.splitlines()))


def documents_in(folder: str) -> Iterator[tuple[str, Block]]:
    """(stem, content) of every TOML file of `data/<folder>`, by name."""
    for path in sorted((DATA / folder).glob("*.toml")):
        yield path.stem, tomllib.loads(normalize("NFC", path.read_text(encoding="utf-8")))


def day(text: str) -> date | None:
    """An ISO day; an empty text is no day."""
    return date.fromisoformat(text) if text else None


def words(text: str) -> tuple[str, ...]:
    """Keys separated by blanks."""
    return tuple(text.split())


def text_of(block: Block, key: str, default: str = "") -> str:
    """A text of a TOML block. Raises TypeError when it is something else."""
    value = block.get(key, default)
    if not isinstance(value, str):
        raise TypeError(f"{key}: a text was expected, not {value!r}")
    return value


def texts_of(block: Block, key: str) -> tuple[str, ...]:
    """A list of texts of a TOML block; absent is empty. Raises TypeError when it holds something else."""
    return tuple(item for item in _list(block, key) if _is(item, str, key) and isinstance(item, str))


def days_of(block: Block, key: str) -> tuple[date, ...]:
    """A list of days of a TOML block. Raises TypeError when it holds something else."""
    return tuple(item for item in _list(block, key) if _is(item, date, key) and isinstance(item, date))


def blocks_of(block: Block, key: str) -> tuple[Block, ...]:
    """A list of tables of a TOML block. Raises TypeError when it holds something else."""
    return tuple(item for item in _list(block, key) if _is(item, dict, key) and isinstance(item, dict))


def _list(block: Block, key: str) -> list[Value]:
    value = block.get(key, [])
    if not isinstance(value, list):
        raise TypeError(f"{key}: a list was expected, not {value!r}")
    return value


def _is(item: Value, kind: type, key: str) -> bool:
    if not isinstance(item, kind):
        raise TypeError(f"{key}: {kind.__name__} was expected, not {item!r}")
    return True
