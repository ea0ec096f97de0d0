"""Titles and the names of topics, campaigns, languages and templates keep their place in the Vietnamese alphabet."""

from operator import attrgetter

from django.db import migrations, models

from khen.bodies.alphabet import collate

CALLED = {"Bulletin": "title", "Order": "subject", "Pattern": "name", "Topic": "name", "Campaign": "name", "Language": "name"}
DATED = {
    "topic": {"verbose_name": "topic", "verbose_name_plural": "topics"},
    "campaign": {"verbose_name": "campaign", "verbose_name_plural": "campaigns"},
    "language": {"verbose_name": "language", "verbose_name_plural": "languages"},
}


def fill(apps, schema_editor):
    for name, column in CALLED.items():
        collate(apps.get_model("newsroom", name).objects.all(), column, called=attrgetter(column))


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0019_versions_are_guarded_like_entries")]
    operations = [
        *(migrations.AddField(name, "collated", models.BinaryField(db_index=True, default=b"")) for name in CALLED),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(migrations.AlterModelOptions(name, {"ordering": ["collated"], **words}) for name, words in DATED.items()),
    ]
