"""Which version was approved or let out is kept; every correction after it has a check of its own."""

import json

import django.db.models.deletion
from django.db import migrations, models

RELEASED = ("newsroom.approved", "newsroom.published_unapproved")


def name_the_released_versions(apps, schema_editor):
    """As the journal tells: the version of the last approval, or the one that went out before it."""
    bulletins, entries = apps.get_model("newsroom", "Bulletin"), apps.get_model("book", "Entry")
    numbers = apps.get_model("newsroom", "BulletinVersion").objects.values_list("number", flat=True)
    for bulletin in bulletins.objects.filter(standing__in=["approved", "published", "withdrawn"]).iterator():
        told = entries.objects.filter(about="newsroom.bulletin", about_id=bulletin.pk, kind__in=RELEASED).order_by("seq").last()
        version = json.loads(told.canon)["payload"]["version"] if told else None
        number = numbers.filter(pk=version).first() or bulletin.number
        bulletins.objects.filter(pk=bulletin.pk).update(released_number=number)
        apps.get_model("newsroom", "PostCheck").objects.filter(bulletin=bulletin).update(number=number)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0015_orders"), ("book", "0003_by_whom")]
    operations = [
        migrations.AddField("bulletin", "released_number", models.PositiveIntegerField(blank=True, null=True)),
        migrations.AlterField(
            "postcheck",
            "bulletin",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="post_checks", to="newsroom.bulletin"
            ),
        ),
        migrations.AddField("postcheck", "number", models.PositiveIntegerField(default=1), preserve_default=False),
        migrations.RunPython(name_the_released_versions, migrations.RunPython.noop),
    ]
