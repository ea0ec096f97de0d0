"""Lists of a hundred thousand entries in the order of their days or people, and searches of them, are read from an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("book", "0004_nothing_is_replaced")]
    operations = [
        migrations.AddIndex("entry", models.Index(fields=["body", "on", "by", "seq"], name="entry_listed")),
    ]
