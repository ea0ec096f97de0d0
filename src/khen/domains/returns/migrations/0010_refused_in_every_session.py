"""On PostgreSQL the triggers refuse in every session, also in one that says it repeats what another server did."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from khen.domains.returns.models import KEPT


def always(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for table in KEPT:
        for statement in table.always(editor.connection.vendor):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("returns", "0009_sorted_by_the_alphabet")]
    operations = [migrations.RunPython(always, migrations.RunPython.noop, elidable=False)]
