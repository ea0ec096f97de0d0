"""The sheets (sections) of a .docx: paper, margins, and how its pages are numbered."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document as Docx
from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from khen.deeds.layout.lines import OFF, Look, Styles, number

_MM = 25.4 / 1440


@dataclass(frozen=True, slots=True)
class Numbering:
    """The page number as a running head shows it: its look and alignment."""

    look: Look
    align: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One section, in millimetres; `head`, `foot` and `first`: page numbers above, below and on its first page, or None."""

    width: float
    height: float
    margins: dict[str, float]
    start: int | None
    form: str
    own_first: bool
    head: Numbering | None
    foot: Numbering | None
    first: Numbering | None


def read(document: Docx) -> Iterator[Sheet]:
    """All sections in order; running heads are inherited from the section before."""
    styles = Styles(document)
    seen: dict[str, Element] = {}
    for sheet in document.element.body.iter(qn("w:sectPr")):
        seen |= _frames(document, sheet)
        numbers = {name: _numbering(styles, frame) for name, frame in seen.items()}
        title = sheet.find(qn("w:titlePg"))
        count = sheet.find(qn("w:pgNumType"))
        size = sheet.find(qn("w:pgSz"))
        yield Sheet(
            width=_mm(size, "w"),
            height=_mm(size, "h"),
            margins={side: _mm(sheet.find(qn("w:pgMar")), side) for side in ("top", "bottom", "left", "right")},
            start=int(number(count.get(qn("w:start")), 0)) if count is not None and count.get(qn("w:start")) else None,
            form=count.get(qn("w:fmt"), "decimal") if count is not None else "decimal",
            own_first=title is not None and title.get(qn("w:val")) not in OFF,
            head=numbers.get("header/default"),
            foot=numbers.get("footer/default"),
            first=numbers.get("header/first") or numbers.get("footer/first"),
        )


def _mm(element: Element | None, attribute: str) -> float:
    return round(number(element.get(qn(f"w:{attribute}"))) * _MM, 1) if element is not None else 0


def _frames(document: Docx, sheet: Element) -> dict[str, Element]:
    found = {}
    for kind in ("header", "footer"):
        for reference in sheet.iterchildren(qn(f"w:{kind}Reference")):
            part = document.part.related_parts.get(reference.get(qn("r:id"), ""))
            element = getattr(part, "element", None)
            if element is not None:
                found[f"{kind}/{reference.get(qn('w:type'), 'default')}"] = element
    return found


def _numbering(styles: Styles, frame: Element) -> Numbering | None:
    for paragraph in frame.iter(qn("w:p")):
        simple = [field for field in paragraph.iter(qn("w:fldSimple")) if _is_page(field.get(qn("w:instr"), ""))]
        codes = [code for code in paragraph.iter(qn("w:instrText")) if _is_page(code.text or "")]
        if simple or codes:
            run = next(simple[0].iter(qn("w:r")), paragraph) if simple else codes[0].getparent()
            return _looks(styles, run if run is not None else paragraph, paragraph)
    return None


def _is_page(code: str) -> bool:
    return code.strip().upper().split(" ")[0] == "PAGE"


def _looks(styles: Styles, run: Element, paragraph: Element) -> Numbering:
    def on(tag: str) -> bool:
        return styles.value(run, paragraph, "rPr", tag) not in OFF | {None}

    size = number(styles.value(run, paragraph, "rPr", "sz"), 20) / 2
    font = styles.value(run, paragraph, "rPr", "rFonts", "ascii") or ""
    align = styles.value(paragraph, paragraph, "pPr", "jc") or "left"
    return Numbering(Look(font, size, on("b"), on("i"), ""), align)
