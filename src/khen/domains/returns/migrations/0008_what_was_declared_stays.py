"""The database itself refuses to change, remove or replace what was declared once."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from khen.domains.returns.models import KEPT


def plant(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for table in KEPT:
        for statement in table.planting(editor.connection.vendor):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("returns", "0007_an_ask_knows_its_last_day")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop, elidable=False)]
