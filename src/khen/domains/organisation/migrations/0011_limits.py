"""How long and how far ahead somebody may be away, between days and with its source, from limits.csv; planted again, it stays."""

import csv
from datetime import date
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def plant(apps: Apps, editor: BaseDatabaseSchemaEditor | None) -> None:
    limit = apps.get_model("organisation", "Limit")
    with Path(__file__).with_name("limits.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            until = date.fromisoformat(line["until"]) if line["until"] else None
            told = {"days": int(line["days"]), "until": until, "source": line["source"]}
            limit.objects.get_or_create(what=line["what"], since=date.fromisoformat(line["since"]), defaults=told)


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0010_authority_to_sign"),
    ]

    operations = [
        migrations.CreateModel(
            name="Limit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("absence_length", "length of one leave or one delegation"),
                            ("absence_ahead", "how far ahead it is announced"),
                        ],
                        max_length=20,
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
                ("source", models.CharField(max_length=300)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                        name="limit_ends_after_it_begins",
                    ),
                    models.CheckConstraint(condition=models.Q(("days__gte", 1)), name="a_limit_leaves_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="a_limit_names_its_source"
                    ),
                    models.UniqueConstraint(fields=("what", "since"), name="a_limit_begins_once_on_a_day"),
                ],
            },
        ),
        migrations.RunPython(plant, migrations.RunPython.noop, elidable=False),
    ]
