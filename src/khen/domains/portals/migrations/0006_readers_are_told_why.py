"""Readers are told when a text was corrected, and why."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portals', '0005_said_in_vietnamese'),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='corrected_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='article',
            name='correction',
            field=models.CharField(blank=True, default='', max_length=500),
        ),
    ]
