"""Two ways to write a row of the catalogue: counted from records, or declared by a body."""

from typing import Any

from khen.atoms.fact import Kind
from khen.atoms.nature import Nature
from khen.bodies.terms import AreaKind
from khen.figures.figure import Figure, Of, Provenance, Words

PERCENT = "%"
FLOW, STOCK, SUM, DISTINCT, RATIO, PLAN = Nature
ABOVE_COMMUNES = (AreaKind.PROVINCE, AreaKind.DISTRICT)


def counted(section: str, number: str, key: str, title: Words, unit: Words, nature: Nature, of: Of, **more: Any) -> Figure:
    """A figure from records: the house counts what was done."""
    return Figure(key=key, number=number, section=section, title=title, unit=unit, nature=nature, of=of, **more)


def declared(section: str, number: str, key: str, title: Words, unit: Words, nature: Nature, **more: Any) -> Figure:
    """A figure that bodies declare with its source, as long as the house keeps no records of it."""
    of = Of(Kind.DECLARED, place=key)
    return counted(section, number, key, title, unit, nature, of, provenance=Provenance.DECLARED, **more)


def share(section: str, number: str, key: str, title: Words, **more: Any) -> Figure:
    """A declared share in per cent, with two decimals."""
    return declared(section, number, key, title, PERCENT, Nature.RATIO, decimals=2, **more)
