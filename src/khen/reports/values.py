"""The figures of a report: counted while it is open, read back as frozen afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from khen.atoms import vietnamese
from khen.figures.catalogue import FIGURES
from khen.figures.figure import Cell, Figure, State

NOT_YET = "chưa có"
NONE = {State.NOTHING: "không phát sinh", State.NOT_APPLICABLE: "không áp dụng"}  # said by those who know


@dataclass(frozen=True, slots=True)
class Value:
    """One figure's value, None where nothing was counted or declared, and why."""

    figure: Figure
    cell: Cell

    @property
    def value(self) -> Decimal | None:
        return self.cell.value

    @property
    def told(self) -> str:
        """The value as the annex tells it, where "không phát sinh" is no 0."""
        return NONE.get(self.cell.state) or self.printed()

    def printed(self, *, two_digits: bool = False) -> str:
        """As a sentence prints it: "9,27%", "05", "2.317.313"; "0 (không phát sinh)", which reads well before and after any
        word, and is what a mean of nothing is too; where there is no number, as of a share of nothing, "không phát sinh", "chưa
        có"."""
        is_share, is_nothing = self.figure.unit == "%", self.cell.state == State.NOTHING
        value = Decimal(0) if is_nothing and not is_share else self.value
        if value is None:
            return NONE.get(self.cell.state, NOT_YET)
        if is_share:
            return vietnamese.percent(value)
        said = vietnamese.number(value, decimals=self.figure.decimals, two_digits=two_digits)
        return f"{said} ({NONE[State.NOTHING]})" if is_nothing else said


Values = Mapping[str, Value]


def valued(cells: Mapping[str, Cell]) -> dict[str, Value]:
    """Cells by key joined with what the catalogue says of them, in the catalogue's order."""
    return {key: Value(figure, cells[key]) for key, figure in FIGURES.items() if key in cells}
