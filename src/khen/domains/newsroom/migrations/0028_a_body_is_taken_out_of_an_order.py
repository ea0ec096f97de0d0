"""A body may be taken out of an order; that a piece came late is kept as it was on its day, whatever the order says later."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    pieces = apps.get_model("newsroom", "Piece").objects
    late = list(pieces.filter(returned_on__gt=F("asked__order__due")).values_list("pk", flat=True))
    for begin in range(0, len(late), 500):
        pieces.filter(pk__in=late[begin : begin + 500]).update(late=True)


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("newsroom", "0027_topics_of_bodies")]
    operations = [
        migrations.AddField(model_name="asked", name="out_on", field=models.DateField(blank=True, null=True)),
        migrations.AddField(
            model_name="asked",
            name="out_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="asked",
            name="out_reason",
            field=models.CharField(blank=True, default="", db_default="", max_length=500, verbose_name="why it was taken out"),
        ),
        migrations.AddConstraint(
            model_name="asked",
            constraint=models.CheckConstraint(
                condition=models.Q(out_on__isnull=True, out_by__isnull=True, out_reason="")
                | (models.Q(out_on__isnull=False, out_by__isnull=False) & ~models.Q(out_reason="")),
                name="who_is_taken_out_is_told_why",
            ),
        ),
        migrations.AddField(model_name="piece", name="late", field=models.BooleanField(default=False, db_default=False)),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
    ]
