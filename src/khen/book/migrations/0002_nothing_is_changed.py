"""The database itself refuses to change or remove an entry."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = {
    "UPDATE": "CREATE TRIGGER entries_refuse_update BEFORE UPDATE ON book_entry"
    " BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END",
    "DELETE": "CREATE TRIGGER entries_refuse_delete BEFORE DELETE ON book_entry"
    " BEGIN SELECT RAISE(ABORT, 'an entry is never removed'); END",
}
POSTGRESQL = (
    "CREATE FUNCTION entries_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'an entry is never changed or removed'; END $$",
    "CREATE TRIGGER entries_refuse_change BEFORE UPDATE OR DELETE ON book_entry"
    " FOR EACH ROW EXECUTE FUNCTION entries_refuse()",
    "CREATE TRIGGER entries_refuse_truncate BEFORE TRUNCATE ON book_entry"
    " FOR EACH STATEMENT EXECUTE FUNCTION entries_refuse()",
)


def plant(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    statements = POSTGRESQL if editor.connection.vendor == "postgresql" else tuple(SQLITE.values())
    for statement in statements:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("book", "0001_entries")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop, elidable=False)]
