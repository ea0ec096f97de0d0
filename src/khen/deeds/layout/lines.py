"""The lines (paragraphs) of a .docx with the looks that styles and defaults give them."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document as Docx
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

OFF = frozenset({"0", "false", "off", "none"})
_EMU_PER_POINT = 12700


@dataclass(frozen=True, slots=True)
class Look:
    """How one run is set: font, size in points, weight, slope, colour ("" and "auto" are black)."""

    font: str
    size: float
    bold: bool
    italic: bool
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: `at` counts from 1; indents in twips, `after` in points, `spacing` in lines (None when exact).

    `cell` is (table, row, column) or None; `room` the points it has across; `ruled` the points of a line drawn there, 0 for none.
    """

    at: int
    text: str
    looks: tuple[Look, ...]
    align: str
    first: int
    left: int
    right: int
    after: float
    spacing: float | None
    cell: tuple[int, int, int] | None
    room: float
    ruled: float
    fresh_page: bool
    section: int

    @property
    def where(self) -> str:
        """ "12: Trong sáu tháng…"."""
        return f"{self.at}: {self.text[:40]}{'…' if len(self.text) > 40 else ''}"

    def all(self, trait: str, value: object) -> bool:
        """Whether every run has this trait; a line without words has every trait."""
        return all(getattr(look, trait) == value for look in self.looks)

    def sized(self, low: float, high: float) -> bool:
        """Whether every run is between these sizes, in points."""
        return all(low <= look.size <= high for look in self.looks)


def folded(text: str) -> str:
    """Capitals without marks, single spaces: "Hoà bình" -> "HOA BINH"."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
    return " ".join(bare.replace("đ", "d").replace("Đ", "D").upper().split())


def number(text: str | None, default: float = 0) -> float:
    """A number of an attribute; what cannot be read counts as the default."""
    try:
        return float(text) if text and len(text) < 20 else default
    except ValueError:
        return default


def read(document: Docx) -> Iterator[Line]:
    """All lines of the body in order, those of tables among them."""
    styles = Styles(document)
    cells = _cells(document)
    section, rooms = 0, _rooms(document)
    for at, paragraph in enumerate(document.element.body.iter(qn("w:p")), start=1):
        cell, width = _cell(paragraph, cells)
        yield _line(styles, paragraph, at, section, cell, width or rooms[min(section, len(rooms) - 1)])
        section += 1 if paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None else 0


class Styles:
    """Looks up a property from the run or paragraph to its styles, their ancestors and the document's defaults."""

    def __init__(self, document: Docx) -> None:
        root = document.styles.element
        self.by_id = {style.get(qn("w:styleId")): style for style in root.iter(qn("w:style"))}
        self.defaults = root.find(qn("w:docDefaults"))
        paragraphs = (style for style in self.by_id.values() if style.get(qn("w:type")) == "paragraph")
        self.normal = next((style for style in paragraphs if style.get(qn("w:default")) not in OFF | {None}), None)

    def value(self, element: Element, paragraph: Element, group: str, tag: str, attribute: str = "val") -> str | None:
        """The nearest value of w:tag/@w:attribute in w:`group` (rPr or pPr); "" for a tag without it; None when nobody says."""
        for place in self._places(element, paragraph, group):
            found = place.find(f"{qn(f'w:{group}')}/{qn(f'w:{tag}')}")
            if found is not None and (attribute == "val" or found.get(qn(f"w:{attribute}")) is not None):
                return found.get(qn(f"w:{attribute}"), "")
        return None

    def _places(self, element: Element, paragraph: Element, group: str) -> Iterator[Element]:
        yield element
        if group == "rPr":
            yield from self._chain(element.find(f"{qn('w:rPr')}/{qn('w:rStyle')}"))
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        yield from self._chain(named)
        if named is None and self.normal is not None:
            yield self.normal
        if self.defaults is not None:
            yield from self.defaults

    def _chain(self, named: Element | None) -> Iterator[Element]:
        seen: set[str] = set()
        name = named.get(qn("w:val")) if named is not None else None
        while name and name not in seen and name in self.by_id:
            seen.add(name)
            style = self.by_id[name]
            yield style
            base = style.find(qn("w:basedOn"))
            name = base.get(qn("w:val")) if base is not None else None


