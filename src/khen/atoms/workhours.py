"""Hours in which offices work, on the days on which they do. They differ from place to place: workhours.toml."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from khen.atoms.clock import VIETNAM
from khen.atoms.workdays import is_working

Half = tuple[time, time]


@dataclass(frozen=True, slots=True)
class Hours:
    """From `since` on, morning and afternoon."""

    since: date
    halves: tuple[Half, ...]


def _read(path: Path) -> list[Hours]:
    told = tomllib.loads(path.read_text(encoding="utf-8"))["hours"]
    found = (Hours(one["since"], tuple((begins, ends) for begins, ends in one["halves"])) for one in told)
    return sorted(found, key=lambda hours: hours.since, reverse=True)


HOURS = _read(Path(__file__).with_suffix(".toml"))


def halves(day: date) -> tuple[Half, ...]:
    """Morning and afternoon of a working day in local time; none of a day that is free or before the first hours known."""
    known = (hours.halves for hours in HOURS if hours.since <= day)
    return next(known, ()) if is_working(day) else ()


def half_of(moment: datetime) -> tuple[datetime, datetime] | None:
    """Beginning and end of the half of a working day in which this moment lies, its end left out; None outside working hours."""
    local = moment.astimezone(VIETNAM)
    day = local.date()
    for begins, ends in halves(day):
        if begins <= local.time() < ends:
            return datetime.combine(day, begins, VIETNAM), datetime.combine(day, ends, VIETNAM)
    return None
