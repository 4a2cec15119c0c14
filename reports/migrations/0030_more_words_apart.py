"""More words whose stem would mislead are indexed by another (`0030_more_words_apart.sql`)."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql")
UNDONE = SQL.with_stem(f"{SQL.stem}_undone")


class Migration(migrations.Migration):
    dependencies = [("reports", "0029_entries_merged_together")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), UNDONE.read_text(encoding="utf-8"))
    ]
