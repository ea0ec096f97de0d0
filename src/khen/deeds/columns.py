"""How wide the columns of a ruled table print: by their shares, yet none narrower than the longest number that stands in it."""

from khen.deeds import wording
from khen.deeds.blocks import Runs, Table
from khen.deeds.widths import width

LETTERS = 12  # points, in the cells of a table
EDGES = 10.0  # points beside the text of a cell: what is left free, and the rule


def widths(table: Table) -> list[float]:
    """Points for each column, together the whole width. What a number asks for is taken from the columns that have room, each
    by as much as it has; where none has enough, the shares stand."""
    whole = sum(column.share for column in table.columns)
    shares = [wording.ROOM * column.share / whole for column in table.columns]
    asked = [_asked([row.cells[at] for row in table.rows]) for at in range(len(shares))]
    wanting = sum(max(0.0, least - share) for share, least in zip(shares, asked, strict=True))
    room = sum(max(0.0, share - least) for share, least in zip(shares, asked, strict=True))
    if wanting > room:
        return shares
    given = wanting / room if room else 0.0
    return [max(least, share) - max(0.0, share - least) * given for share, least in zip(shares, asked, strict=True)]


def _asked(cells: list[Runs]) -> float:
    """What the longest number among these cells takes, with its edges: "2.317.313", "-2.317.313,25"."""
    words = (word for runs in cells for word in "".join(run.text for run in runs).split())
    return max((width(word, LETTERS) + EDGES for word in words if _is_number(word)), default=0.0)


def _is_number(word: str) -> bool:
    return any(letter.isdigit() for letter in word) and all(letter.isdigit() or letter in "-−+.,%" for letter in word)
