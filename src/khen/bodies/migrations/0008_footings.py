"""What may stand below what, by law and between days, from footings.csv; planted again, it stays as it is."""

import csv
from datetime import date
from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KINDS = [
    ("province", "province"),
    ("district", "district"),
    ("commune", "commune"),
    ("people_committee", "people's committee"),
    ("people_council", "people's council"),
    ("party_committee", "Party committee"),
    ("party_board", "Party board"),
    ("department", "department"),
    ("division", "division"),
    ("centre", "centre"),
    ("district_office", "district office of culture and information"),
    ("district_centre", "district centre of culture, information and tourism"),
    ("press_agency", "press agency"),
    ("association", "association"),
    ("armed_force", "armed force"),
    ("company", "company"),
]


def plant(apps: Apps, editor: BaseDatabaseSchemaEditor | None) -> None:
    footing = apps.get_model("bodies", "Footing")
    with Path(__file__).with_name("footings.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            until = date.fromisoformat(line["until"]) if line["until"] else None
            told = {"higher": line["higher"] == "1", "until": until, "source": line["source"]}
            for above in line["above"].split():
                key = {"kind": line["kind"], "above": above, "since": date.fromisoformat(line["since"])}
                footing.objects.get_or_create(**key, defaults=told)


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0007_leaves"),
    ]

    operations = [
        migrations.CreateModel(
            name="Footing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("kind", models.CharField(choices=KINDS, max_length=20)),
                ("above", models.CharField(choices=KINDS, max_length=20)),
                ("higher", models.BooleanField()),
                ("source", models.CharField(max_length=200)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                        name="footing_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(fields=("kind", "above", "since"), name="a_footing_begins_once_on_a_day"),
                ],
            },
        ),
        migrations.RunPython(plant, migrations.RunPython.noop, elidable=False),
    ]
