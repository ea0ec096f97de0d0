"""Topics are opened by bodies; those with which the house opened stay everybody's."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from khen.atoms.text import fold


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for topic in apps.get_model("newsroom", "Topic").objects.all():
        topic.folded = fold(topic.name)
        topic.save(update_fields=["folded"])


class Migration(migrations.Migration):
    dependencies = [("bodies", "0007_leaves"), ("newsroom", "0026_closed_lists_stay")]
    operations = [
        migrations.AddField(
            model_name="topic",
            name="body",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="bodies.body",
                verbose_name="whose topic",
            ),
        ),
        migrations.AddField(
            model_name="topic", name="folded", field=models.CharField(default="", max_length=120), preserve_default=False
        ),
        migrations.AddIndex(model_name="topic", index=models.Index(fields=["body", "since"], name="topic_of_body")),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
    ]
