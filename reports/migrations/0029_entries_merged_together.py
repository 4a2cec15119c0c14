"""A session that writes many reports lets the index collect more entries before it merges them."""

from pathlib import Path

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

SQL = Path(__file__).with_suffix(".sql")
UNDONE = SQL.with_stem(f"{SQL.stem}_undone")


class Migration(migrations.Migration):
    dependencies = [("reports", "0028_versions_never_come_back")]
    operations = [
        migrations.SeparateDatabaseAndState(
            # The index stays: only its own limit is taken away.
            database_operations=[
                migrations.RunSQL(
                    SQL.read_text(encoding="utf-8"), UNDONE.read_text(encoding="utf-8")
                )
            ],
            state_operations=[
                migrations.RemoveIndex(model_name="entry", name="entry_words"),
                migrations.AddIndex(
                    model_name="entry", index=GinIndex(fields=["words"], name="entry_words")
                ),
            ],
        )
    ]
