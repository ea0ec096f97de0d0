"""On SQLite an entry is not replaced either: INSERT OR REPLACE asks neither of the other triggers."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from khen.book.guards import ENTRIES


def plant(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        editor.execute(ENTRIES.on_sqlite()["entries_refuse_replacing"])


class Migration(migrations.Migration):
    dependencies = [("book", "0003_by_whom")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop, elidable=False)]
