"""The fixed words and lines of a paper, one place for Word and PDF (Decree 30/2020/NĐ-CP, Appendix I; templates 1.4 and 2.1)."""

from dataclasses import dataclass

from khen.atoms import vietnamese
from khen.deeds.blocks import Annex, Letterhead, Paper, Section
from khen.deeds.widths import width

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
END_MARK = "./."
ROOM = (210 - 30 - 15) * 72 / 25.4
"""Points between the margins of 30 and 15 mm on A4."""
TO_LEFT = 85.0
"""Points from the margin to "Kính gửi:" when several are addressed."""
DASH = 8.2
"""Points that a dash and its space take in size 14."""
BLANK = "\u00a0" * 8


def number_line(head: Letterhead) -> str:
    """ "Số: 05/BC-STTTT": below 10 with a 0; a gap to be filled by hand while the paper has no number."""
    number = head.number.zfill(2) if head.number.isdigit() else head.number
    return f"Số: {number or BLANK}/{head.symbol}"


def place_and_date(head: Letterhead) -> str:
    """ "Hà Giang, ngày 29 tháng 6 năm 2020", or with gaps while the paper is not signed."""
    if head.signed_on is None:
        return f"{head.place}, ngày{BLANK}tháng{BLANK}năm{BLANK}"
    return f"{head.place}, {vietnamese.day_in_words(head.signed_on)}"


def heading(section: Section) -> str:
    """ "I. KẾT QUẢ", "1. Công nghệ thông tin", "a) Phần mềm", "- Khác"."""
    if section.level == 1:
        return f"{section.numeral}. {section.title.upper()}"
    return {2: f"{section.numeral}. ", 3: f"{section.numeral}) ", 4: "- "}[section.level] + section.title


def addressees(paper: Paper) -> tuple[str, ...]:
    """Lines after "Kính gửi:": one alone as it is; several on dash lines with ";" and "." at the ends."""
    return _dashed(paper.kinh_gui) if len(paper.kinh_gui) > 1 else paper.kinh_gui


def under_colon() -> float:
    """Points from the margin to the dashes of several addressees, which stand under the colon of "Kính gửi:"."""
    return TO_LEFT + width("Kính gửi", 14)


def recipients(paper: Paper) -> tuple[str, ...]:
    """The lines under "Nơi nhận:", the archive last: "- Như trên;" ... "- Lưu: VT, VP."."""
    lines = (*paper.recipients, f"Lưu: {paper.archive.removesuffix('.')}")
    return _dashed(lines)


def closing(paper: Paper) -> str:
    """The last sentence with the end mark "./."."""
    return paper.closing.removesuffix(END_MARK).rstrip(". ") + END_MARK


def annex_name(annex: Annex) -> str:
    """ "Phụ lục II", or "Phụ lục" when it is the only one."""
    return f"Phụ lục {annex.numeral}".strip()


def attached_to(paper: Paper) -> str:
    """ "(Kèm theo Báo cáo số 05/BC-STTTT ngày 29 tháng 6 năm 2020 của Sở Thông tin và Truyền thông)"."""
    head = paper.letterhead
    number = number_line(head).removeprefix("Số: ")
    day = place_and_date(head).removeprefix(f"{head.place}, ").rstrip()
    return f"(Kèm theo {paper.kind.capitalize()} số {number} {day} của {head.agency})"


def balanced(text: str, points: float, limit: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in one line if it fits into `limit` points, else in two lines as equal as the words allow, "và" not at an end."""
    if not text or width(text, points, bold=bold) <= limit:
        return (text,) if text else ()
    words = text.split()
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)) if words[at - 1].lower() != "và"]
    return min(cuts, key=lambda cut: max(width(line, points, bold=bold) for line in cut), default=(text,))


@dataclass(frozen=True, slots=True)
class Frame:
    """The head's left side, in points: its width, its lines, the length of the line under the agency (two fifths of its name)."""

    left: float
    right: float
    parents: tuple[str, ...]
    agency: tuple[str, ...]
    rule: float


def frame(head: Letterhead) -> Frame:
    """The national header takes what it needs in one line, and two hundredths more (renderers differ); the agency the rest."""
    right = width(NATION, 12, bold=True) * 1.02
    left = ROOM - right
    agency = balanced(head.agency.upper(), 12, left * 0.98, bold=True)
    longest = max((width(words, 12, bold=True) for words in agency), default=0)
    return Frame(left, right, balanced(head.parent_agency.upper(), 12, left * 0.98), agency, longest * 0.4)


def subject_rule(paper: Paper) -> float:
    """Points of the line under the subject: two fifths of its longest line."""
    return min(max((width(words, 14, bold=True) for words in paper.subject), default=0), ROOM) * 0.4


def _dashed(lines: tuple[str, ...]) -> tuple[str, ...]:
    bare = [line.strip().rstrip(";.") for line in lines]
    return tuple(f"- {line}{'.' if at == len(bare) else ';'}" for at, line in enumerate(bare, start=1))
