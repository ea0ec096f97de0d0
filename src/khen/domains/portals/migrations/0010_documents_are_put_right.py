"""Documents are corrected and withdrawn; what one said before is kept, and the database refuses to change it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from khen.domains.portals.models import KEPT


def plant(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for table in KEPT:
        for statement in table.planting(editor.connection.vendor):
            editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('portals', '0009_sorted_by_the_alphabet'),
    ]

    operations = [
        migrations.CreateModel(
            name='EarlierDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('resolution', 'resolution'), ('decision', 'decision'), ('directive', 'directive'), ('plan', 'plan'), ('guidance', 'guidance'), ('report', 'report'), ('announcement', 'announcement'), ('telegram', 'urgent telegram'), ('letter', 'official letter'), ('other', 'other document')], max_length=20, verbose_name='kind')),
                ('number', models.CharField(max_length=20, verbose_name='number')),
                ('symbol', models.CharField(max_length=60, verbose_name='symbol')),
                ('title', models.CharField(max_length=500, verbose_name='title')),
                ('abstract', models.TextField(blank=True)),
                ('issuer', models.CharField(max_length=200, verbose_name='issuing body')),
                ('signed_on', models.DateField(verbose_name='signed on')),
                ('file', models.CharField(blank=True, max_length=120)),
                ('file_size', models.PositiveIntegerField(default=0)),
                ('edition', models.PositiveSmallIntegerField()),
                ('replaced_on', models.DateField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier', to='portals.document')),
            ],
            options={
                'ordering': ['-edition'],
                'constraints': [models.UniqueConstraint(fields=('document', 'edition'), name='an_edition_of_a_document_is_kept_once')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='document',
            name='a_portal_posts_a_document_once',
        ),
        migrations.AddField(
            model_name='document',
            name='corrected_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='document',
            name='correction',
            field=models.CharField(blank=True, default='', max_length=500),
        ),
        migrations.AddField(
            model_name='document',
            name='edition',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='document',
            name='ended_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='document',
            name='state',
            field=models.CharField(choices=[('standing', 'on the portal'), ('withdrawn', 'taken down')], default='standing', max_length=10, verbose_name='state'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'standing')), fields=('portal', 'issuer', 'number', 'symbol', 'signed_on'), name='a_document_stands_once_on_a_portal'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', True), ('state', 'standing')), models.Q(('ended_on__isnull', False), ('state', 'withdrawn')), _connector='OR'), name='a_withdrawn_document_has_its_day'),
        ),
        migrations.RunPython(plant, migrations.RunPython.noop, elidable=False),
    ]
