"""Declared figures are found by the folded titles of their items."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from khen.atoms.text import fold


def fold_what_is_there(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    items = apps.get_model("returns", "Item").objects
    for one in items.only("title").iterator():
        items.filter(pk=one.pk).update(folded=fold(one.title)[:200])


class Migration(migrations.Migration):
    dependencies = [("returns", "0003_named_for_people")]
    operations = [
        migrations.AddField("item", "folded", models.CharField(default="", editable=False, max_length=200)),
        migrations.RunPython(fold_what_is_there, migrations.RunPython.noop),
    ]
