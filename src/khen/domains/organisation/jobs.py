"""Lists of people that were handed in are entered, whether anybody looks on or not."""

from contextlib import suppress

from django.db import IntegrityError

from khen.atoms.refusal import Refusal
from khen.domains.organisation import acts, reads
from khen.domains.organisation.models import RollLine
from khen.domains.organisation.rules import MEANWHILE

ROUND = 50  # rows before others of the worker's steps have their turn


def enter_rolls() -> int:
    """Enter the next rows, each in an act of its own; a row that cannot be is passed over with the reason. Returns how many."""
    lines = reads.waiting_lines(ROUND)
    for line in lines:
        _enter(line)
    return len(lines)


def _enter(line: RollLine) -> None:
    roll = line.roll
    try:
        acts.enter_line(line, by=roll.by, on=roll.on)
    except (Refusal, IntegrityError) as refused:
        reason = str(refused) if isinstance(refused, Refusal) else str(MEANWHILE)
        with suppress(Refusal):  # another worker dealt with the row meanwhile
            acts.pass_over_line(line, reason=reason, by=roll.by, on=roll.on)
