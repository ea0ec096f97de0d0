"""A list in the order of its titles is read from an index, each body's in its order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0022_campaigns_of_bodies")]
    operations = [
        migrations.AddIndex("bulletin", models.Index(fields=["body", "collated", "-id"], name="bulletin_by_title")),
    ]
