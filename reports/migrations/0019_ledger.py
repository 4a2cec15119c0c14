"""The ledger of the publisher's site; a change of what pages show of it counts the version up."""

import django.db.models.deletion
import django.utils.timezone
from django.contrib.auth.management import create_permissions
from django.db import migrations, models


TRIGGER = """
CREATE TRIGGER archive_changed AFTER INSERT OR DELETE OR TRUNCATE
OR UPDATE OF authority_id, kind, published, address, source_id, reading_id, state, gone_since
ON reports_listedfile FOR EACH STATEMENT EXECUTE FUNCTION archive_changed();
"""
DROP_TRIGGER = "DROP TRIGGER archive_changed ON reports_listedfile;"

SEES = ("view_listedfile", "view_listedprovider")
ROLES = {"Uploaders": SEES, "Publishers": ("change_listedprovider", *SEES)}


def let_roles_see(apps, schema_editor):
    # As in migration 0007: Django makes permissions after all migrations.
    reports = apps.get_app_config("reports")
    reports.models_module = True
    create_permissions(reports, apps=apps, verbosity=0)
    reports.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="reports")
    for name, allowed in ROLES.items():
        group = apps.get_model("auth", "Group").objects.filter(name=name).first()
        if group:
            group.permissions.add(*permissions.filter(codename__in=allowed))


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0018_codes_from_files'),
    ]

    operations = [
        migrations.CreateModel(
            name='StoredPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=500, unique=True)),
                ('etag', models.CharField(blank=True, max_length=200, verbose_name='ETag')),
                ('last_modified', models.CharField(blank=True, max_length=60)),
                ('reader_version', models.PositiveSmallIntegerField(help_text='The version of the code that read it; another version asks for the whole page.')),
                ('content', models.JSONField(help_text='What was read from it.')),
                ('read_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['address'],
            },
        ),
        migrations.AlterField(
            model_name='source',
            name='origin',
            field=models.CharField(choices=[('upload', 'Uploaded'), ('paste', 'Pasted'), ('command', 'Imported by command'), ('sample', 'Sample report'), ('fetched', 'Fetched from the publisher’s site')], max_length=10),
        ),
        migrations.CreateModel(
            name='ListedProvider',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('urn', models.CharField(max_length=10, unique=True, verbose_name='URN')),
                ('name', models.CharField(help_text='As the list prints it.', max_length=200)),
                ('address', models.CharField(help_text="The provider's page.", max_length=500)),
                ('category', models.CharField(blank=True, max_length=200)),
                ('latest_report', models.CharField(blank=True, help_text='The date of its latest report, as the list prints it.', max_length=60)),
                ('closed', models.BooleanField(default=False, help_text='Whether it is on the list of closed providers.')),
                ('first_seen', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_seen', models.DateTimeField(default=django.utils.timezone.now)),
                ('authority', models.ForeignKey(blank=True, help_text='The authority of the archive; empty until a person chooses it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='listed_as', to='reports.authority')),
            ],
            options={
                'ordering': ['name', 'urn'],
            },
        ),
        migrations.CreateModel(
            name='ListedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_id', models.CharField(max_length=10, unique=True, verbose_name='file')),
                ('kind', models.CharField(help_text='The kind of report, as printed.', max_length=200)),
                ('event_date', models.DateField(help_text='The day of the event on site.')),
                ('published', models.DateField(help_text='The publication date.')),
                ('address', models.CharField(max_length=500)),
                ('first_seen', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_seen', models.DateTimeField(default=django.utils.timezone.now)),
                ('fetched_at', models.DateTimeField(blank=True, help_text='When it was asked for last, and answered.', null=True)),
                ('status', models.PositiveSmallIntegerField(blank=True, help_text='The HTTP status of the last answer.', null=True)),
                ('etag', models.CharField(blank=True, max_length=200, verbose_name='ETag')),
                ('last_modified', models.CharField(blank=True, max_length=60)),
                ('sha256', models.CharField(blank=True, db_index=True, max_length=64, verbose_name='SHA-256')),
                ('size', models.PositiveIntegerField(blank=True, help_text='Bytes.', null=True)),
                ('state', models.CharField(choices=[('listed', 'Listed, not fetched yet'), ('fetched', 'Fetched'), ('gone', 'Removed by the publisher'), ('changed', 'Changed: other bytes under the same id'), ('refused', 'Refused: not a report'), ('unknown-kind', 'Of an unknown kind')], default='listed', max_length=12)),
                ('reason', models.TextField(blank=True, help_text='Why it is in this state, or why its reading waits.')),
                ('gone_since', models.DateField(blank=True, null=True)),
                ('authority', models.ForeignKey(blank=True, help_text='That of the first page that listed it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='listed_files', to='reports.authority')),
                ('earlier_reading', models.ForeignKey(blank=True, help_text='Of a changed file: what was read from the earlier bytes.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='reports.reading')),
                ('reading', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='listed_as', to='reports.reading')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='listed_as', to='reports.source')),
                ('providers', models.ManyToManyField(help_text='Whose pages list it today.', related_name='files', to='reports.listedprovider')),
            ],
            options={
                'ordering': ['-published', '-file_id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['listed', 'fetched', 'gone', 'changed', 'refused', 'unknown-kind'])), name='listedfile_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('gone_since__isnull', False), ('state', 'gone')), models.Q(models.Q(('state', 'gone'), _negated=True), ('gone_since', None)), _connector='OR'), name='listedfile_gone_since_a_day')],
            },
        ),
        migrations.RunSQL(TRIGGER, DROP_TRIGGER),
        migrations.RunPython(let_roles_see, migrations.RunPython.noop),
    ]
