"""Themes of paragraphs, which `make_themes` fills; an archive without any works as before."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).with_suffix(".sql")
UNDONE = SQL.with_stem(f"{SQL.stem}_undone")


class Migration(migrations.Migration):
    dependencies = [("reports", "0026_time_of_version")]
    operations = [
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "paragraph",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="theme",
                        serialize=False,
                        to="reports.paragraph",
                    ),
                ),
                ("group_number", models.PositiveSmallIntegerField(db_index=True)),
                ("vector", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="ThemeStem",
            fields=[
                ("stem", models.TextField(primary_key=True, serialize=False)),
                ("vector", models.BinaryField()),
                ("focus", models.FloatField()),
            ],
        ),
        migrations.CreateModel(
            name="ThemeGroup",
            fields=[
                ("number", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("centre", models.BinaryField()),
                ("paragraphs", models.PositiveIntegerField(db_default=0)),
            ],
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), UNDONE.read_text(encoding="utf-8")),
    ]
