"""On PostgreSQL the triggers refuse in every session, also in one that says it repeats what another server did."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from khen.domains.portals.models import KEPT


def always(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for table in KEPT:
        for statement in table.always(editor.connection.vendor):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("portals", "0010_documents_are_put_right")]
    operations = [migrations.RunPython(always, migrations.RunPython.noop, elidable=False)]
