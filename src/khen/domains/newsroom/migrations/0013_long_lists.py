"""Lists of a hundred thousand bulletins: found, sorted and counted in an index of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0012_planned_days")]
    operations = [
        migrations.RemoveIndex("bulletin", "bulletin_standing"),
        migrations.AddIndex("bulletin", models.Index(fields=["standing", "body", "author"], name="bulletin_waiting")),
        migrations.AddIndex(
            "bulletin",
            models.Index(fields=["body", "written_on", "topic", "standing", "klass", "folded"], name="bulletin_listed"),
        ),
    ]
