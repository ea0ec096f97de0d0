"""Searches of a hundred thousand bulletins on PostgreSQL, which keeps an index of any three letters of theirs."""

from collections.abc import Iterator

from django.db import connection

from benchmarks.lists import opened, searched
from benchmarks.row import Row


def run() -> Iterator[Row]:
    _officer, client, index = opened()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE newsroom_bulletin")  # as autovacuum does within a minute of such an import
    yield from searched(client, index, ", PostgreSQL")
