"""A house opens with no campaign: bodies open their own. Those of 2020 with which it opened go where nothing belongs to them."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def clear(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    kept: set[int] = set()
    for name in ("Bulletin", "BulletinVersion", "Order"):
        belonging = apps.get_model("newsroom", name).objects.exclude(campaign=None)
        kept |= set(belonging.order_by().values_list("campaign", flat=True).distinct())
    apps.get_model("newsroom", "Campaign").objects.filter(body=None).exclude(pk__in=kept).delete()


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0023_titles_stand_in_order")]
    operations = [migrations.RunPython(clear, migrations.RunPython.noop, elidable=False)]
