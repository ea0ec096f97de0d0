"""A slip knows by a digest what was sent with it: another text under a used slip is told from the same sent twice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0003_unread_notices")]
    operations = [migrations.AddField("slip", "said", models.CharField(max_length=64, db_default=""))]
