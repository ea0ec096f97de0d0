"""What was asked for bears the last day of its period: which items the form held then is asked of the database alone."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from khen.atoms.period import parse


def say_the_last_day(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    asks = apps.get_model("returns", "Ask").objects
    for period in asks.order_by().values_list("period", flat=True).distinct():
        asks.filter(period=period).update(last=parse(period).last)


class Migration(migrations.Migration):
    dependencies = [("returns", "0006_said_in_vietnamese")]
    operations = [
        migrations.AddField("ask", "last", models.DateField(editable=False, null=True)),
        migrations.RunPython(say_the_last_day, migrations.RunPython.noop),
    ]
