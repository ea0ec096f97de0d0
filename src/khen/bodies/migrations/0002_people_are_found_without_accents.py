from django.db import migrations, models

from khen.atoms.text import fold


def fold_names(apps, schema_editor):
    Person = apps.get_model("bodies", "Person")
    for person in Person.objects.filter(folded="").iterator():
        person.folded = fold(person.full_name)[:120]
        person.save(update_fields=["folded"])


class Migration(migrations.Migration):

    dependencies = [
        ("bodies", "0001_areas_bodies_people"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="folded",
            field=models.CharField(db_index=True, default="", editable=False, max_length=120),
        ),
        migrations.RunPython(fold_names, migrations.RunPython.noop),
    ]
