"""What came of an attempt may be an error of the house itself."""

from django.db import migrations, models

OUTCOMES = [
    ("open", "under way"),
    ("accepted", "accepted"),
    ("refused", "refused"),
    ("deferred", "put off"),
    ("unknown", "cut off before the reply"),
    ("unreachable", "server not reached"),
    ("broken", "an error of the house"),
]


class Migration(migrations.Migration):
    dependencies = [("egress", "0008_first_page")]
    operations = [
        migrations.AlterField("attempt", "outcome", models.CharField(choices=OUTCOMES, max_length=12)),
        migrations.AlterField("invitationtry", "outcome", models.CharField(choices=OUTCOMES, max_length=12)),
    ]
