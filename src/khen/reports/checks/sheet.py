"""What the checks read: a report reduced to values. Nothing here knows a database, a document or a screen."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from khen.atoms import vietnamese


class Kind(StrEnum):
    """How a figure may be combined; the names follow the catalogue of figures."""

    FLOW = "flow"
    STOCK = "stock"
    DISTINCT = "distinct"
    RATIO = "ratio"
    REACH = "reach"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as the report prints it.

    `value` is None where nothing was declared. `decimals` are the places printed: they say how far rounding may have moved it.
    `parts` are keys: they add up to the figure, or, for a ratio, the figure is their weighted mean.
    `part_of` names a whole that this may not exceed; `distinct_of` a count of which this counts the different ones.
    `plan` is the target that explains a share above 100 %.
    """

    key: str
    label: str
    value: Decimal | None
    kind: Kind = Kind.FLOW
    unit: str = ""
    decimals: int = 0
    parts: tuple[str, ...] = ()
    part_of: str = ""
    distinct_of: str = ""
    plan: Decimal | None = None
    is_said: bool = False  # somebody has said that there is no number, or that nothing occurred
    unasked: str = ""  # the form that declares it, where nobody was asked for that

    @property
    def printed(self) -> str:
        """As Vietnamese readers see it, with the places it is printed with; "" when there is no value."""
        return "" if self.value is None else vietnamese.number(self.value, decimals=self.decimals)


@dataclass(frozen=True, slots=True)
class Siblings:
    """Two ratios over the same bodies, whose parts weigh the same or nearly so (for example machines and machines on line)."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A section of the report: level 1 is "I", 2 is "1", 3 is "a". `text` holds only what was typed by hand: a figure set by key
    leaves the mark `SOURCED` behind, and its key stands in `keys`, in the order of the marks. `under` is the numeral of the
    section above, where that is known."""

    numeral: str
    level: int
    title: str
    text: str = ""
    under: str = ""
    keys: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The heading with its place, "II.3. Báo chí", to lead a reader there."""
        place = ".".join(part for part in (self.under, self.numeral) if part)
        return f"{place}. {self.title}" if place else self.title


SOURCED = "\ufffc"
"""Stands in a passage's text for a figure that was set by its key and so has a source."""


@dataclass(frozen=True, slots=True)
class Return:
    """What one body had to declare for the period, and how far it came ("accepted" is the only state that may be printed)."""

    body: str
    form: str
    state: str
    sent: int = 0  # of how many items, where it is sent in part
    items: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the checks look at, in the order of the report."""

    figures: tuple[Figure, ...] = ()
    passages: tuple[Passage, ...] = ()
    returns: tuple[Return, ...] = ()
    siblings: tuple[Siblings, ...] = ()
    printed: frozenset[str] = frozenset()  # keys that stand in the text
    by_key: dict[str, Figure] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {figure.key: figure for figure in self.figures})

    def valued(self, keys: tuple[str, ...]) -> tuple[Figure, ...] | None:
        """The figures of these keys, or None when one is unknown or has no value: then nothing can be said."""
        found = tuple(self.by_key[key] for key in keys if key in self.by_key and self.by_key[key].value is not None)
        return found if len(found) == len(keys) else None
