"""The forms in which somebody signs, by law and between days, from signing_forms.csv; planted again, they stay as they are."""

import csv
from datetime import date
from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SWITCHES = ("below", "alone", "limited", "passes")


def plant(apps: Apps, editor: BaseDatabaseSchemaEditor | None) -> None:
    form = apps.get_model("organisation", "SigningForm")
    with Path(__file__).with_name("signing_forms.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            until = date.fromisoformat(row["until"]) if row["until"] else None
            told = {"name": row["name"], "kinds": row["kinds"], "until": until, "source": row["source"]}
            told |= {name: row[name] == "1" for name in SWITCHES} | {"lines": row["lines"].replace(" / ", "\n")}
            form.objects.get_or_create(key=row["key"], since=date.fromisoformat(row["since"]), defaults=told)


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0009_bodies_for_training'),
        ('organisation', '0009_identities'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SigningForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('key', models.SlugField(max_length=40)),
                ('name', models.CharField(max_length=120)),
                ('lines', models.CharField(max_length=200)),
                ('kinds', models.CharField(max_length=300)),
                ('below', models.BooleanField()),
                ('alone', models.BooleanField()),
                ('limited', models.BooleanField()),
                ('passes', models.BooleanField()),
                ('source', models.CharField(max_length=200)),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='signingform_ends_after_it_begins'), models.UniqueConstraint(fields=('key', 'since'), name='a_form_of_signing_begins_once_on_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Signing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.SlugField(max_length=40, verbose_name='form of signing')),
                ('own', models.CharField(blank=True, max_length=80, verbose_name='own post')),
                ('head', models.CharField(blank=True, max_length=80, verbose_name='post of the head')),
                ('collective', models.CharField(blank=True, max_length=120, verbose_name='name of the collective')),
                ('unit', models.CharField(blank=True, max_length=80, verbose_name="post of the unit's head")),
                ('basis', models.CharField(max_length=200, verbose_name='by which paper')),
                ('since', models.DateField(verbose_name='from which day')),
                ('until', models.DateField(null=True, verbose_name='first day on which it no longer holds')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body', verbose_name='body')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who signs')),
            ],
            options={
                'verbose_name': 'authority to sign',
                'verbose_name_plural': 'authorities to sign',
                'indexes': [models.Index(fields=['body', 'since', 'until'], name='signing_for_body')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='an_authority_to_sign_ends_after_it_begins_or_was_called_off')],
            },
        ),
        migrations.RunPython(plant, migrations.RunPython.noop, elidable=False),
    ]
