"""The names of sites and the titles of what stands on them keep their place in the Vietnamese alphabet."""

from operator import attrgetter

from django.db import migrations, models

from khen.bodies.alphabet import collate

CALLED = {"Portal": "name", "Article": "title", "Document": "title"}


def fill(apps, schema_editor):
    for name, column in CALLED.items():
        collate(apps.get_model("portals", name).objects.all(), column, called=attrgetter(column))


class Migration(migrations.Migration):
    dependencies = [("portals", "0008_the_moment_says_the_day")]
    operations = [
        *(migrations.AddField(name, "collated", models.BinaryField(db_index=True, default=b"")) for name in CALLED),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
