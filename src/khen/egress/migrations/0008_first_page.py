"""Dispatches of today are found without asking all of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("egress", "0007_letters_of_invitation")]
    operations = [
        migrations.AddIndex("dispatch", models.Index(fields=["frozen_at"], name="dispatch_frozen")),
    ]
