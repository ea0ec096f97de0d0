"""The only clock of the house: true moments in UTC, days in Vietnam's time zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_held: ContextVar[datetime | None] = ContextVar("held", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _held.get() or datetime.now(UTC)


def today() -> date:
    """The present day in Vietnam."""
    return now().astimezone(VIETNAM).date()


def midnight(day: date) -> datetime:
    """The moment at which this day begins in Vietnam."""
    return datetime.combine(day, time(), VIETNAM)


def within(day: date, moment: datetime) -> datetime:
    """The moment where it lies on this day; else the beginning of the day: of what is entered later only the day is known."""
    return moment if moment.astimezone(VIETNAM).date() == day else midnight(day)


def stands(until: float, minutes: int) -> bool:
    """Whether what was given for so many minutes, until this moment in seconds of Unix time, may still be used: that moment has
    not come, and lies no further off than it did then, as it would when the clock ran ahead."""
    return 0 <= until - now().timestamp() <= minutes * 60


@contextmanager
def held(moment: datetime) -> Iterator[None]:
    """Hold the clock at an aware moment (tests and rehearsals)."""
    token = _held.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _held.reset(token)
