"""What was published today, and what is shown for a few days more, is found without asking all texts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0013_long_lists")]
    operations = [
        migrations.AddIndex("bulletin", models.Index(fields=["standing", "until"], name="bulletin_ending")),
        migrations.AddIndex("bulletin", models.Index(fields=["published_on"], name="bulletin_out")),
    ]
