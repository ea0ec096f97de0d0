"""Lists of people keep the place of their names in the Vietnamese alphabet."""

from django.db import migrations, models

from khen.bodies.alphabet import collate


def fill(apps, schema_editor):
    collate(apps.get_model("organisation", "Roll").objects.all(), "name", called=lambda row: row.name)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0006_networks_of_administrators")]
    operations = [
        migrations.AddField("roll", "collated", models.BinaryField(db_index=True, default=b"")),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
