"""A rendering that was taken down by itself leaves the portals."""

from django.db import migrations, models

CHANGES = [
    ("published", "Published"),
    ("corrected", "Corrected"),
    ("withdrawn", "Withdrawn"),
    ("translated", "In another language"),
    ("recalled", "Taken down in another language"),
]


class Migration(migrations.Migration):
    dependencies = [("egress", "0011_views_of_articles")]
    operations = [
        migrations.AlterField("dispatch", "change", models.CharField(choices=CHANGES, max_length=10, verbose_name="what"))
    ]
