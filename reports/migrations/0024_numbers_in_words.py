"""Words that begin like a number in scientific notation are one word (`0024_numbers_in_words.sql`)."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql")
UNDONE = SQL.with_stem(f"{SQL.stem}_undone")


class Migration(migrations.Migration):
    dependencies = [("reports", "0023_codes_not_yet_published")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), UNDONE.read_text(encoding="utf-8"))
    ]
