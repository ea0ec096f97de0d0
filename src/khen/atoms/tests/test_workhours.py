"""Hours in which offices work."""

from datetime import date, datetime, time

import pytest

from khen.atoms.clock import VIETNAM
from khen.atoms.workhours import HOURS, half_of, halves


@pytest.mark.parametrize(
    ("moment", "begins"),
    [
        ("2026-11-26 07:29", None),
        ("2026-11-26 07:30", time(7, 30)),
        ("2026-11-26 11:30", None),  # noon
        ("2026-11-26 17:29", time(13, 30)),
        ("2026-11-26 17:30", None),
        ("2026-11-28 09:00", None),  # a Saturday
        ("2026-01-10 09:00", time(7, 30)),  # a Saturday worked in exchange
        ("2026-01-02 09:00", None),  # for this Friday
        ("2026-09-02 09:00", None),  # a holiday
        ("2017-11-22 09:00", None),  # before any hours are known
    ],
)
def test_offices_work_in_the_morning_and_in_the_afternoon_of_working_days(moment: str, begins: time | None) -> None:
    half = half_of(datetime.fromisoformat(moment).replace(tzinfo=VIETNAM))
    assert (half and half[0].time()) == begins


def test_hours_are_dated_and_each_half_ends_after_it_begins() -> None:
    assert HOURS[0].since >= HOURS[-1].since
    for hours in HOURS:
        ends = [moment for half in hours.halves for moment in half]
        assert ends == sorted(set(ends))
    assert sum(end.hour - begin.hour for begin, end in halves(date(2026, 11, 26))) == 8
