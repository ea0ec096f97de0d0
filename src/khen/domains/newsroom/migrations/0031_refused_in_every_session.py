"""On PostgreSQL the triggers refuse in every session, also in one that says it repeats what another server did."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from khen.domains.newsroom.models.guards import FEES, KEPT


def always(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for table in (*KEPT, *FEES):
        for statement in table.always(editor.connection.vendor):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0030_one_post_has_one_place")]
    operations = [migrations.RunPython(always, migrations.RunPython.noop, elidable=False)]
