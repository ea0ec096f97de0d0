"""Small pieces of WordprocessingML (ECMA-376), each valid by itself."""

import re
import unicodedata
from collections.abc import Mapping

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml.etree import _Element as Element

from khen.deeds.blocks import Chip, Run, Runs

FONT = "Times New Roman"
TWIPS_PER_POINT = 20
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_LONGEST_ALIAS = 64

# name: (size in points, bold, italic, alignment, first-line indent in twips, points after, line in 240ths, keep with next)
STYLES: dict[str, tuple[float, bool, bool, str, int, float, int, bool]] = {
    "Body": (14, False, False, "both", 720, 6, 276, False),
    "Dash": (14, False, False, "both", 720, 6, 276, False),
    "Heading1": (14, True, False, "both", 720, 6, 276, True),
    "Heading2": (14, True, False, "both", 720, 6, 276, True),
    "Heading3": (14, False, False, "both", 720, 6, 276, True),
    "Heading4": (14, False, False, "both", 720, 6, 276, True),
    "Nation": (12, True, False, "center", 0, 0, 240, False),
    "Motto": (13, True, False, "center", 0, 0, 240, False),
    "ParentAgency": (12, False, False, "center", 0, 0, 240, False),
    "Agency": (12, True, False, "center", 0, 0, 240, False),
    "NumberLine": (13, False, False, "center", 0, 0, 240, False),
    "PlaceDate": (13, False, True, "center", 0, 0, 240, False),
    "Kind": (14, True, False, "center", 0, 0, 264, True),
    "Subject": (14, True, False, "center", 0, 0, 264, True),
    "To": (14, False, False, "center", 0, 12, 276, False),
    "ToList": (14, False, False, "left", 0, 0, 276, False),
    "RecipientsHead": (12, True, True, "left", 0, 0, 240, True),
    "Recipients": (11, False, False, "left", 0, 0, 240, True),
    "Authority": (14, True, False, "center", 0, 0, 240, True),
    "Signer": (14, True, False, "center", 0, 0, 240, False),
    "AnnexName": (14, True, False, "center", 0, 0, 264, True),
    "AnnexTitle": (14, True, False, "center", 0, 0, 264, True),
    "AnnexNote": (14, False, True, "center", 0, 12, 264, True),
    "Caption": (13, False, True, "center", 0, 3, 240, True),
    "Cell": (12, False, False, "left", 0, 0, 240, False),
    "CellBelow": (11, False, True, "left", 0, 0, 240, False),
    "CellHead": (12, True, False, "center", 0, 0, 240, True),
    "PageNumber": (14, False, False, "center", 0, 0, 240, False),
    "Note": (11, False, True, "center", 0, 0, 240, False),
    "Gap": (1, False, False, "left", 0, 0, 240, False),
}


def element(tag: str, attributes: Mapping[str, str | int] | None = None, *children: Element) -> Element:
    """An element of the w: namespace with attributes of the same, children in the order given."""
    made = OxmlElement(f"w:{tag}")
    for name, value in (attributes or {}).items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def clean(text: str) -> str:
    """NFC, without characters that XML may not hold."""
    return unicodedata.normalize("NFC", _UNPRINTABLE.sub(" ", text))


def run(text: str, *, bold: bool = False, italic: bool = False) -> Element:
    """A run; weight and slope only where they differ from the paragraph's style."""
    marks = [element(mark) for mark, wanted in (("b", bold), ("i", italic)) if wanted]
    words = element("t")
    words.text = clean(text)
    words.set(qn("xml:space"), "preserve")
    return element("r", None, *([element("rPr", None, *marks)] if marks else []), words)


