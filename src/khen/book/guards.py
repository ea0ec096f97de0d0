"""The triggers by which the database itself refuses to change, remove or replace what was written once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

ROW, BEFORE, DELETE, UPDATE, TRUNCATE = 1, 2, 8, 16, 32  # bits of pg_trigger.tgtype
STANDING = (
    "SELECT tgname, tgtype FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
    " WHERE tgrelid = %s::regclass AND tgenabled = 'A' AND tgqual IS NULL AND tgattr = '' AND prosrc = %s"
)


@dataclass(frozen=True, slots=True)
class Guarded:
    """A table whose rows stay as they were written: `name` begins the names of its triggers, `row` is one of them in words,
    `keys` are the columns by which no two rows are alike."""

    table: str
    name: str
    row: str
    keys: tuple[tuple[str, ...], ...] = (("id",),)

    def on_sqlite(self) -> dict[str, str]:
        """The triggers by name. INSERT OR REPLACE removes a row of SQLite without asking the trigger for removals."""
        alike = " OR ".join(" AND ".join(f"{column} = NEW.{column}" for column in key) for key in (*self.keys, ("rowid",)))
        refused = {
            "update": ("UPDATE", "", "changed"),
            "delete": ("DELETE", "", "removed"),
            "replacing": ("INSERT", f" WHEN EXISTS (SELECT 1 FROM {self.table} WHERE {alike})", "replaced"),
        }
        return {
            f"{self.name}_refuse_{end}": f"CREATE TRIGGER {self.name}_refuse_{end} BEFORE {event} ON {self.table}{when}"
            f" BEGIN SELECT RAISE(ABORT, '{self.row} is never {done}'); END"
            for end, (event, when, done) in refused.items()
        }

    def on_postgresql(self) -> dict[str, int]:
        """The sorts of the triggers by name, as pg_trigger holds them."""
        return {f"{self.name}_refuse_change": ROW | BEFORE | DELETE | UPDATE, f"{self.name}_refuse_truncate": BEFORE | TRUNCATE}

    def refusal(self) -> str:
        """What the function of the triggers on PostgreSQL does."""
        return f" BEGIN RAISE EXCEPTION '{self.row} is never changed or removed'; END "

    def planting(self, vendor: str) -> list[str]:
        """The statements that plant the triggers where none of these names stand."""
        if vendor != "postgresql":
            return list(self.on_sqlite().values())
        call = f"EXECUTE FUNCTION {self.name}_refuse()"
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}_refuse() RETURNS trigger LANGUAGE plpgsql AS $${self.refusal()}$$",
            f"CREATE TRIGGER {self.name}_refuse_change BEFORE UPDATE OR DELETE ON {self.table} FOR EACH ROW {call}",
            f"CREATE TRIGGER {self.name}_refuse_truncate BEFORE TRUNCATE ON {self.table} FOR EACH STATEMENT {call}",
            *self.always(vendor),
        ]

    def always(self, vendor: str) -> list[str]:
        """The statements after which the triggers refuse in every session: PostgreSQL asks none otherwise in one that says it
        repeats what another server did (session_replication_role)."""
        names = self.on_postgresql() if vendor == "postgresql" else ()
        return [f"ALTER TABLE {self.table} ENABLE ALWAYS TRIGGER {name}" for name in names]


ENTRIES = Guarded("book_entry", "entries", "an entry", (("seq",),))


def unguarded(tables: Iterable[Guarded] = (ENTRIES,)) -> list[str]:
    """The triggers that do not stand in the database as they were planted: gone, switched off, or saying something else."""
    return [name for table in tables for name in _open(table)]


def _open(table: Guarded) -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(STANDING, [table.table, table.refusal()])
            return _missing(table.on_postgresql(), dict(cursor.fetchall()))
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table.table])
        return _missing(table.on_sqlite(), dict(cursor.fetchall()))


def _missing(wanted: Mapping[str, object], found: Mapping[str, object]) -> list[str]:
    return sorted(name for name, shape in wanted.items() if found.get(name) != shape)
