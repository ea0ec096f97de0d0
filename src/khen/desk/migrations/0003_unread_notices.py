"""How much a person has not read stands with what every page reads of them anyway."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0002_habits")]
    operations = [migrations.AddField("habits", "unread", models.PositiveIntegerField(default=0))]
