"""The rows of a table that somebody filled in."""

from dataclasses import dataclass
from datetime import date

LONGEST_CELL = 1000


class Formula(str):
    """A cell whose content a spreadsheet program would calculate."""

    __slots__ = ()


class Fault(str):
    """A cell in which the spreadsheet program says that it could not calculate: #N/A, #REF!, #NAME?."""

    __slots__ = ()


class Truth(str):
    """A cell that says true or false, and no words."""

    __slots__ = ()


Cell = str | date  # text in normal form C without spaces around it; "" for an empty one


@dataclass(frozen=True, slots=True)
class Row:
    """`number` counts as the spreadsheet program does, from 1; the last of the cells is not empty. `hidden`: whoever looks at
    the sheet does not see it."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False
