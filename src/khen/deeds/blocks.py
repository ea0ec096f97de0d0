"""An official paper as a tree of values: what it says, not how it looks; `word` and `pdf` lay it out by Decree 30/2020/NĐ-CP."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

LONGEST_KEY = 60
"""Word keeps 64 characters of a content control's tag; four of them are "fig:"."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words typed by a person."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A figure set by its key: `text` is what is printed ("9,27%"), `title` says what it is. Raises ValueError for a bad key."""

    key: str
    text: str
    title: str = ""

    def __post_init__(self) -> None:
        if not self.key or len(self.key) > LONGEST_KEY:
            raise ValueError(f"A figure's key has from 1 to {LONGEST_KEY} characters.")


Run = Text | Chip
Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text. `with_next`: its last lines stand on the page of what follows."""

    runs: Runs
    with_next: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """Items on dash lines."""

    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from left to right. A row with a `key` is the place to which the chips of that key lead (the trace annex).

    What stands `below` takes the whole width under the cells, in smaller letters, on the same page."""

    cells: tuple[Runs, ...]
    key: str = ""
    below: Runs = ()


@dataclass(frozen=True, slots=True)
class Column:
    """`share` is its part of the width, relative to the other columns'; a longer number makes it wider (`columns.widths`)."""

    title: str
    share: int = 1
    align: Literal["left", "center", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose head row repeats on every page. Raises ValueError when a row has more or fewer cells than columns."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("Every row has one cell for each column.")


@dataclass(frozen=True, slots=True)
class Section:
    """Level 1 "I. TITLE", 2 "1. Title", 3 "a) title", 4 "- title". The numeral is printed as given: `numerals.numeral` counts."""

    level: Literal[1, 2, 3, 4]
    numeral: str
    title: str
    blocks: tuple["Block", ...] = ()


Block = Paragraph | Bullets | Table | Section


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of the first page; agencies in ordinary letters, printed in capitals.

    `number` is "" and `signed_on` None until the clerk registers the signed paper.
    """

    parent_agency: str
    agency: str
    symbol: str
    place: str
    number: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """`lines` such as "KT. GIÁM ĐỐC" and "PHÓ GIÁM ĐỐC", or the head's own post alone; `name` without titles."""

    lines: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """An appendix, from its own page and with its own page numbers; `numeral` is "" when it is the only one."""

    numeral: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `recipients` stand under "Nơi nhận", `archive` is the last of them ("VT, VP"); `note` is on each page."""

    letterhead: Letterhead
    kind: str
    subject: tuple[str, ...]
    kinh_gui: tuple[str, ...]
    blocks: tuple[Block, ...]
    closing: str
    signature: Signature
    recipients: tuple[str, ...]
    archive: str
    annexes: tuple[Annex, ...] = ()
    note: str = ""


def chips(paper: Paper) -> Iterator[Chip]:
    """Every figure of the paper in reading order, annexes last; a key comes as often as it is printed."""
    for block in (*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks)):
        for runs in runs_of(block):
            yield from (run for run in runs if isinstance(run, Chip))


def runs_of(block: Block) -> Iterator[Runs]:
    """The lines of runs of a block and of all blocks below it, in reading order."""
    if isinstance(block, Paragraph):
        yield block.runs
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Table):
        yield from (cell for row in block.rows for cell in (*row.cells, row.below))
    else:
        for below in block.blocks:
            yield from runs_of(below)


def traced(paper: Paper) -> frozenset[str]:
    """The keys that have a row of their own in an annex, so that a chip can lead there."""
    tables = (block for annex in paper.annexes for block in annex.blocks if isinstance(block, Table))
    return frozenset(row.key for table in tables for row in table.rows if row.key)
