"""Rates for fees by decision and days; a body's monthly lists, what is chosen for each bulletin, and closed lists by line."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('bodies', '0007_leaves'),
        ('newsroom', '0024_no_campaigns_of_nobody'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FeeList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(max_length=7, verbose_name='month')),
                ('standing', models.CharField(choices=[('open', 'Being drawn up'), ('closed', 'Closed')], default='open', max_length=10, verbose_name='standing')),
                ('number', models.PositiveIntegerField(default=1)),
                ('on', models.DateField(verbose_name='drawn up on')),
                ('salt', models.CharField(blank=True, max_length=32)),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='closed on')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body', verbose_name='body')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='drawn up by')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='closed by')),
            ],
            options={
                'verbose_name': 'monthly list of bulletins',
                'verbose_name_plural': 'monthly lists of bulletins',
            },
        ),
        migrations.CreateModel(
            name='FeeMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('work', models.CharField(blank=True, choices=[('news', 'News item'), ('article', 'Article'), ('picture', 'Picture'), ('audio', 'Sound recording'), ('video', 'Video')], max_length=10)),
                ('coefficient', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ('on', models.DateField()),
                ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fee_marks', to='newsroom.bulletin')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='FeeRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('work', models.CharField(choices=[('news', 'News item'), ('article', 'Article'), ('picture', 'Picture'), ('audio', 'Sound recording'), ('video', 'Video')], max_length=10, verbose_name='sort of work')),
                ('base', models.DecimalField(decimal_places=0, max_digits=14, verbose_name='base amount (đồng)')),
                ('lowest', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='lowest coefficient')),
                ('highest', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='highest coefficient')),
                ('legal_basis', models.CharField(max_length=200, verbose_name='legal basis')),
                ('on', models.DateField(verbose_name='entered on')),
                ('annulled', models.BooleanField(default=False, verbose_name='annulled')),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bodies.body', verbose_name='body')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by')),
            ],
            options={
                'verbose_name': 'rate',
                'verbose_name_plural': 'rates',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FeeLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('entry', models.BigIntegerField()),
                ('author_name', models.CharField(max_length=120)),
                ('title', models.CharField(max_length=200)),
                ('day', models.DateField()),
                ('places', models.TextField(blank=True)),
                ('pay', models.CharField(choices=[('paid', 'Paid'), ('unmarked', 'No coefficient chosen'), ('withdrawn', 'Withdrawn, not paid'), ('no_rate', 'No rate for that day'), ('outside', 'Coefficient outside the frame')], max_length=10)),
                ('withdrawn_on', models.DateField(null=True)),
                ('work', models.CharField(blank=True, choices=[('news', 'News item'), ('article', 'Article'), ('picture', 'Picture'), ('audio', 'Sound recording'), ('video', 'Video')], max_length=10)),
                ('coefficient', models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ('base', models.DecimalField(decimal_places=0, max_digits=14, null=True)),
                ('amount', models.DecimalField(decimal_places=0, max_digits=14, null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='newsroom.bulletin')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='newsroom.bulletinversion')),
                ('fee_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='newsroom.feelist')),
                ('rate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='newsroom.feerate')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.AddConstraint(
            model_name='feelist',
            constraint=models.UniqueConstraint(fields=('body', 'period'), name='a_month_of_a_body_has_one_list'),
        ),
        migrations.AddConstraint(
            model_name='feelist',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_by__isnull', True), ('closed_on__isnull', True), ('salt', ''), ('standing', 'open')), models.Q(('closed_by__isnull', False), ('closed_on__isnull', False), ('standing', 'closed'), models.Q(('salt', ''), _negated=True)), _connector='OR'), name='a_closed_list_says_who_closed_it'),
        ),
        migrations.AddConstraint(
            model_name='feemark',
            constraint=models.UniqueConstraint(fields=('bulletin', 'number'), name='a_bulletin_counts_its_marks'),
        ),
        migrations.AddConstraint(
            model_name='feemark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('coefficient__isnull', True), ('work', '')), models.Q(models.Q(('work', ''), _negated=True), ('coefficient__gte', 0)), _connector='OR'), name='a_mark_has_its_work_and_its_coefficient'),
        ),
        migrations.AddIndex(
            model_name='feerate',
            index=models.Index(fields=['body', 'work', 'since'], name='rate_of_body'),
        ),
        migrations.AddConstraint(
            model_name='feerate',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='feerate_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='feerate',
            constraint=models.CheckConstraint(condition=models.Q(('base__gte', 1)), name='a_rate_has_its_base'),
        ),
        migrations.AddConstraint(
            model_name='feerate',
            constraint=models.CheckConstraint(condition=models.Q(('highest__gt', 0), ('lowest__gte', 0), ('lowest__lte', models.F('highest'))), name='coefficients_of_a_rate_are_in_order'),
        ),
        migrations.AddConstraint(
            model_name='feerate',
            constraint=models.CheckConstraint(condition=models.Q(('legal_basis', ''), _negated=True), name='a_rate_has_its_legal_basis'),
        ),
        migrations.AddConstraint(
            model_name='feerate',
            constraint=models.UniqueConstraint(condition=models.Q(('annulled', False)), fields=('body', 'work', 'since'), name='a_rate_begins_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='feeline',
            constraint=models.UniqueConstraint(fields=('fee_list', 'position'), name='a_closed_list_counts_its_lines'),
        ),
        migrations.AddConstraint(
            model_name='feeline',
            constraint=models.UniqueConstraint(fields=('bulletin',), name='a_bulletin_stands_in_one_closed_list'),
        ),
        migrations.AddConstraint(
            model_name='feeline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__isnull', False), ('pay', 'paid')), models.Q(models.Q(('pay', 'paid'), _negated=True), ('amount__isnull', True)), _connector='OR'), name='what_is_paid_has_its_amount'),
        ),
    ]
