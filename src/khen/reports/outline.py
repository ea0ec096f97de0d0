"""Outlines of reports: dated data files beside this module, parsed and checked once."""

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One block as an outline begins it, with hints in square brackets; `days_before` counts back from the report's own deadline.
    `forms` are returns on which its words rest besides those that declare its figures."""

    key: str
    numeral: str
    level: int
    title: str
    division: str
    days_before: int
    text: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A kind of report: its name where people choose it, what stands in its head and foot (Decree 30/2020/NĐ-CP), its parts."""

    key: str
    name: str
    since: date
    kind: str
    symbol: str
    subject: tuple[str, ...]
    addressees: tuple[str, ...]
    place: str
    parent_agency: str
    agency: str
    authority: str
    post: str
    recipients: tuple[str, ...]
    archive: str
    closing: str
    parts: tuple[Part, ...]


@cache
def outline(key: str) -> Outline:
    """The outline of this key. Raises KeyError naming the ones that exist."""
    place = HERE / f"{key}.toml"
    known = sorted(file.stem for file in HERE.glob("*.toml"))
    if key not in known:
        raise KeyError(f"no outline {key!r}; known: {', '.join(known)}")
    data = tomllib.loads(place.read_text(encoding="utf-8"))
    parts = tuple(Part(**{name: _frozen(value) for name, value in row.items()}) for row in data.pop("block"))
    return Outline(**{field.name: _frozen(data[field.name]) for field in fields(Outline) if field.name != "parts"}, parts=parts)


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return value.strip() if isinstance(value, str) else value


def outlines() -> list[Outline]:
    """Every outline there is."""
    return [outline(file.stem) for file in sorted(HERE.glob("*.toml"))]
