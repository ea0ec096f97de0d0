"""What was tried and refused for want of right, counted by person, day, act and kind."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0011_limits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Rebuff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("act", models.CharField(max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("out_of_reach", "record out of reach"),
                            ("not_allowed", "not allowed by their post"),
                            ("not_offered", "choice not offered to them"),
                            ("link_over", "invitation no longer holds"),
                        ],
                        max_length=12,
                    ),
                ),
                ("times", models.PositiveSmallIntegerField(default=0)),
                ("last", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rebuffs",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "refused attempt",
                "verbose_name_plural": "refused attempts",
                "indexes": [models.Index(fields=["day"], name="refused_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "day", "act", "kind"), name="an_attempt_is_one_row_a_day")
                ],
            },
        ),
    ]
