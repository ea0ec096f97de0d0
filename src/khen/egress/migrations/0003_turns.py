"""A dispatch remembers when it last had its turn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("egress", "0002_found_hurried_and_stopped"),
    ]

    operations = [
        migrations.AddField("dispatch", "served_at", models.DateTimeField(null=True)),
    ]
