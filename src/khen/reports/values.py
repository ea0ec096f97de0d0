"""The figures of a report: counted while it is open, read back as frozen afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from khen.atoms import vietnamese
from khen.figures.catalogue import FIGURES
from khen.figures.figure import Figure

NOT_YET = "chưa có"


@dataclass(frozen=True, slots=True)
class Value:
    """One figure's value, None where nothing was counted or declared."""

    figure: Figure
    value: Decimal | None

    def printed(self, *, two_digits: bool = False) -> str:
        """As the report prints it: "9,27%", "05", "2.317.313"; "chưa có" where there is none."""
        if self.value is None:
            return NOT_YET
        if self.figure.unit == "%":
            return vietnamese.percent(self.value)
        return vietnamese.number(self.value, decimals=self.figure.decimals, two_digits=two_digits)


Values = Mapping[str, Value]


def valued(numbers: Mapping[str, Decimal | None]) -> dict[str, Value]:
    """Numbers by key joined with what the catalogue says of them, in the catalogue's order."""
    return {key: Value(figure, numbers[key]) for key, figure in FIGURES.items() if key in numbers}
