"""Rules 16-35: national header, agencies, number, place and date, kind and subject, addressees (Appendix I, part I.II.1-5, 9)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from khen.deeds import wording
from khen.deeds.layout.anatomy import KINDS, Anatomy, date_parts
from khen.deeds.layout.finding import Fault, Rule, Severity
from khen.deeds.layout.lines import Line
from khen.deeds.widths import width

_NUMBER = re.compile(r"Số:\s*(\d*)\s*/([A-ZĐa-zđ0-9]+(?:-[A-ZĐ0-9]+)+)")
_SHARE_OF_NAME = (0.3, 0.55)
"""A third to a half, with a little for renderers."""


def _nation(paper: Anatomy) -> Iterator[Fault]:
    if paper.nation is None or paper.nation.text.replace("HOÀ", "HÒA") != wording.NATION:
        yield Fault(paper.nation)


def _nation_look(paper: Anatomy) -> Iterator[Fault]:
    yield from _looks(paper.nation, 12, 13, bold=True, italic=False)


def _motto(paper: Anatomy) -> Iterator[Fault]:
    if paper.motto is None or paper.motto.text != wording.MOTTO:
        yield Fault(paper.motto)


def _motto_look(paper: Anatomy) -> Iterator[Fault]:
    yield from _looks(paper.motto, 13, 14, bold=True, italic=False)


def _motto_line(paper: Anatomy) -> Iterator[Fault]:
    if paper.motto is not None and not _underlined(paper, paper.motto, width(paper.motto.text, 13, bold=True), 0.85, 1.15):
        yield Fault(paper.motto)


def _side_by_side(paper: Anatomy) -> Iterator[Fault]:
    nation = paper.nation
    left = paper.agencies[0].cell if paper.agencies else None
    if nation is not None and (nation.cell is None or left is None or left >= nation.cell):
        yield Fault(nation)


def _no_agency(paper: Anatomy) -> Iterator[Fault]:
    if not _agency(paper):
        yield Fault()


def _parent_look(paper: Anatomy) -> Iterator[Fault]:
    parents = paper.agencies[: len(paper.agencies) - len(_agency(paper))] if _agency(paper) else ()
    for line in parents:
        if line.text != line.text.upper() or not line.sized(12, 13) or not line.all("bold", False):
            yield Fault(line)


def _agency_look(paper: Anatomy) -> Iterator[Fault]:
    for line in _agency(paper):
        if line.text != line.text.upper() or not line.sized(12, 13):
            yield Fault(line)


def _agency_line(paper: Anatomy) -> Iterator[Fault]:
    own = _agency(paper)
    if own and not _underlined(paper, own[-1], max(width(line.text, 12, bold=True) for line in own), *_SHARE_OF_NAME):
        yield Fault(own[-1])


def _number(paper: Anatomy) -> Iterator[Fault]:
    line = paper.number
    if line is None or not line.sized(13, 13) or not line.all("bold", False) or not line.all("italic", False):
        yield Fault(line)


def _number_form(paper: Anatomy) -> Iterator[Fault]:
    line = paper.number
    found = _NUMBER.fullmatch(line.text.replace("\u00a0", " ")) if line is not None else None
    if line is not None and (found is None or (len(found[1]) == 1)):
        yield Fault(line)


def _symbol(paper: Anatomy) -> Iterator[Fault]:
    sign = KINDS.get(paper.kind.text.upper(), "") if paper.kind is not None else ""
    if sign and paper.number is not None and f"/{sign}-" not in paper.number.text:
        yield Fault(paper.number, {"sign": sign})


def _place(paper: Anatomy) -> Iterator[Fault]:
    line = paper.place
    if line is None or not line.sized(13, 14) or not line.all("italic", True) or not line.all("bold", False):
        yield Fault(line)


def _zeros(paper: Anatomy) -> Iterator[Fault]:
    parts = date_parts(paper.place) if paper.place is not None else None
    if parts is None:
        return
    day, month, _year = parts
    if (len(day) == 1) or (month in ("1", "2")) or (month.startswith("0") and month not in ("01", "02")):
        yield Fault(paper.place)


def _kind(paper: Anatomy) -> Iterator[Fault]:
    line = paper.kind
    if line is None or line.text != line.text.upper() or line.align != "center":
        yield Fault(line)
    else:
        yield from _looks(line, 13, 14, bold=True, italic=False)


def _subject(paper: Anatomy) -> Iterator[Fault]:
    if not paper.subject:
        yield Fault(paper.kind)
    for line in paper.subject:
        if not line.sized(13, 14) or not line.all("bold", True) or line.align != "center" or line.text == line.text.upper():
            yield Fault(line)


def _subject_line(paper: Anatomy) -> Iterator[Fault]:
    if paper.subject:
        longest = min(max(width(line.text, 14, bold=True) for line in paper.subject), paper.subject[-1].room or 1000)
        if not _underlined(paper, paper.subject[-1], longest, *_SHARE_OF_NAME):
            yield Fault(paper.subject[-1])


def _addressees(paper: Anatomy) -> Iterator[Fault]:
    if paper.kind is not None and paper.kind.text.upper() in ("BÁO CÁO", "TỜ TRÌNH") and not paper.addressees:
        yield Fault(paper.kind)
    for line in paper.addressees:
        yield from _looks(line, 13, 14, bold=False, italic=False)


def _addressee_marks(paper: Anatomy) -> Iterator[Fault]:
    several = paper.addressees[1:]
    for line in several:
        if not line.text.startswith("- ") or not line.text.endswith("." if line is several[-1] else ";"):
            yield Fault(line)


def _agency(paper: Anatomy) -> tuple[Line, ...]:
    """The bold lines at the end of the left block: the agency itself, above it its parent."""
    return tuple(line for line in paper.agencies if line.looks and line.all("bold", True))


def _looks(line: Line | None, low: float, high: float, *, bold: bool, italic: bool) -> Iterator[Fault]:
    if line is not None and not (line.sized(low, high) and line.all("bold", bold) and line.all("italic", italic)):
        yield Fault(line)


def _underlined(paper: Anatomy, line: Line, text: float, low: float, high: float) -> bool:
    below = paper.after(line)
    drawn = line.ruled or (below.ruled if below is not None and not below.text else 0)
    return low * text <= drawn <= high * text


RULES = (
    Rule(16, "I.II.1.a", _("The national header “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” is missing or written otherwise."), _nation),
    Rule(17, "I.II.1.a", _("The national header is not upright and bold in size 12 to 13."), _nation_look),
    Rule(18, "I.II.1.b", _("The motto “Độc lập - Tự do - Hạnh phúc” is missing or written otherwise."), _motto),
    Rule(19, "I.II.1.b", _("The motto is not upright and bold in size 13 to 14."), _motto_look),
    Rule(20, "I.II.1.b", _("Under the motto there is no line as long as its words."), _motto_line),
    Rule(21, "I.II.1.a", _("The agency does not stand on the left of the national header."), _side_by_side),
    Rule(22, "I.II.2.a", _("The agency that issues the paper is not named in bold."), _no_agency),
    Rule(23, "I.II.2.b", _("The parent agency is not in upright capitals of size 12 to 13 without bold."), _parent_look),
    Rule(24, "I.II.2.b", _("The agency is not in bold capitals of size 12 to 13."), _agency_look),
    Rule(25, "I.II.2.b", _("Under the agency there is no line of a third to half of its name."), _agency_line),
    Rule(26, "I.II.3.c", _("The line “Số:” is missing or not upright in size 13."), _number),
    Rule(
        27,
        "I.II.3.c",
        _("The number is not of the form 05/BC-ABC: 0 before digits below 10, no spaces around / and -."),
        _number_form,
    ),
    Rule(28, "III.I", _("The sign of this kind of paper, %(sign)s, is missing from its symbol."), _symbol),
    Rule(29, "I.II.4.c", _("Place and date are missing or not in italics of size 13 to 14."), _place),
    Rule(30, "I.II.4.b", _("A 0 is missing before a day below 10 or the months 1 and 2, or stands where it should not."), _zeros),
    Rule(31, "I.II.5.b", _("The kind of paper is missing or not in bold capitals of size 13 to 14 in the middle."), _kind),
    Rule(32, "I.II.5.b", _("The subject is missing or not in bold small letters of size 13 to 14 in the middle."), _subject),
    Rule(33, "I.II.5.b", _("Under the subject there is no line of a third to half of its words."), _subject_line),
    Rule(34, "I.II.9.d", _("“Kính gửi” is missing in a paper that goes up, or not upright in size 13 to 14."), _addressees),
    Rule(
        35,
        "I.II.9.d",
        _("Several addressees stand on lines with a dash, ended by “;” and the last by “.”."),
        _addressee_marks,
        Severity.WARNING,
    ),
)
