"""Officers find dispatches by their frozen words, see which are still open, and may stop one."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from khen.atoms.text import fold


def fold_what_is_there(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    wording = apps.get_model("egress", "Wording")
    for one in wording.objects.only("title", "summary").iterator():
        wording.objects.filter(pk=one.pk).update(folded=fold(f"{one.title} {one.summary}"))


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0001_areas_bodies_people"),
        ("book", "0002_nothing_is_changed"),
        ("egress", "0001_dispatches"),
    ]

    operations = [
        *(
            migrations.AlterModelOptions(model, {"verbose_name": model, "verbose_name_plural": many})
            for model, many in (("delivery", "deliveries"), ("dispatch", "dispatches"), ("subscriber", "subscribers"))
        ),
        migrations.AddField("dispatch", "stopped_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("wording", "folded", models.TextField(default="")),
        migrations.AddIndex(
            "dispatch",
            models.Index(condition=models.Q(("course", "ended"), _negated=True), fields=["frozen_at"], name="dispatch_open"),
        ),
        migrations.RunPython(fold_what_is_there, migrations.RunPython.noop),
    ]
