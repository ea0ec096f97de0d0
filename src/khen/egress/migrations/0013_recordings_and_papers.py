"""A text leaves the house with its recordings and papers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("egress", "0012_renderings_are_taken_down")]
    operations = [migrations.AddField("wording", "files", models.JSONField(default=list))]
