"""From blocks and values to an official paper (Decree 30/2020/NĐ-CP): text, figures as chips, and the annex that traces each."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from khen.atoms.period import Period, half_year
from khen.deeds import blocks as deed
from khen.reports import chips
from khen.reports.models import Block, Report
from khen.reports.outline import Outline
from khen.reports.values import NOT_YET, Value, Values

NOTE = "dữ liệu minh hoạ"
COLUMNS = (
    deed.Column("Số", 1, "center"),
    deed.Column("Chỉ tiêu", 6),
    deed.Column("Đơn vị", 2),
    deed.Column("Kỳ này", 2, "right"),
    deed.Column("Cùng kỳ", 2, "right"),
    deed.Column("Kế hoạch", 2, "right"),
    deed.Column("Nguồn", 3),
)
SOURCES = {"records": "hồ sơ, %d mục", "declared": "đơn vị khai, %d mục"}


def paper(
    report: Report,
    outline: Outline,
    blocks: Sequence[Block],
    values: Values,
    *,
    period: Period,
    counted: dict[str, int],
    completeness: Iterable[str] = (),
) -> deed.Paper:
    """The whole paper. `counted` says how many facts stand behind each figure; `completeness` are lines such as "10/11 huyện"."""
    words = names_of(period)
    return deed.Paper(
        letterhead=deed.Letterhead(
            parent_agency=outline.parent_agency,
            agency=outline.agency,
            symbol=outline.symbol,
            place=outline.place,
            number=f"{report.number:02d}" if report.number else "",
            signed_on=report.signed_on,
        ),
        kind=outline.kind,
        subject=tuple(line.format_map(words) for line in outline.subject),
        kinh_gui=outline.addressees,
        blocks=tuple(_sections(blocks, values)),
        closing=outline.closing,
        signature=deed.Signature(outline.authority, outline.post),
        recipients=outline.recipients,
        archive=outline.archive.removeprefix("Lưu: "),
        annexes=(trace(values, counted, completeness),),
        note=NOTE,
    )


def names_of(period: Period) -> dict[str, str]:
    """How the period and the one after it are called in a heading."""
    year, half = period.first.year, 1 if period.last.month == 6 else 2
    after = half_year(year if half == 1 else year + 1, 2 if half == 1 else 1)
    return {"period": _called(half, period.last), "next_period": _called(3 - half, after.last)}


def _called(half: int, last: date) -> str:
    return f"6 tháng {'đầu' if half == 1 else 'cuối'} năm {last.year}"


def _sections(blocks: Sequence[Block], values: Values) -> Iterator[deed.Section]:
    tops: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        if block.level == 1:
            tops.append((block, []))
        else:
            tops[-1][1].append(block)
    for top, below in tops:
        inner = tuple(deed.Section(2, block.numeral, block.title, tuple(_paragraphs(block, values))) for block in below)
        yield deed.Section(1, top.numeral, top.title, (*_paragraphs(top, values), *inner))


def _paragraphs(block: Block, values: Values) -> Iterator[deed.Paragraph]:
    for line in block.text.split("\n"):
        if line.strip():
            yield deed.Paragraph(tuple(_runs(line.strip(), values)))


def _runs(line: str, values: Values) -> Iterator[deed.Run]:
    for piece in chips.split(line):
        if isinstance(piece, str):
            yield deed.Text(piece)
        elif piece.key in values:
            value = values[piece.key]
            yield deed.Chip(piece.key, value.printed(two_digits=piece.two_digits), str(value.figure.title))
        else:
            yield deed.Text(NOT_YET)


def trace(values: Values, counted: dict[str, int], completeness: Iterable[str]) -> deed.Annex:
    """The annex: every figure with its source, and columns that say "chưa có" where nothing can be compared."""
    rows = tuple(_row(key, value, counted.get(key, 0)) for key, value in values.items())
    told = tuple(deed.Paragraph((deed.Text(line),)) for line in completeness)
    return deed.Annex("", "Số liệu của báo cáo và nguồn", (*told, deed.Table(COLUMNS, rows)))


def _row(key: str, value: Value, count: int) -> deed.Row:
    cells = (
        str(value.figure.number),
        str(value.figure.title),
        str(value.figure.unit),
        value.printed(),
        NOT_YET,
        NOT_YET,
        SOURCES[value.figure.provenance] % count,
    )
    return deed.Row(tuple((deed.Text(cell),) for cell in cells), key)


def file_name(report: Report) -> str:
    """The paper's name without its ending: bao-cao-2020-H1."""
    return f"bao-cao-{report.period}"
