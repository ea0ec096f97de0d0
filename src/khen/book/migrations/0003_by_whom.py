"""What one person did is found without asking the whole journal."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("book", "0002_nothing_is_changed")]
    operations = [migrations.AddIndex("entry", models.Index(fields=["by", "seq"], name="entry_by"))]
