"""Areas, bodies, people and outlets keep the place of their names in the Vietnamese alphabet."""

from django.db import migrations, models

from khen.bodies.alphabet import collate


def whole(area):
    """As the area is called, its first letter large."""
    full = f"{area.title} {area.name}".strip()
    return full[:1].upper() + full[1:]


def fill(apps, schema_editor):
    rows = {name: apps.get_model("bodies", name).objects.all() for name in ("Area", "Body", "Person", "Outlet")}
    collate(rows["Area"], "title", "name", called=whole)
    collate(rows["Body"], "name", called=lambda row: row.name)
    collate(rows["Person"], "full_name", called=lambda row: row.full_name)
    collate(rows["Outlet"], "name", called=lambda row: row.name)


class Migration(migrations.Migration):
    dependencies = [("bodies", "0005_a_delegation_is_cancelled_before_it_begins")]
    operations = [
        migrations.AddField("area", "collated", models.BinaryField(db_index=True, default=b"")),
        migrations.AddField("body", "collated", models.BinaryField(db_index=True, default=b"")),
        migrations.AddField("person", "collated", models.BinaryField(db_index=True, default=b"")),
        migrations.AddField("outlet", "collated", models.BinaryField(db_index=True, default=b"")),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
