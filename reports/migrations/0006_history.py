"""Corrections and the history of every inspection; how many problems a reading has, counted by the database."""

import django.db.models.deletion
import reports.models.problem_counts
from django.conf import settings
from django.db import migrations, models


# Pages show both: what is computed from the archive is cached under its version (migration 0005).
TABLES = ("change", "correction")
TRIGGERS = "".join(
    f"CREATE TRIGGER archive_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON reports_{table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION archive_changed();"
    for table in TABLES
)
DROP = "".join(f"DROP TRIGGER archive_changed ON reports_{table};" for table in TABLES)


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0005_versions_and_abbreviations'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='reading',
            name='notes',
            field=models.GeneratedField(db_persist=True, expression=reports.models.problem_counts.ProblemCount('info'), output_field=models.IntegerField()),
        ),
        migrations.AddField(
            model_name='reading',
            name='warnings',
            field=models.GeneratedField(db_persist=True, expression=reports.models.problem_counts.ProblemCount('warning'), output_field=models.IntegerField()),
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(help_text='The inspection as it was called then.', max_length=300)),
                ('what', models.CharField(choices=[('published', 'Published'), ('revised', 'Revised'), ('re-read', 'Read again'), ('corrected', 'Corrected'), ('correction-withdrawn', 'Correction withdrawn'), ('unpublished', 'Unpublished')], max_length=20)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('reason', models.TextField(blank=True)),
                ('changed', models.JSONField(help_text='A `reports.publishing.snapshot.Difference`.')),
                ('moved', models.JSONField(default=list, help_text='`reports.publishing.snapshot.Moved`: the anchors that vanished.')),
                ('withheld', models.BooleanField(default=False, help_text='The words are not shown in public.')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reports.authority')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inspection', models.ForeignKey(db_column='slug', db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='reports.inspection', to_field='slug')),
                ('reading', models.ForeignKey(blank=True, help_text='The reading that was shown after it; of an unpublished text, before it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='changes', to='reports.reading')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('inspection__isnull', False)), name='change_names_inspection'), models.CheckConstraint(condition=models.Q(('what__in', ['published', 'revised', 're-read', 'corrected', 'correction-withdrawn', 'unpublished'])), name='change_what_known')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(help_text='What is corrected: see `reports/publishing/targets.py`.', max_length=120)),
                ('passage', models.TextField(blank=True, help_text="The paragraph's text as it was read; it tells which one is meant.")),
                ('before', models.TextField(blank=True, help_text='What it said before any correction.')),
                ('after', models.TextField(blank=True, help_text='What it says instead; empty for nothing.')),
                ('reason', models.TextField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('standing', models.CharField(choices=[('applied', 'Applied'), ('needless', 'Needless: the reading says the same'), ('unapplied', 'Not applied: what it corrects is not in the reading')], default='applied', max_length=10)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reports.authority')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('inspection', models.ForeignKey(db_column='slug', db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='corrections', to='reports.inspection', to_field='slug')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('inspection__isnull', False)), name='correction_names_inspection'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='correction_has_reason'), models.CheckConstraint(condition=models.Q(('standing__in', ['applied', 'needless', 'unapplied'])), name='correction_standing_known'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='correction_withdrawn_by_somebody'), models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('inspection', 'what'), name='correction_once')],
            },
        ),
        migrations.RunSQL(TRIGGERS, DROP),
    ]
