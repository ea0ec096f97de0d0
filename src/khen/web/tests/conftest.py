"""What several tests of the door are given."""

from collections.abc import Iterator

import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite


@pytest.fixture
def database() -> Iterator[BaseDatabaseWrapper]:
    """This one; SQLite makes no tables inside a test's transaction, and gets one of its own."""
    if connection.vendor != "sqlite":
        yield connection
        return
    usual, own = connections["default"], SQLite({**connection.settings_dict, "NAME": ":memory:"})
    connections["default"] = own
    yield own
    connections["default"] = usual
    own.close()
