"""The journal's cost on PostgreSQL, with its files written through (fsync)."""

from collections.abc import Iterator

from django.core.management import call_command

from benchmarks.journal import acts
from benchmarks.row import Row


def run() -> Iterator[Row]:
    for tables in ("bodies", "book"):
        call_command("migrate", tables, verbosity=0)
    yield acts(", PostgreSQL")
