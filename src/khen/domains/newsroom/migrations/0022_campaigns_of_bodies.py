"""Campaigns are opened by bodies; those with which the house opened stay everybody's."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from khen.atoms.text import fold


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for campaign in apps.get_model("newsroom", "Campaign").objects.all():
        campaign.folded = fold(campaign.name)
        campaign.save(update_fields=["folded"])


class Migration(migrations.Migration):
    dependencies = [("bodies", "0005_a_delegation_is_cancelled_before_it_begins"), ("newsroom", "0021_found_by_any_piece")]
    operations = [
        *(
            migrations.AlterField(model_name=name, name="name", field=models.CharField(max_length=120, verbose_name="name"))
            for name in ("campaign", "language", "topic")
        ),
        migrations.AddField(
            model_name="campaign",
            name="body",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="bodies.body",
                verbose_name="whose campaign",
            ),
        ),
        migrations.AddField(
            model_name="campaign", name="folded", field=models.CharField(default="", max_length=120), preserve_default=False
        ),
        migrations.AddIndex(model_name="campaign", index=models.Index(fields=["body", "since"], name="campaign_of_body")),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
    ]
