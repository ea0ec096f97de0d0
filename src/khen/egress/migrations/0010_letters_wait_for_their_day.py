"""Letters of a text whose window begins later wait for that day."""

from django.db import migrations, models

COURSES = [
    ("scheduled", "waiting for its day"),
    ("going", "on its way"),
    ("waiting", "waiting to try again"),
    ("ended", "ended"),
]


class Migration(migrations.Migration):
    dependencies = [("egress", "0009_errors_of_the_house")]
    operations = [
        migrations.AlterField(
            "dispatch",
            "course",
            models.CharField(choices=COURSES, default="going", max_length=10, verbose_name="course"),
        ),
    ]
