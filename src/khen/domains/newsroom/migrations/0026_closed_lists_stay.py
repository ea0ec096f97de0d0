"""What was chosen for fees, and the lines of closed lists, are guarded by the same triggers as the journal."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from khen.domains.newsroom.models.guards import FEES


def plant(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for table in FEES:
        for statement in table.planting(editor.connection.vendor):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0025_rates_and_monthly_lists")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop, elidable=False)]
