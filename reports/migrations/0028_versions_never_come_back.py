"""A version of the archive is never counted twice, even after a failover."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_suffix(".sql")
UNDONE = SQL.with_stem(f"{SQL.stem}_undone")


class Migration(migrations.Migration):
    dependencies = [("reports", "0027_themes")]
    operations = [
        migrations.RunSQL(SQL.read_text(encoding="utf-8"), UNDONE.read_text(encoding="utf-8"))
    ]
