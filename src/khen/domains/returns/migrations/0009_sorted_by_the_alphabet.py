"""The titles of what is declared keep their place in the Vietnamese alphabet."""

from operator import attrgetter

from django.db import migrations, models

from khen.bodies.alphabet import collate


def fill(apps, schema_editor):
    collate(apps.get_model("returns", "Item").objects.all(), "title", called=attrgetter("title"))


class Migration(migrations.Migration):
    dependencies = [("returns", "0008_what_was_declared_stays")]
    operations = [
        migrations.AddField("item", "collated", models.BinaryField(db_index=True, default=b"")),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
