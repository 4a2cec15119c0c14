"""Whether an abbreviation is an ordinary word, noted when a report is written: a search need not read any text for it."""

from django.db import migrations, models

# \m and \M are the beginning and the end of a word (PostgreSQL manual, 9.7.3.5).
FILL = r"""
UPDATE reports_abbreviation AS abbreviation SET is_word = EXISTS (
    SELECT FROM reports_paragraph AS paragraph
    WHERE paragraph.inspection_id = abbreviation.inspection_id AND text ~ ('\m' || lower(short) || '\M')
)
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0008_entries")]
    operations = [
        migrations.AddField(
            model_name="abbreviation",
            name="is_word",
            field=models.BooleanField(
                default=False, help_text="Whether the report also has it in small letters, as an ordinary word."
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
