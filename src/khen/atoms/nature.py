"""What sort of number a figure is, and what may be added up."""

from enum import StrEnum


class Nature(StrEnum):
    """How a number comes about; the names are those of the catalogue and of the items that bodies declare."""

    FLOW = "flow"  # things that happened in the period
    STOCK = "stock"  # things that stand at the period's last day
    SUM = "sum"  # a quantity of the things that happened: copies, reach
    DISTINCT = "distinct"  # different things, each counted once
    RATIO = "ratio"  # one number over another
    PLAN = "plan"  # what is intended

    @property
    def adds_over_bodies(self) -> bool:
        """Two bodies' numbers make one of both: not for shares, nor where both may have counted the same thing."""
        return self not in {Nature.RATIO, Nature.DISTINCT}

    @property
    def adds_over_time(self) -> bool:
        """Two periods' numbers make one of both: only what happened adds up, never what stands or is intended."""
        return self in {Nature.FLOW, Nature.SUM}
