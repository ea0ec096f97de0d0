"""One figure of the scoreboard beside its floor, both measured in the same run."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`value` and `floor` in `unit`; the ratio value / floor is at most `most` or at least `least`.

    A figure with an absolute limit has that limit as its floor and `most=1` (or `least=1`)."""

    name: str
    value: float
    floor: float
    unit: str = "s"
    most: float | None = None
    least: float | None = None

    @property
    def ratio(self) -> float:
        return self.value / self.floor if self.floor else float(self.value > 0)

    @property
    def ok(self) -> bool:
        return (self.most is None or self.ratio <= self.most) and (self.least is None or self.ratio >= self.least)

    def __str__(self) -> str:
        limit = f"<= {self.most:g}" if self.most is not None else f">= {self.least:g}" if self.least is not None else ""
        said = "ok" if self.ok else "NOT OK"
        return f"{self.name:<44} {self.value:>12.6g} {self.floor:>12.6g} {self.unit:<6} {self.ratio:>8.3f} {limit:<8} {said}"


HEAD = f"{'name':<44} {'value':>12} {'floor':>12} {'unit':<6} {'ratio':>8} {'limit':<8} ok"


def side_by_side(rounds: int, *dos: Callable[[], object]) -> list[float]:
    """Median seconds of each, taken in turns so that a busy moment of the machine meets all of them."""
    taken: list[list[float]] = [[] for _ in dos]
    for _ in range(rounds):
        for number, do in enumerate(dos):
            begun = time.perf_counter()
            do()
            taken[number].append(time.perf_counter() - begun)
    return [median(times) for times in taken]
