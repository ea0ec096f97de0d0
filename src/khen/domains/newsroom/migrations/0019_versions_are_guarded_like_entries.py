"""Texts and words of channels are guarded by the same triggers as the journal, also against a second row with their number."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from khen.domains.newsroom.models.guards import KEPT

BEFORE = ("update", "delete", "truncate", "replacing")


def plant_anew(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    vendor = editor.connection.vendor
    for table in KEPT:
        place = f" ON {table.table}" if vendor == "postgresql" else ""
        drops = [f"DROP TRIGGER IF EXISTS {table.name}_refuse_{end}{place}" for end in BEFORE]
        for statement in (*drops, *table.planting(vendor)):
            editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0018_versions_are_not_removed")]
    operations = [migrations.RunPython(plant_anew, migrations.RunPython.noop, elidable=False)]
