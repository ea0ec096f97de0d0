"""Rules 1-15: paper, margins, letters, page numbers (Appendix I, part I.I and I.II.11)."""

import unicodedata
from collections.abc import Callable, Iterator

from django.utils.translation import gettext_lazy as _

from khen.deeds.layout.anatomy import Anatomy
from khen.deeds.layout.finding import Fault, Rule, Severity

_BLACK = frozenset({"", "auto", "000000", "windowtext"})


def _not_a4(paper: Anatomy) -> Iterator[Fault]:
    for sheet in paper.sheets:
        sides = sorted((sheet.width, sheet.height))
        if abs(sides[0] - 210) > 1 or abs(sides[1] - 297) > 1:
            yield Fault(data={"found": f"{sides[0]:.0f} × {sides[1]:.0f}"})


def _landscape(paper: Anatomy) -> Iterator[Fault]:
    if any(sheet.width > sheet.height for sheet in paper.sheets) and not any(line.cell for line in paper.body):
        yield Fault()


def _margin(side: str, low: float, high: float) -> Callable[[Anatomy], Iterator[Fault]]:
    def faults(paper: Anatomy) -> Iterator[Fault]:
        for sheet in paper.sheets:
            if not low - 0.5 <= sheet.margins[side] <= high + 0.5:
                yield Fault(data={"found": f"{sheet.margins[side]:g}".replace(".", ",")})

    return faults


def _fonts(paper: Anatomy) -> Iterator[Fault]:
    for line in paper.lines:
        others = sorted({look.font or "?" for look in line.looks} - {"Times New Roman"})
        if others:
            yield Fault(line, {"found": ", ".join(others)})


def _colours(paper: Anatomy) -> Iterator[Fault]:
    for line in paper.lines:
        if any(look.colour not in _BLACK for look in line.looks):
            yield Fault(line)


def _letters(paper: Anatomy) -> Iterator[Fault]:
    for line in paper.lines:
        if line.text != unicodedata.normalize("NFC", line.text) or any("\ue000" <= letter <= "\uf8ff" for letter in line.text):
            yield Fault(line)


def _no_number(paper: Anatomy) -> Iterator[Fault]:
    if any(sheet.head is None or sheet.head.align != "center" for sheet in paper.sheets):
        yield Fault()


def _number_form(paper: Anatomy) -> Iterator[Fault]:
    if paper.sheets and (paper.sheets[0].form != "decimal" or paper.sheets[0].start not in (None, 1)):
        yield Fault()


def _number_look(paper: Anatomy) -> Iterator[Fault]:
    for sheet in paper.sheets:
        if sheet.head and (not 13 <= sheet.head.look.size <= 14 or sheet.head.look.bold or sheet.head.look.italic):
            yield Fault()


def _number_on_first(paper: Anatomy) -> Iterator[Fault]:
    first = paper.sheets[0] if paper.sheets else None
    if first is not None and (first.head or first.foot) and (not first.own_first or first.first):
        yield Fault()


def _number_below(paper: Anatomy) -> Iterator[Fault]:
    if any(sheet.foot for sheet in paper.sheets):
        yield Fault()


def _annex_numbers(paper: Anatomy) -> Iterator[Fault]:
    for annex in paper.annexes:
        sheet = paper.sheets[min(annex.name.section, len(paper.sheets) - 1)]
        if annex.name.section == 0 or sheet.start != 1:
            yield Fault(annex.name)


RULES = (
    Rule(1, "I.I.1", _("The sheet is not A4 (210 × 297 mm) but %(found)s mm."), _not_a4),
    Rule(2, "I.I.2", _("The sheet lies across although no table asks for it."), _landscape, Severity.WARNING),
    Rule(3, "I.I.3", _("The top margin is %(found)s mm; 20 to 25 mm are asked for."), _margin("top", 20, 25)),
    Rule(4, "I.I.3", _("The bottom margin is %(found)s mm; 20 to 25 mm are asked for."), _margin("bottom", 20, 25)),
    Rule(5, "I.I.3", _("The left margin is %(found)s mm; 30 to 35 mm are asked for."), _margin("left", 30, 35)),
    Rule(6, "I.I.3", _("The right margin is %(found)s mm; 15 to 20 mm are asked for."), _margin("right", 15, 20)),
    Rule(7, "I.I.4", _("The letters are %(found)s, not Times New Roman."), _fonts),
    Rule(8, "I.I.4", _("The letters are not black."), _colours),
    Rule(9, "I.I.4", _("The letters are not composed Unicode (TCVN 6909:2001)."), _letters),
    Rule(10, "I.I.7", _("The page number is not in the middle of the top margin."), _no_number),
    Rule(11, "I.I.7", _("Pages are not counted 1, 2, 3 from the first page."), _number_form),
    Rule(12, "I.I.7", _("The page number is not upright in size 13 to 14."), _number_look),
    Rule(13, "I.I.7", _("The first page shows its number."), _number_on_first),
    Rule(14, "I.I.7", _("A page number stands in the bottom margin."), _number_below),
    Rule(15, "I.III.1.đ", _("The annex does not count its own pages from 1."), _annex_numbers),
)
