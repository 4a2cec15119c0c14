"""Words whose stem would mislead are indexed by another (`0022_forms_of_words.sql`)."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql")
UNDONE = SQL.with_stem(f"{SQL.stem}_undone")


class Migration(migrations.Migration):
    dependencies = [("reports", "0021_responsible_bodies")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), UNDONE.read_text(encoding="utf-8"))
    ]
