"""Finds the parts of a paper among its lines by what the Decree makes them say."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypedDict

from docx.document import Document as Docx

from khen.deeds.layout import lines, sheets
from khen.deeds.layout.lines import Line, folded
from khen.deeds.layout.sheets import Sheet

KINDS = {
    "NGHỊ QUYẾT": "NQ",
    "QUYẾT ĐỊNH": "QĐ",
    "CHỈ THỊ": "CT",
    "QUY CHẾ": "QC",
    "QUY ĐỊNH": "QyĐ",
    "THÔNG CÁO": "TC",
    "THÔNG BÁO": "TB",
    "HƯỚNG DẪN": "HD",
    "CHƯƠNG TRÌNH": "CTr",
    "KẾ HOẠCH": "KH",
    "PHƯƠNG ÁN": "PA",
    "ĐỀ ÁN": "ĐA",
    "DỰ ÁN": "DA",
    "BÁO CÁO": "BC",
    "BIÊN BẢN": "BB",
    "TỜ TRÌNH": "TTr",
}
"""Kinds of papers and their signs, Appendix III.I."""
_PLACE = re.compile(r"(.+?),\s*ngày\s*(\d*)\s*tháng\s*(\d*)\s*năm\s*(\d*)\s*")
_ANNEX = re.compile(r"phụ lục(\s+[0-9a-zA-Z]{1,6})?", re.IGNORECASE)
LEVELS = (re.compile(r"([IVXL]+)\.\s+\S"), re.compile(r"(\d{1,2})\.\s+\S"), re.compile(r"([a-zđ])\)\s+\S"))


@dataclass(frozen=True, slots=True)
class Attached:
    """An annex: the line with its name, the title lines, and "(Kèm theo ...)"."""

    name: Line
    title: tuple[Line, ...]
    note: Line | None


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The parts; None or () where a part was not found."""

    lines: tuple[Line, ...]
    sheets: tuple[Sheet, ...]
    nation: Line | None
    motto: Line | None
    agencies: tuple[Line, ...]
    number: Line | None
    place: Line | None
    kind: Line | None
    subject: tuple[Line, ...]
    addressees: tuple[Line, ...]
    body: tuple[Line, ...]
    recipients: tuple[Line, ...]
    titles: tuple[Line, ...]
    signer: Line | None
    annexes: tuple[Attached, ...]

    def level(self, line: Line) -> int:
        """1 "I.", 2 "1.", 3 "a)", 0 for running text."""
        return next((level for level, form in enumerate(LEVELS, start=1) if form.match(line.text)), 0)

    def after(self, line: Line | None) -> Line | None:
        """The next line of the paper, empty ones too."""
        return self.lines[line.at] if line is not None and line.at < len(self.lines) else None


def date_parts(line: Line) -> tuple[str, str, str] | None:
    """Day, month and year as they are written in "Hà Giang, ngày 05 tháng 01 năm 2020"; blanks are ""."""
    found = _PLACE.fullmatch(line.text.replace("\u00a0", " "))
    return (found[2], found[3], found[4]) if found else None


def dissected(document: Docx) -> Anatomy:
    """The paper's parts."""
    every = tuple(lines.read(document))
    annexes = _annexes(every)
    own = [line for line in every if not annexes or line.at < annexes[0].name.at]
    kind = next((line for line in own if folded(line.text) in _FOLDED_KINDS), None)
    subject, addressees = _subject(own, kind), _addressees(own)
    foot = _first(own, lambda text: text.startswith("NOI NHAN"))
    top = max((line.at for line in (kind, *subject, *addressees) if line is not None), default=0)
    end = foot.at if foot is not None else len(own) + 1
    return Anatomy(
        lines=every,
        sheets=tuple(sheets.read(document)),
        kind=kind,
        subject=subject,
        addressees=addressees,
        body=tuple(line for line in own if top < line.at < end and line.cell is None and line.text),
        annexes=annexes,
        **_head([line for line in own if kind is None or line.at < kind.at]),
        **_foot(own, foot),
    )


class Head(TypedDict):
    """What stands above the kind of the paper."""

    nation: Line | None
    motto: Line | None
    agencies: tuple[Line, ...]
    number: Line | None
    place: Line | None


class Foot(TypedDict):
    """What stands from "Nơi nhận" on."""

    recipients: tuple[Line, ...]
    titles: tuple[Line, ...]
    signer: Line | None


def _head(head: list[Line]) -> Head:
    nation = _first(head, lambda text: text == "CONG HOA XA HOI CHU NGHIA VIET NAM")
    return {
        "nation": nation,
        "motto": _first(head, lambda text: text.startswith("DOC LAP") and text.endswith("HANH PHUC")),
        "agencies": tuple(line for line in head if line.text and _beside(line, nation)),
        "number": _first(head, lambda text: text.startswith("SO:")),
        "place": next((line for line in head if date_parts(line)), None),
    }


def _foot(own: list[Line], foot: Line | None) -> Foot:
    """`foot` is the line "Nơi nhận"; in the cell beside it titles stand in capitals, and the name of who signs."""
    listed = [line for line in own if foot is not None and line.text and line.at >= foot.at and line.cell == foot.cell]
    hand = [line for line in own if line.text and _beside(line, foot)]
    return {
        "recipients": tuple(listed),
        "titles": tuple(line for line in hand if line.text == line.text.upper()),
        "signer": next((line for line in hand if line.text != line.text.upper()), None),
    }


_FOLDED_KINDS = {folded(kind) for kind in KINDS}


def _first(among: Iterable[Line], asked: Callable[[str], bool]) -> Line | None:
    return next((line for line in among if asked(folded(line.text))), None)


def _beside(line: Line, other: Line | None) -> bool:
    """In the same row of the same table, in another cell."""
    if line.cell is None or other is None or other.cell is None:
        return False
    return line.cell[:2] == other.cell[:2] and line.cell[2] != other.cell[2]


def _subject(own: list[Line], kind: Line | None) -> tuple[Line, ...]:
    found: list[Line] = []
    for line in own[kind.at :] if kind is not None else []:
        if line.ruled or folded(line.text).startswith("KINH GUI") or (found and (not line.text or line.align != "center")):
            break
        if line.text:
            found.append(line)
    return tuple(found)


def _addressees(own: list[Line]) -> tuple[Line, ...]:
    first = _first(own, lambda text: text.startswith("KINH GUI"))
    if first is None:
        return ()
    found = [first]
    for line in own[first.at :]:
        if not line.text.startswith("-") or first.text.rstrip() != "Kính gửi:":
            break
        found.append(line)
    return tuple(found)


def _annexes(every: tuple[Line, ...]) -> tuple[Attached, ...]:
    found = []
    for name in every:
        if name.cell is None and _ANNEX.fullmatch(name.text):
            following = [line for line in every[name.at : name.at + 8] if line.text and line.cell is None]
            note = next((line for line in following if line.text.startswith("(")), None)
            title = tuple(line for line in following if line.align == "center" and (note is None or line.at < note.at))
            found.append(Attached(name, title[:3] if note is not None else title[:1], note))
    return tuple(found)
