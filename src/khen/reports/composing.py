"""From blocks and values to an official paper (Decree 30/2020/NĐ-CP): text, figures as chips, and the annex that traces each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from khen.atoms.period import Period, half_year
from khen.deeds import blocks as deed
from khen.desk.illustration import illustrative
from khen.reports import chips, signing
from khen.reports.models import Block, Report
from khen.reports.outline import Outline
from khen.reports.tracing import Trace
from khen.reports.values import NOT_YET, Values

TO_THE_ANNEX = "Số liệu của báo cáo và nguồn của từng số liệu có tại Phụ lục kèm theo."
NONE_PASSED = "Không có cảnh báo nào của bước kiểm tra phải cho qua."
DRAFT = "DỰ THẢO"
NOT_YET_PASSED = "Dự thảo: còn {left} cảnh báo của bước kiểm tra chưa được cho qua."
COLUMNS = (
    deed.Column("Mục", 7, "center"),
    deed.Column("Số", 5, "center"),
    deed.Column("Chỉ tiêu", 36),
    deed.Column("Đơn vị", 12),
    deed.Column("Kỳ này", 15, "right"),
    deed.Column("Cùng kỳ", 12, "right"),
    deed.Column("Kế hoạch", 13, "right"),
)
PASSED = (deed.Column("Cảnh báo", 50), deed.Column("Lý do cho qua", 30), deed.Column("Người cho qua, ngày", 20))


@dataclass(frozen=True, slots=True)
class Waived:
    """A warning that was let pass, in words: what it said, why it might stand, who signed that and when. `where` is the key of
    a figure or the beginning of a heading, `key` that of the finding."""

    warning: str
    reason: str
    by: str
    on: str
    where: str = ""
    key: str = ""


def paper(
    report: Report,
    outline: Outline,
    blocks: Sequence[Block],
    traces: Sequence[Trace],
    *,
    period: Period,
    lines: Iterable[str] = (),
    passed: Sequence[Waived] = (),
    left: int = 0,
    draft: bool = False,
) -> deed.Paper:
    """The whole paper; a `draft` says so on each page. `lines` stand above the annex's table: the journal's seals, and how
    complete the returns are; the warnings that were let pass stand below it, and how many of a draft are `left`."""
    words, values = names_of(period), {trace.key: trace.value for trace in traces}
    return deed.Paper(
        letterhead=_letterhead(report, outline),
        kind=outline.kind,
        subject=tuple(line.format_map(words) for line in outline.subject),
        kinh_gui=outline.addressees,
        blocks=(*_sections(blocks, values), deed.Paragraph((deed.Text(TO_THE_ANNEX),), with_next=True)),
        closing=outline.closing,
        signature=deed.Signature(signing.lines(report, outline), report.approved_by.full_name if report.approved_by else ""),
        recipients=outline.recipients,
        archive=outline.archive.removeprefix("Lưu: "),
        annexes=(annex(in_order(blocks, traces), lines, warnings(passed, left)),),
        note=" · ".join(filter(None, (DRAFT if draft else "", illustrative()))),
    )


def _letterhead(report: Report, outline: Outline) -> deed.Letterhead:
    return deed.Letterhead(
        parent_agency=outline.parent_agency,
        agency=outline.agency,
        symbol=outline.symbol,
        place=outline.place,
        number=f"{report.number:02d}" if report.number else "",
        signed_on=report.signed_on,
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
    """The last paragraph of all keeps with the closing: the signature never stands on a page of its own."""
    tops: list[tuple[Block, list[Block]]] = []
    last = max((block.position for block in blocks if block.text.strip()), default=0)
    for block in blocks:
        if block.level == 1:
            tops.append((block, []))
        else:
            tops[-1][1].append(block)
    for top, below in tops:
        inner = tuple(deed.Section(2, block.numeral, block.title, tuple(_paragraphs(block, values, last))) for block in below)
        yield deed.Section(1, top.numeral, top.title, (*_paragraphs(top, values, last), *inner))


def _paragraphs(block: Block, values: Values, last: int) -> Iterator[deed.Paragraph]:
    lines = [line.strip() for line in block.text.split("\n") if line.strip()]
    for at, line in enumerate(lines, 1):
        yield deed.Paragraph(tuple(_runs(line, values)), with_next=block.position == last and at == len(lines))


def _runs(line: str, values: Values) -> Iterator[deed.Run]:
    for piece, begins in chips.placed(line):
        if isinstance(piece, str):
            yield deed.Text(piece)
            continue
        value = values.get(piece.key)
        printed = value.printed(two_digits=piece.two_digits) if value else NOT_YET
        printed = chips.begun(printed) if begins else printed
        yield deed.Chip(piece.key, printed, str(value.figure.title)) if value else deed.Text(printed)


def in_order(blocks: Iterable[Block], traces: Iterable[Trace]) -> list[tuple[str, Trace]]:
    """Each figure with the section that prints it first ("II.3"), in the order of sections; within one by the figure's number."""
    places, top = dict[str, tuple[int, str]](), ""
    for at, block in enumerate(blocks):
        top = block.numeral if block.level == 1 else top
        section = top if block.level == 1 else f"{top}.{block.numeral}"
        for key in chips.keys(block.text):
            places.setdefault(key, (at, section))
    nowhere = (len(places), "")
    ordered = sorted(traces, key=lambda one: (places.get(one.key, nowhere)[0], *_numbered(one.value.figure.number)))
    return [(places.get(one.key, nowhere)[1], one) for one in ordered]


def _numbered(number: str) -> tuple[bool, int]:
    """Results by their numbers, then plans ("P4") by theirs."""
    return not number.isdigit(), int(number.lstrip("P"))


def annex(traces: Iterable[tuple[str, Trace]], lines: Iterable[str], below: Iterable[deed.Block]) -> deed.Annex:
    """Every figure with its source below it, columns that say "chưa có" where nothing can be compared, and what was let pass."""
    told = tuple(deed.Paragraph((deed.Text(line),)) for line in lines)
    table = deed.Table(COLUMNS, tuple(_row(section, one) for section, one in traces))
    return deed.Annex("", "Số liệu của báo cáo và nguồn", (*told, table, *below))


def _row(section: str, trace: Trace) -> deed.Row:
    figure = trace.value.figure
    numbers = (cell.removesuffix("%") for cell in trace.cells)  # the column of units says it
    cells = (section, figure.number, str(figure.title), str(figure.unit), *numbers)
    below = (deed.Text(f"Nguồn: {trace.source}"),)
    return deed.Row(tuple((deed.Text(cell),) for cell in cells), trace.key, below)


def warnings(passed: Sequence[Waived], left: int) -> Iterator[deed.Block]:
    """How many warnings wait in a draft, or that there was none, and those that were let pass."""
    if left or not passed:
        yield deed.Paragraph((deed.Text(NOT_YET_PASSED.format(left=left) if left else NONE_PASSED),))
    if not passed:
        return
    rows = (deed.Row(tuple((deed.Text(cell),) for cell in (one.warning, one.reason, f"{one.by}, {one.on}"))) for one in passed)
    yield deed.Table(PASSED, tuple(rows), "Cảnh báo của bước kiểm tra đã được cho qua, lý do và người cho qua")


def file_name(report: Report) -> str:
    """The paper's name without its ending: bao-cao-2020-H1."""
    return f"bao-cao-{report.period}"
