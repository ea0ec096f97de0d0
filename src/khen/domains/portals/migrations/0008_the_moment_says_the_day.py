"""The moment of a correction says its day as well."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portals", "0007_every_correction_has_its_moment")]
    operations = [migrations.RemoveField("article", "corrected_on")]
