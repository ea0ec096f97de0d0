"""Readers of an article listen to its recordings and take its papers along."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portals", "0011_refused_in_every_session")]
    operations = [migrations.AddField("article", "files", models.JSONField(default=list))]
