"""The database itself refuses to change a text that once stood."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    "CREATE TRIGGER versions_refuse_update BEFORE UPDATE ON newsroom_bulletinversion"
    " BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION versions_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'a version is never changed'; END $$",
    "CREATE TRIGGER versions_refuse_update BEFORE UPDATE ON newsroom_bulletinversion"
    " FOR EACH ROW EXECUTE FUNCTION versions_refuse()",
)


def plant(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0001_bulletins")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop, elidable=False)]
