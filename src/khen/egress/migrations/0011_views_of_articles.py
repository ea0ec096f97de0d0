"""Page views of single articles beside those of their site."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("egress", "0010_letters_wait_for_their_day")]
    operations = [
        migrations.CreateModel(
            "ArticleViews",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("article", models.BigIntegerField()),
                ("views", models.PositiveBigIntegerField()),
                (
                    "counted",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="articles", to="egress.dayofviews"
                    ),
                ),
            ],
            options={
                "verbose_name": "page views of an article",
                "verbose_name_plural": "page views of articles",
                "constraints": [
                    models.UniqueConstraint(fields=["article", "counted"], name="an_article_s_day_is_counted_once_a_site"),
                ],
            },
        ),
    ]