def paragraph(style: str, *runs: Element, **more: Element | None) -> Element:
    """A paragraph of one of STYLES. `more` are further properties by tag, in the order of the schema (pBdr, spacing, ind, jc)."""
    order = ("keepNext", "pageBreakBefore", "pBdr", "spacing", "ind", "jc", "sectPr")
    extra = [more[tag] for tag in order if more.get(tag) is not None]
    properties = element("pPr", None, element("pStyle", {"val": style}), *(one for one in extra if one is not None))
    return element("p", None, properties, *runs)


def line(points: float, room: float) -> Element:
    """A drawn line `points` long in the middle of `room` points: a flat paragraph with a border above."""
    side = round((room - points) / 2 * TWIPS_PER_POINT)
    border = element("pBdr", None, element("top", {"val": "single", "sz": 6, "space": 1, "color": "000000"}))
    spacing = element("spacing", {"before": 20, "after": 0, "line": 60, "lineRule": "exact"})
    return paragraph("Gap", pBdr=border, spacing=spacing, ind=element("ind", {"left": side, "right": side}))


class Figures:
    """Turns runs into elements; counts content controls and bookmarks so that their ids are unique and the same each time."""

    def __init__(self) -> None:
        self.count = 0

    def elements(self, runs: Runs) -> list[Element]:
        """Words as runs, figures as content controls inside bookmarks "fig_1", "fig_2", ..."""
        return [made for one in runs for made in self._one(one)]

    def _one(self, one: Run) -> list[Element]:
        return self._chip(one) if isinstance(one, Chip) else [run(one.text, bold=one.bold, italic=one.italic)]

    def _chip(self, chip: Chip) -> list[Element]:
        self.count += 1
        properties = element(
            "sdtPr",
            None,
            element("alias", {"val": clean(chip.title or chip.key)[:_LONGEST_ALIAS]}),
            element("tag", {"val": f"fig:{chip.key}"}),
            element("id", {"val": self.count}),
            element("text"),
        )
        control = element("sdt", None, properties, element("sdtContent", None, run(chip.text)))
        start = element("bookmarkStart", {"id": self.count, "name": f"fig_{self.count}"})
        return [start, control, element("bookmarkEnd", {"id": self.count})]


def style(name: str) -> Element:
    """The definition of one of STYLES."""
    size, bold, italic, align, indent, after, spacing, keep = STYLES[name]
    shape = [element("keepNext")] if keep else []
    shape.append(element("spacing", {"before": 0, "after": round(after * TWIPS_PER_POINT), "line": spacing, "lineRule": "auto"}))
    shape += [element("ind", {"firstLine": indent})] if indent else []
    shape.append(element("jc", {"val": align}))
    if name.startswith("Heading"):
        shape.append(element("outlineLvl", {"val": int(name[-1]) - 1}))
    marks = [element(mark) for mark, wanted in (("b", bold), ("i", italic)) if wanted]
    letters = element("rPr", None, *marks, element("sz", {"val": round(size * 2)}), element("szCs", {"val": round(size * 2)}))
    label = f"heading {name[-1]}" if name.startswith("Heading") else name
    head = (element("name", {"val": label}), element("basedOn", {"val": "Normal"}), element("qFormat"))
    return element("style", {"type": "paragraph", "styleId": name}, *head, element("pPr", None, *shape), letters)


def defaults() -> list[Element]:
    """Times New Roman 14, black, Vietnamese, for everything that says nothing else."""
    fonts = element("rFonts", {"ascii": FONT, "hAnsi": FONT, "eastAsia": FONT, "cs": FONT})
    colour, size = element("color", {"val": "000000"}), element("sz", {"val": 28})
    language = element("lang", {"val": "vi-VN", "eastAsia": "vi-VN"})
    letters = element("rPrDefault", None, element("rPr", None, fonts, colour, size, element("szCs", {"val": 28}), language))
    normal = element("style", {"type": "paragraph", "default": "1", "styleId": "Normal"}, element("name", {"val": "Normal"}))
    normal.append(element("qFormat"))
    return [element("docDefaults", None, letters, element("pPrDefault")), normal]
