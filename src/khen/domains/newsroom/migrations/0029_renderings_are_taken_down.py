"""A published rendering can be taken down by itself."""

from django.db import migrations, models

STANDINGS = [
    ("waiting", "Waiting for somebody who understands it"),
    ("returned", "Does not say what the gist says"),
    ("confirmed", "Confirmed, not yet published"),
    ("published", "Published"),
    ("recalled", "Taken down"),
]


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0028_a_body_is_taken_out_of_an_order")]
    operations = [
        migrations.AlterField(
            "variant",
            "standing",
            models.CharField(choices=STANDINGS, default="waiting", max_length=10, verbose_name="standing"),
        )
    ]
