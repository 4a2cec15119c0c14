"""One normalisation for the words of texts and queries (`0012_one_normalisation.sql`), and texts indexed by it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql")
UNDONE = SQL.with_stem(f"{SQL.stem}_undone")


class Migration(migrations.Migration):
    dependencies = [("reports", "0011_archive_identity")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), UNDONE.read_text(encoding="utf-8"))]
