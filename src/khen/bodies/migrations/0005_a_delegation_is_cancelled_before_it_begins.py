from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0004_somebody_acts_for_a_post'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='post',
            name='post_ends_after_it_begins',
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), models.Q(('for_post__isnull', False), ('until', models.F('since'))), _connector='OR'), name='a_post_ends_after_it_begins_or_was_cancelled'),
        ),
    ]
