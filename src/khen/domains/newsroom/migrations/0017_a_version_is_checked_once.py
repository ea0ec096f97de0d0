"""What went out names its first version, and a version is checked once."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0016_corrections_are_checked")]
    operations = [
        migrations.AddConstraint(
            "bulletin",
            models.CheckConstraint(
                condition=Q(standing__in=["draft", "submitted", "returned"])
                | Q(released_number__isnull=False, released_number__lte=F("number")),
                name="what_went_out_names_its_first_version",
            ),
        ),
        migrations.AddConstraint(
            "postcheck", models.UniqueConstraint(fields=["bulletin", "number"], name="a_version_is_checked_once")
        ),
    ]
