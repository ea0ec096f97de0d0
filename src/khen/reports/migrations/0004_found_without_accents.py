"""Parts of reports are found by their folded titles."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from khen.atoms.text import fold


def fold_what_is_there(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    blocks = apps.get_model("reports", "Block").objects
    for one in blocks.only("title").iterator():
        blocks.filter(pk=one.pk).update(folded=fold(one.title)[:200])


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_named_for_people")]
    operations = [
        migrations.AddField("block", "folded", models.CharField(default="", editable=False, max_length=200)),
        migrations.RunPython(fold_what_is_there, migrations.RunPython.noop),
    ]
