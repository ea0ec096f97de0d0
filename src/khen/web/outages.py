"""When what the house stands on does not answer: no mistake of the house, so it is told without a traceback, and passes."""

import errno
import logging
import sqlite3
import time
from collections.abc import Callable
from enum import StrEnum

from django.db.utils import DatabaseError, InterfaceError, OperationalError

from khen.web import causes

RETRY = 60  # seconds, after which whoever asked may ask again
PAUSE = 60.0  # seconds between two lines about the same outage
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
FULL_STATE, AWAY_STATES = "53100", ("08", "53", "57P", "58")  # PostgreSQL's: connection, resources, shutdown, system
AWAY_CODES = {
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY),
    *(sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB),
}


class Outage(StrEnum):
    AWAY = "away"  # the database does not answer
    FULL = "full"  # the disk takes nothing more


def of(error: BaseException | None) -> Outage | None:
    """The outage behind an error; None for every other fault."""
    if isinstance(error, OSError):
        return Outage.FULL if error.errno in NO_ROOM else None
    if isinstance(error, InterfaceError):  # a connection that broke
        return Outage.AWAY
    return _of_database(error) if isinstance(error, DatabaseError) else None


def _of_database(error: DatabaseError) -> Outage | None:
    code: int | None = getattr(error.__cause__, "sqlite_errorcode", None)
    if code is not None:
        kind = code & 0xFF  # the primary one of SQLite's extended codes
        return Outage.FULL if kind == sqlite3.SQLITE_FULL else Outage.AWAY if kind in AWAY_CODES else None
    if not isinstance(error, OperationalError) or isinstance(error.__cause__, sqlite3.Error):
        return None
    state: str = getattr(error.__cause__, "sqlstate", None) or ""
    if state == FULL_STATE:
        return Outage.FULL
    return Outage.AWAY if not state or state.startswith(AWAY_STATES) else None  # without one the server said nothing


def why(error: BaseException) -> str:
    """In one line, for whoever looks after the machine."""
    said = causes.why(error) if isinstance(error, OSError) else ""
    return " ".join((said or (causes.of_database(error) if isinstance(error, DatabaseError) else str(error))).split())


class Told(logging.Filter):
    """Of an outage one line a minute, whatever number of readers and steps meet it; every other fault as it is."""

    def __init__(self, name: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(name)
        self.clock, self.told = clock, dict[Outage, float]()

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        outage = of(error)
        if error is None or outage is None:
            return True
        now = self.clock()
        if now - self.told.get(outage, -PAUSE) < PAUSE:
            return False
        self.told[outage] = now
        record.msg, record.args = "%s - %s", (why(error), record.getMessage())
        record.exc_info = record.exc_text = None
        return True
