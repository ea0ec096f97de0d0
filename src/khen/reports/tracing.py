"""Where each figure of a report comes from: the facts and entries behind it, what it was a year before, what was planned."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from khen.atoms.period import parse, previous_year
from khen.atoms.vietnamese import day_in_digits, number
from khen.book.models import Entry
from khen.book.reading import last_seq
from khen.domains.returns import reads as returns
from khen.figures.catalogue import FIGURES
from khen.figures.figure import MISSING, Cell, Provenance, State
from khen.reports import chips, completing, counting, runs
from khen.reports.models import FrozenFigure, Report
from khen.reports.outline import outline
from khen.reports.values import NOT_YET, Value, valued

MOST_DECLARED = 12  # declarations that the annex names of one figure
SOURCES = {Provenance.RECORDS: "hồ sơ", Provenance.DECLARED: "đơn vị khai"}


@dataclass(frozen=True, slots=True)
class Trace:
    """One figure as the annex prints it. `facts` has a line "fact,entry" for each fact behind it."""

    value: Value
    before: Value
    source: str
    facts: str = ""

    @property
    def key(self) -> str:
        return self.value.figure.key

    @property
    def cells(self) -> tuple[str, str, str]:
        """This period, the same period a year before, the plan. A plan's value is no result of the period."""
        if self.value.figure.is_plan:
            return NOT_YET, NOT_YET, self.value.told
        return self.value.told, self.before.told, NOT_YET


def traces(report: Report) -> list[Trace]:
    """Every printed figure with what stands behind it: counted now, or read back as it was frozen."""
    return list(_live(report) if not report.figures.exists() else _frozen(report))


def _frozen(report: Report) -> Iterator[Trace]:
    for row in report.figures.order_by("pk"):
        figure = FIGURES[row.key]
        now, before = Cell(row.value, State(row.state)), Cell(row.before, State(row.state_before))
        yield Trace(Value(figure, now), Value(figure, before), row.source, row.facts)


def _live(report: Report) -> Iterator[Trace]:
    """Three queries for all declared figures of a nature and for each other figure, and three for all of them."""
    before, paper = counting.numbers_before(report), dict(_printed_before(report))
    behind = counting.behind(report)
    declared = [seq for key, facts in behind.items() if FIGURES[key].is_declared for _fact, seq in facts[:MOST_DECLARED]]
    said = returns.declarations(declared)
    forms = [one for one in completing.completeness(report, completing.progress(report)) if not one.is_whole]
    rests_on = _rests_on(report)
    for key, value in valued(counting.numbers(report)).items():
        then = Value(value.figure, before.get(key, MISSING))
        told = _source(value, behind[key]), *_declared(behind[key], said), *_unlike(then, paper.get(key))
        short = [one.share for one in forms if key in one.items or one.key in rests_on.get(key, ())]
        yield Trace(value, then, "; ".join((*told, *short)), listed(behind[key]))


def _printed_before(report: Report) -> Iterator[tuple[str, tuple[Cell, str]]]:
    """Figure -> what the numbered report of the same period a year before printed, and which paper that is. One query."""
    symbol, year_before = outline(report.outline).symbol, previous_year(parse(report.period)).key
    same = FrozenFigure.objects.filter(report__body=report.body, report__outline=report.outline, report__period=year_before)
    rows = same.filter(report__number__isnull=False).values_list("key", "value", "state", "report__number", "report__signed_on")
    for key, value, state, given, day in rows:
        assert day is not None  # as every numbered report has its day
        yield key, (Cell(value, State(state)), f"Báo cáo số {given}/{symbol} ngày {day_in_digits(day)}")


def _unlike(now: Value, printed: tuple[Cell, str] | None) -> Iterator[str]:
    """Why whoever holds last year's paper finds another number there: what was known then has been put right since."""
    if printed and Value(now.figure, printed[0]).told != now.told:
        yield f"cùng kỳ đã in {Value(now.figure, printed[0]).told} tại {printed[1]}, nay là {now.told}"


def _rests_on(report: Report) -> dict[str, tuple[str, ...]]:
    """Figure -> the forms on which the words around it rest."""
    forms = {part.key: part.forms for part in outline(report.outline).parts}
    return {key: forms.get(block.key, ()) for block in report.blocks.all() for key in chips.keys(block.text)}


def _source(value: Value, behind: Sequence[tuple[int, int]]) -> str:
    """ "hồ sơ: 9 dữ kiện (số 31–38, 871), mục sổ 102–110"; of more than fit the first, and a digest of the whole list."""
    told = SOURCES[value.figure.provenance]
    if not behind:
        return told
    facts, all_facts = runs.named(fact for fact, _seq in behind)
    entries, all_entries = runs.named(seq for _fact, seq in behind)
    told += f": {len(behind)} dữ kiện (số {facts}), mục sổ {entries}"
    return told if all_facts and all_entries else f"{told}; danh sách đủ có SHA-256 {runs.digest(listed(behind))}"


def _declared(behind: Sequence[tuple[int, int]], said: Mapping[int, returns.Declaration]) -> Iterator[str]:
    """ "Phòng Công nghệ thông tin: Lê Thị A khai theo Báo cáo thống kê quý II, Trần Văn B chấp nhận"; of many the first."""
    told = [said[seq] for _fact, seq in behind[:MOST_DECLARED] if seq in said]
    for one in told:
        yield f"{one.body}: {one.entered_by} khai theo {one.source.rstrip('.')}, {one.accepted_by} chấp nhận"
    if told and len(behind) > MOST_DECLARED:
        yield f"và {len(behind) - MOST_DECLARED} đơn vị khác"


def listed(behind: Sequence[tuple[int, int]]) -> str:
    """A line "fact,entry" for each fact, in the order of entries: what approval keeps and what the annex's digest covers."""
    return "\n".join(f"{fact},{seq}" for fact, seq in behind)


def anchors(report: Report) -> list[str]:
    """The journal's seals, to be printed and signed: whoever holds the paper can tell whether the journal was changed later."""
    if report.as_of is None:
        return ["Bản đang soạn: số liệu chưa chốt."]
    told = [f"Số liệu chốt đến mục {number(report.as_of)} của sổ việc. {_sealed(report.as_of)}"]
    if report.number is not None:
        newest = last_seq()
        told.append(f"Khi vào số, mục mới nhất của sổ việc là {number(newest)}. {_sealed(newest)}")
    return told


def _sealed(seq: int) -> str:
    seal = Entry.objects.values_list("seal", flat=True).get(pk=seq)
    return f"Dấu niêm của mục này (SHA-256): {runs.grouped(seal)}."
