"""One figure of the scoreboard beside its floor, both measured in the same run."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from khen.web.progress import following


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`value` and `floor` in `unit`; the ratio value / floor is at most `most` or at least `least`, or is only told.

    A figure with an absolute limit has that limit as its floor and `most=1`; one that must be nothing has 0 for both."""

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
        said = ("ok" if self.ok else "NOT OK") if limit else "-"
        return f"{self.name:<44} {self.value:>12.6g} {self.floor:>12.6g} {self.unit:<6} {self.ratio:>8.3f} {limit:<8} {said}"


HEAD = f"{'name':<44} {'value':>12} {'floor':>12} {'unit':<6} {'ratio':>8} {'limit':<8} ok"


def nothing(name: str, value: int) -> Row:
    """A figure that must be 0."""
    return Row(name=name, value=value, floor=0, unit="", most=0)


def at_most(name: str, value: float, limit: float, unit: str = "s") -> Row:
    """A figure with an absolute limit."""
    return Row(name=name, value=value, floor=limit, unit=unit, most=1)


def seconds(do: Callable[[], object]) -> float:
    """How long it takes, once."""
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def side_by_side(what: str, rounds: int, *dos: Callable[[], object]) -> list[float]:
    """Median seconds of each, taken in turns so that a busy moment of the machine meets all of them."""
    taken: list[list[float]] = [[] for _ in dos]
    with following(what) as progress:
        for turn in range(rounds):
            for number, do in enumerate(dos):
                taken[number].append(seconds(do))
            progress(turn + 1, rounds)
    return [median(times) for times in taken]
