"""Mistakes that readers report; whoever works at the desk sees them."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


ROLES = ("Uploaders", "Publishers")


def let_roles_see(apps, schema_editor):
    # As in migration 0007: Django makes permissions after all migrations.
    reports = apps.get_app_config("reports")
    reports.models_module = True
    create_permissions(reports, apps=apps, verbosity=0)
    reports.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    seen = permissions.filter(codename="view_correctionrequest")
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(*seen)


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0024_numbers_in_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CorrectionRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(help_text='The inspection as it was called then.', max_length=300)),
                ('anchor', models.CharField(blank=True, help_text='The passage meant; empty for the whole report.', max_length=60)),
                ('passage', models.TextField(blank=True, help_text='The passage as it was shown then.')),
                ('words', models.TextField(help_text='What the reader wrote.')),
                ('sender', models.CharField(blank=True, db_index=True, help_text="A code of the sender's network, to limit requests; erased after a day.", max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('conclusion', models.CharField(blank=True, choices=[('corrected', 'Corrected'), ('as-printed', 'Not changed: the report prints it so'), ('other', 'Not changed, for another reason')], max_length=10)),
                ('answer', models.TextField(blank=True, help_text='Public, without names.')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inspection', models.ForeignKey(db_column='slug', db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='correction_requests', to='reports.inspection', to_field='slug')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('inspection__isnull', False)), name='request_names_inspection'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at', None), ('answered_by', None), ('conclusion', '')), models.Q(('conclusion__in', ['corrected', 'as-printed', 'other']), models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='request_answered_whole')],
            },
        ),
        migrations.RunPython(let_roles_see, migrations.RunPython.noop),
    ]
