"""Corrections of which only the day was kept get the time of their entry; where it lies on another day, the day alone is known."""


from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from khen.atoms import clock

A_BATCH = 500


def tell_the_moment(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    articles, entries = apps.get_model("portals", "Article").objects, apps.get_model("book", "Entry").objects
    told = entries.filter(kind="portals.corrected", about="portals.article").order_by("seq")
    keys = list(articles.exclude(corrected_on=None).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), A_BATCH):
        batch = keys[start : start + A_BATCH]
        written = {(pk, on): at for pk, on, at in told.filter(about_id__in=batch).values_list("about_id", "on", "written_at")}
        rows = list(articles.filter(pk__in=batch).only("pk", "corrected_on", "corrected_at"))
        for row in rows:
            day = row.corrected_on
            row.corrected_at = clock.within(day, row.corrected_at or written.get((row.pk, day), clock.midnight(day)))
        articles.bulk_update(rows, ["corrected_at"])


class Migration(migrations.Migration):
    dependencies = [("portals", "0006_readers_are_told_why"), ("book", "0004_nothing_is_replaced")]
    operations = [migrations.RunPython(tell_the_moment, migrations.RunPython.noop)]
