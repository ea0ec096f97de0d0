"""From blocks and values to an official paper (Decree 30/2020/NĐ-CP): text, figures as chips, and the annex that traces each."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from khen.atoms.period import Period, half_year
from khen.deeds import blocks as deed
from khen.desk.illustration import illustrative
from khen.reports import chips
from khen.reports.models import Block, Report
from khen.reports.outline import Outline
from khen.reports.tracing import Trace
from khen.reports.values import NOT_YET, Values

TO_THE_ANNEX = "Số liệu của báo cáo và nguồn của từng số liệu có tại Phụ lục kèm theo."
COLUMNS = (
    deed.Column("Số", 4, "center"),
    deed.Column("Chỉ tiêu", 18),
    deed.Column("Đơn vị", 10),
    deed.Column("Kỳ này", 13, "right"),
    deed.Column("Cùng kỳ", 10, "right"),
    deed.Column("Kế hoạch", 10, "right"),
    deed.Column("Nguồn", 22),
)


def paper(
    report: Report,
    outline: Outline,
    blocks: Sequence[Block],
    traces: Sequence[Trace],
    *,
    period: Period,
    lines: Iterable[str] = (),
) -> deed.Paper:
    """The whole paper. `lines` stand above the annex's table: the journal's seals, and how complete the returns are."""
    words, values = names_of(period), {trace.key: trace.value for trace in traces}
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
        blocks=(*_sections(blocks, values), deed.Paragraph((deed.Text(TO_THE_ANNEX),))),
        closing=outline.closing,
        signature=deed.Signature(outline.authority, outline.post, report.approved_by.full_name if report.approved_by else ""),
        recipients=outline.recipients,
        archive=outline.archive.removeprefix("Lưu: "),
        annexes=(annex(traces, lines),),
        note=illustrative(),
    )


def names_of(period: Period) -> dict[str, str]:
    """How the period and the one after it are called in a heading; `next_half` goes without the year where it is the same."""
    year, half = period.last.year, 1 if period.last.month == 6 else 2
    after = half_year(year if half == 1 else year + 1, 2 if half == 1 else 1)
    next_half = "sáu tháng cuối năm" if half == 1 else f"sáu tháng đầu năm {after.last.year}"
    return {"period": _called(half, period.last), "next_period": _called(3 - half, after.last), "next_half": next_half}


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


def annex(traces: Iterable[Trace], lines: Iterable[str]) -> deed.Annex:
    """Every figure with its source, and columns that say "chưa có" where nothing can be compared."""
    told = tuple(deed.Paragraph((deed.Text(line),)) for line in lines)
    return deed.Annex("", "Số liệu của báo cáo và nguồn", (*told, deed.Table(COLUMNS, tuple(_row(one) for one in traces))))


def _row(trace: Trace) -> deed.Row:
    figure = trace.value.figure
    cells = (figure.number, str(figure.title), str(figure.unit), *trace.cells, trace.source)
    return deed.Row(tuple((deed.Text(cell),) for cell in cells), trace.key)


def file_name(report: Report) -> str:
    """The paper's name without its ending: bao-cao-2020-H1."""
    return f"bao-cao-{report.period}"
