"""A publication by hand is known by the place its address leads to, however that is written.

Of those that were entered twice under two addresses before, each keeps what tells it apart: nothing is taken back."""

import hashlib

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q

from khen.domains.newsroom.rules.addresses import place_of

BATCH = 500


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    objects = apps.get_model("newsroom", "Elsewhere").objects
    taken: set[tuple[int, str]] = set()
    rows = list(objects.exclude(link="").only("outlet_id", "link", "annulled").order_by("pk"))
    for row in rows:
        row.place = place_of(row.link)
        if (row.outlet_id, row.place) in taken:
            row.place = hashlib.sha256(row.link.encode()).hexdigest()
        if not row.annulled:
            taken.add((row.outlet_id, row.place))
    objects.bulk_update(rows, ["place"], batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0029_renderings_are_taken_down")]
    operations = [
        migrations.AddField(
            model_name="elsewhere", name="place", field=models.CharField(blank=True, db_default="", max_length=200)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
        migrations.RemoveConstraint(model_name="elsewhere", name="one_address_is_entered_once"),
        migrations.AddConstraint(
            model_name="elsewhere",
            constraint=models.UniqueConstraint(
                fields=["outlet", "place"], condition=Q(annulled=False) & ~Q(place=""), name="one_post_is_entered_once"
            ),
        ),
    ]