def words(paragraph: Element) -> str:
    """The printed text of a paragraph, NFC or not, as it stands."""
    return "".join("\t" if part.tag == qn("w:tab") else part.text or "" for part in paragraph.iter(qn("w:t"), qn("w:tab")))


def _line(styles: Styles, p: Element, at: int, section: int, cell: tuple[int, int, int] | None, room: float) -> Line:
    def shape(tag: str, attribute: str = "val") -> str | None:
        return styles.value(p, p, "pPr", tag, attribute)

    left, right = (
        int(number(shape("ind", side) or shape("ind", other))) for side, other in (("left", "start"), ("right", "end"))
    )
    exact = shape("spacing", "lineRule") in ("exact", "atLeast")
    return Line(
        at=at,
        text=words(p).strip(),
        looks=tuple(
            _look(styles, run, p) for run in p.iter(qn("w:r")) if any((t.text or "").strip() for t in run.iter(qn("w:t")))
        ),
        align=shape("jc") or "left",
        first=int(number(shape("ind", "firstLine"))),
        left=left,
        right=right,
        after=number(shape("spacing", "after")) / 20,
        spacing=None if exact else number(shape("spacing", "line"), 240) / 240,
        cell=cell,
        room=room,
        ruled=_ruled(p, room - (left + right) / 20),
        fresh_page=shape("pageBreakBefore") not in OFF | {None},
        section=section,
    )


def _look(styles: Styles, run: Element, p: Element) -> Look:
    def mark(tag: str, attribute: str = "val") -> str | None:
        return styles.value(run, p, "rPr", tag, attribute)

    return Look(
        font=mark("rFonts", "ascii") or mark("rFonts", "asciiTheme") or "",
        size=number(mark("sz"), 20) / 2,
        bold=mark("b") not in OFF | {None},
        italic=mark("i") not in OFF | {None},
        colour=(mark("color") or "auto").lower(),
    )


def _ruled(p: Element, room: float) -> float:
    for border in p.iter(qn("w:pBdr")):
        sides = [border.find(qn(f"w:{side}")) for side in ("top", "bottom")]
        if any(side is not None and side.get(qn("w:val")) not in ("none", "nil") for side in sides):
            return max(room, 0)
    widest = max((number(extent.get("cx")) / _EMU_PER_POINT for extent in p.iter(qn("wp:extent"))), default=0)
    return widest if list(p.iter(qn("w:drawing"))) else 0


def _cells(document: Docx) -> dict[Element, tuple[int, int, int]]:
    """Where each cell stands: table, row, column."""
    return {
        cell: (at, down, across)
        for at, table in enumerate(document.element.body.iter(qn("w:tbl")))
        for down, row in enumerate(table.iterchildren(qn("w:tr")))
        for across, cell in enumerate(row.iterchildren(qn("w:tc")))
    }


def _cell(p: Element, cells: dict[Element, tuple[int, int, int]]) -> tuple[tuple[int, int, int] | None, float]:
    cell = next(p.iterancestors(qn("w:tc")), None)
    if cell is None or cell not in cells:
        return None, 0
    width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    return cells[cell], number(width.get(qn("w:w"))) / 20 if width is not None else 0


def _rooms(document: Docx) -> list[float]:
    rooms = []
    for sheet in document.element.body.iter(qn("w:sectPr")):
        size, edges = sheet.find(qn("w:pgSz")), sheet.find(qn("w:pgMar"))
        across = number(size.get(qn("w:w"))) if size is not None else 0
        sides = [number(edges.get(qn(f"w:{side}"))) if edges is not None else 0 for side in ("left", "right")]
        rooms.append((across - sum(sides)) / 20)
    return rooms or [0]
