"""The triggers by which the database itself refuses to change, remove or replace an entry: as planted, and whether they stand."""

from collections.abc import Mapping

from django.db import connection

REFUSES_UPDATE = (
    "CREATE TRIGGER entries_refuse_update BEFORE UPDATE ON book_entry BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END"
)
REFUSES_DELETE = (
    "CREATE TRIGGER entries_refuse_delete BEFORE DELETE ON book_entry BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END"
)
REFUSES_REPLACING = (  # INSERT OR REPLACE removes a row of SQLite without asking its triggers
    "CREATE TRIGGER entries_refuse_replacing BEFORE INSERT ON book_entry"
    " WHEN EXISTS (SELECT 1 FROM book_entry WHERE seq = NEW.seq OR rowid = NEW.rowid)"
    " BEGIN SELECT RAISE(ABORT, 'an entry is never replaced'); END"
)
SQLITE = {
    "entries_refuse_update": REFUSES_UPDATE,
    "entries_refuse_delete": REFUSES_DELETE,
    "entries_refuse_replacing": REFUSES_REPLACING,
}
REFUSAL = " BEGIN RAISE EXCEPTION 'an entry is never changed or removed'; END "
ROW, BEFORE, DELETE, UPDATE, TRUNCATE = 1, 2, 8, 16, 32  # bits of pg_trigger.tgtype
POSTGRESQL = {"entries_refuse_change": ROW | BEFORE | DELETE | UPDATE, "entries_refuse_truncate": BEFORE | TRUNCATE}
STANDING = (
    "SELECT tgname, tgtype FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
    " WHERE tgrelid = 'book_entry'::regclass AND tgenabled IN ('O', 'A') AND tgqual IS NULL AND tgattr = '' AND prosrc = %s"
)


def unguarded() -> list[str]:
    """The triggers that do not stand in the database as they were planted: gone, switched off, or saying something else."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(STANDING, [REFUSAL])
            return _missing(POSTGRESQL, dict(cursor.fetchall()))
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'book_entry'")
        return _missing(SQLITE, dict(cursor.fetchall()))


def _missing(wanted: Mapping[str, object], found: Mapping[str, object]) -> list[str]:
    return sorted(name for name, shape in wanted.items() if found.get(name) != shape)
