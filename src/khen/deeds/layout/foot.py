"""Rules 47-61: signature, recipients, annexes (Appendix I, part I.II.7, I.II.9 and I.III.1)."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from khen.deeds.layout.anatomy import Anatomy
from khen.deeds.layout.finding import Fault, Rule, Severity
from khen.deeds.layout.lines import Line
from khen.deeds.numerals import roman

_AUTHORITY = re.compile(r"(TM|Q|KT|TL|TUQ)\. ?\S.*")
_HEADS = re.compile(r"(GIÁM ĐỐC|CHỦ TỊCH|BỘ TRƯỞNG|THỦ TRƯỞNG|CHÁNH VĂN PHÒNG|TRƯỞNG PHÒNG|TỔNG GIÁM ĐỐC|VIỆN TRƯỞNG)\b.*")
_LEARNED = re.compile(r"^(GS|PGS|TS|ThS|Th\.S|T\.S|BS|KS|CN|NGND|NGƯT)\b\.?")


def _no_signature(paper: Anatomy) -> Iterator[Fault]:
    if not paper.titles:
        yield Fault()


def _authority(paper: Anatomy) -> Iterator[Fault]:
    first = paper.titles[0] if paper.titles else None
    if first is not None and not (_AUTHORITY.fullmatch(first.text) or _HEADS.fullmatch(first.text)):
        yield Fault(first)


def _titles_look(paper: Anatomy) -> Iterator[Fault]:
    yield from (Fault(line) for line in paper.titles if not _set(line, 13, 14, bold=True, italic=False))


def _signer_look(paper: Anatomy) -> Iterator[Fault]:
    if paper.signer is not None and not _set(paper.signer, 13, 14, bold=True, italic=False):
        yield Fault(paper.signer)


def _signer_title(paper: Anatomy) -> Iterator[Fault]:
    if paper.signer is not None and _LEARNED.match(paper.signer.text):
        yield Fault(paper.signer)


def _recipients_head(paper: Anatomy) -> Iterator[Fault]:
    head = paper.recipients[0] if paper.recipients else None
    if head is None or head.text != "Nơi nhận:" or not _set(head, 12, 12, bold=True, italic=True):
        yield Fault(head)


def _recipients_look(paper: Anatomy) -> Iterator[Fault]:
    yield from (Fault(line) for line in paper.recipients[1:] if not _set(line, 11, 11, bold=False, italic=False))


def _recipients_marks(paper: Anatomy) -> Iterator[Fault]:
    rows = paper.recipients[1:]
    for line in rows:
        if not line.text.startswith("- ") or not line.text.endswith("." if line is rows[-1] else ";"):
            yield Fault(line)


def _archive(paper: Anatomy) -> Iterator[Fault]:
    last = paper.recipients[-1] if len(paper.recipients) > 1 else None
    if paper.recipients and (last is None or not re.match(r"- Lưu: ?VT\b", last.text)):
        yield Fault(last)


def _annex_name(paper: Anatomy) -> Iterator[Fault]:
    for annex in paper.annexes:
        if not annex.name.text.startswith("Phụ lục") or not _set(annex.name, 14, 14, bold=True) or annex.name.align != "center":
            yield Fault(annex.name)


def _annex_count(paper: Anatomy) -> Iterator[Fault]:
    for place, annex in enumerate(paper.annexes, start=1):
        expected = f"Phụ lục {roman(min(place, 89))}" if len(paper.annexes) > 1 else "Phụ lục"
        if annex.name.text.casefold() != expected.casefold():
            yield Fault(annex.name, {"expected": expected})


def _annex_title(paper: Anatomy) -> Iterator[Fault]:
    for annex in paper.annexes:
        if not annex.title:
            yield Fault(annex.name)
        for line in annex.title:
            if line.text != line.text.upper() or not _set(line, 13, 14, bold=True):
                yield Fault(line)


def _annex_note(paper: Anatomy) -> Iterator[Fault]:
    for annex in paper.annexes:
        note = annex.note
        if note is None or not note.text.startswith("(Kèm theo") or not _set(note, 13, 14, italic=True) or note.align != "center":
            yield Fault(note or annex.name)


def _annex_page(paper: Anatomy) -> Iterator[Fault]:
    for annex in paper.annexes:
        before = paper.lines[annex.name.at - 2] if annex.name.at > 1 else None
        if not annex.name.fresh_page and (before is None or before.section == annex.name.section):
            yield Fault(annex.name)


def _annex_named(paper: Anatomy) -> Iterator[Fault]:
    if paper.annexes and not any("phụ lục" in line.text.casefold() for line in paper.body):
        yield Fault(paper.annexes[0].name)


def _set(line: Line, low: float, high: float, *, bold: bool | None = None, italic: bool | None = None) -> bool:
    weight = bold is None or line.all("bold", bold)
    slope = italic is None or line.all("italic", italic)
    return line.sized(low, high) and weight and slope


RULES = (
    Rule(47, "I.II.7.c", _("Nobody signs: no post stands beside “Nơi nhận”."), _no_signature),
    Rule(48, "I.II.7.b", _("The signature does not begin with TM., Q., KT., TL., TUQ. or the head's own post."), _authority),
    Rule(49, "I.II.7.đ", _("Authority and post are not in upright bold capitals of size 13 to 14."), _titles_look),
    Rule(50, "I.II.7.đ", _("The signer's name is not upright and bold in size 13 to 14."), _signer_look),
    Rule(51, "I.II.7.c", _("Before the signer's name stands an academic title."), _signer_title),
    Rule(52, "I.II.9.d", _("“Nơi nhận:” is missing or not in bold italics of size 12."), _recipients_head),
    Rule(53, "I.II.9.d", _("The recipients are not upright in size 11."), _recipients_look),
    Rule(54, "I.II.9.d", _("Recipients stand on lines with a dash, ended by “;” and the last by “.”."), _recipients_marks),
    Rule(55, "I.II.9.d", _("The last recipient is not the archive: “- Lưu: VT, ...”."), _archive),
    Rule(56, "I.III.1.b", _("“Phụ lục” is not bold in size 14 in the middle."), _annex_name),
    Rule(
        57, "I.III.1.a", _("The annex should be called “%(expected)s”: Roman numerals when there are two or more."), _annex_count
    ),
    Rule(58, "I.III.1.b", _("The title of the annex is missing or not in bold capitals of size 13 to 14."), _annex_title),
    Rule(
        59, "I.III.1.c", _("“(Kèm theo ...)” is missing under the annex's title or not in italics of size 13 to 14."), _annex_note
    ),
    Rule(60, "III.2.1", _("The annex does not begin on a new page."), _annex_page),
    Rule(61, "I.III.1.a", _("The text does not point to its annex."), _annex_named, Severity.WARNING),
)
