"""On PostgreSQL the triggers refuse in every session, also in one that says it repeats what another server did."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from khen.book.guards import ENTRIES


def always(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for table in (ENTRIES,):
        for statement in table.always(editor.connection.vendor):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("book", "0005_entries_listed_by_day_and_person")]
    operations = [migrations.RunPython(always, migrations.RunPython.noop, elidable=False)]
