"""The version of the archive, counted up by the database, and the abbreviations that reports explain."""


import django.db.models.deletion
from django.db import migrations, models


TABLES = ("authority", "inspection", "judgement", "paragraph", "abbreviation")

FUNCTION = """
CREATE FUNCTION archive_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_archiveversion AS known (id, number) VALUES (1, 1)
    ON CONFLICT (id) DO UPDATE SET number = known.number + 1;
    RETURN NULL;
END $$;
"""

TRIGGERS = "".join(
    f"CREATE TRIGGER archive_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON reports_{table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION archive_changed();"
    for table in TABLES
)
DROP = "".join(f"DROP TRIGGER archive_changed ON reports_{table};" for table in TABLES)


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0004_lexemes'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArchiveVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField(default=1)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='archive_has_one_version')],
            },
        ),
        migrations.CreateModel(
            name='Abbreviation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('short', models.CharField(max_length=10)),
                ('long', models.CharField(max_length=200)),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='abbreviations', to='reports.inspection')),
            ],
            options={
                'ordering': ['short', 'long'],
                'constraints': [models.UniqueConstraint(fields=('inspection', 'short', 'long'), name='abbreviation_once')],
            },
        ),
        migrations.RunSQL(FUNCTION + TRIGGERS, DROP + "DROP FUNCTION archive_changed();"),
    ]
